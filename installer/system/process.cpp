// SPDX-License-Identifier: Apache-2.0
#include "installer/system/process.hpp"

#include "installer/system/atomic_file.hpp"

#include <boost/filesystem/operations.hpp>

#include <cerrno>
#include <csignal>
#include <initializer_list>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

/// Something harmless to read from and write to: /dev/null, or where that is missing a file in memory.
int open_nothing() {
    const int descriptor = ::open("/dev/null", O_RDWR | O_NONBLOCK);
    return descriptor >= 0 ? descriptor : ::memfd_create("nothing", 0);
}

} // namespace

void prepare_process() {
    int descriptor = 0;
    do {
        descriptor = open_nothing();
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    for (const int number : {SIGPIPE, SIGXFSZ}) {
        ::signal(number, SIG_IGN); // NOLINT(cert-err33-c): cannot fail
    }
    ::umask(022);
}

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
