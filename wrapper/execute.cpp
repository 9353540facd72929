// SPDX-License-Identifier: Apache-2.0
#include "wrapper/execute.hpp"

#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::wrapper {

Failure execute(const Path& path, char* const* arguments, char* const* environment, std::string_view hint) {
    ::execve(path.c_str(), arguments, environment);
    const int error_number = errno;
    if (error_number == ENOENT) {
        // The file was there a moment ago: what is missing is the loader or interpreter that it names.
        return {"run", path, "its program interpreter is missing", hint, ExitStatus::not_found};
    }
    return not_executed(path, error_number);
}

Failure not_executed(std::string_view program, int error_number) {
    const bool missing = error_number == ENOENT || error_number == ENOTDIR;
    return {"run",
            program,
            reason_of(error_number),
            {},
            missing ? ExitStatus::not_found : ExitStatus::not_executable};
}

} // namespace iptables_wrapper::wrapper
