// SPDX-License-Identifier: Apache-2.0
#include "installer/system/process.hpp"

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

} // namespace iptables_wrapper::installer
