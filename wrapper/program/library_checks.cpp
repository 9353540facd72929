// SPDX-License-Identifier: Apache-2.0
// What the headers of the C++ library call if an index is out of range and, with _GLIBCXX_ASSERTIONS, if any
// other precondition is violated. The library itself would throw, or say more, but it is not linked. Here,
// the process ends.
#include <array> // declares them

namespace std { // NOLINT(cert-dcl58-cpp): to be defined by whoever stands in for the library

void __throw_out_of_range_fmt(const char* /*format*/, ...) { // NOLINT(cert-dcl50-cpp): as it is declared
    __builtin_trap();
}

#ifdef _GLIBCXX_ASSERTIONS
void __glibcxx_assert_fail(const char* /*file*/, int /*line*/, const char* /*function*/,
                           const char* /*condition*/) noexcept {
    __builtin_trap();
}
#endif

} // namespace std
