// SPDX-License-Identifier: Apache-2.0
#include "installer/system/root_directory.hpp"

#include "installer/system/atomic_file.hpp"

#include <boost/filesystem/operations.hpp>

#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::installer {

void enter_root(const fs::path& directory) {
    // chdir first: a working directory outside the new root would be a way out.
    boost::system::error_code error;
    fs::current_path(directory, error);
    if (error) {
        throw file_failure("enter the root directory", directory, error.value());
    }
    if (::chroot(".") != 0) {
        throw system_failure("enter the root directory", directory.native(), errno,
                             errno == EPERM ? "--root needs root (it calls chroot)" : "");
    }
}

} // namespace iptables_wrapper::installer
