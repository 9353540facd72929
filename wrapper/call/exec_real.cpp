// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/exec_real.hpp"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::wrapper {

void exec_real(const RealBinary& real, const std::string& command, char** argv) {
    // execve does not write to its arguments; its signature is older than const.
    auto* const name = const_cast<char*>(command.c_str()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    std::array<char*, 2> name_alone{name, nullptr};
    if (argv[0] == nullptr) {
        argv = name_alone.data();
    } else {
        argv[0] = name;
    }
    ::execve(real.path.c_str(), argv, environ);

    const int error_number = errno;
    if (error_number == ENOENT) {
        // The file was there a moment ago: what is missing is the dynamic loader that it names.
        throw NotFound{"run", real.path, "its program interpreter is missing",
                       "install the iptables package again"};
    }
    throw NotExecutable{"run", real.path, reason_of(error_number), {}};
}

} // namespace iptables_wrapper::wrapper
