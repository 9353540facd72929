// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/exec_real.hpp"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::wrapper {

Failure exec_real(const RealBinary& real, std::string_view command, char** argv) {
    const Path path = real.path();
    // execve does not write to its arguments; its signature is older than const.
    const ProgramName name{command};
    auto* const first = const_cast<char*>(name.c_str()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    std::array<char*, 2> name_alone{first, nullptr};
    if (argv[0] == nullptr) {
        argv = name_alone.data();
    } else {
        const std::size_t name_at = std::string_view{argv[0]}.rfind('/') + 1;
        argv[0] = argv[0][name_at] == '\0' ? first : argv[0] + name_at;
    }
    ::execve(path.c_str(), argv, environ);

    const int error_number = errno;
    if (error_number == ENOENT) {
        // The file was there a moment ago: what is missing is the dynamic loader that it names.
        return {"run", path, "its program interpreter is missing", "install the iptables package again",
                ExitStatus::not_found};
    }
    return {"run", path, reason_of(error_number), {}, ExitStatus::not_executable};
}

} // namespace iptables_wrapper::wrapper
