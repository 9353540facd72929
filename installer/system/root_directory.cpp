// SPDX-License-Identifier: Apache-2.0
#include "installer/system/root_directory.hpp"

#include "installer/system/atomic_file.hpp"

#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::installer {

void enter_root(const std::string& directory) {
    // chdir first: a working directory that is left outside would be a way out.
    if (::chdir(directory.c_str()) != 0) {
        throw file_failure("enter the root directory", directory, errno);
    }
    if (::chroot(".") != 0) {
        throw system_failure("enter the root directory", directory, errno,
                             errno == EPERM ? "--root needs root (it calls chroot)" : "");
    }
}

} // namespace iptables_wrapper::installer
