// SPDX-License-Identifier: Apache-2.0
// What every fuzz target is: one function over hostile bytes. libFuzzer brings a main of its own; replay.cpp
// brings one that feeds a corpus, so that the same targets are ordinary tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace iptables_wrapper::fuzz {

inline std::span<const std::byte> bytes(const std::uint8_t* data, std::size_t size) {
    return std::as_bytes(std::span{data, size});
}

inline std::string_view text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// A promise that must hold whatever the input; in every build.
inline void must(bool promise) {
    if (!promise) {
        std::abort();
    }
}

} // namespace iptables_wrapper::fuzz
