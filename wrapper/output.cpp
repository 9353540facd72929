// SPDX-License-Identifier: Apache-2.0
#include "wrapper/output.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Holds back the signals that a write can send to its own process: SIGPIPE (nobody reads), SIGXFSZ (the file
/// is as large as it may be) and SIGTTOU (a terminal on which background processes may not write; while that
/// one is blocked, they may). In the end, takes away those that have come, and leaves the mask as it was.
class SignalsHeldBack {
public:
    SignalsHeldBack() {
        sigset_t pending;
        ::sigpending(&pending);
        sigset_t all;
        ::sigemptyset(&all);
        ::sigemptyset(&ours_);
        for (const int number : {SIGPIPE, SIGXFSZ, SIGTTOU}) {
            ::sigaddset(&all, number);
            if (::sigismember(&pending, number) == 0) { // else it is the caller's, and stays
                ::sigaddset(&ours_, number);
            }
        }
        ::sigprocmask(SIG_BLOCK, &all, &before_);
    }
    SignalsHeldBack(const SignalsHeldBack&) = delete;
    SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;
    SignalsHeldBack(SignalsHeldBack&&) = delete;
    SignalsHeldBack& operator=(SignalsHeldBack&&) = delete;
    ~SignalsHeldBack() {
        const timespec at_once{};
        while (::sigtimedwait(&ours_, nullptr, &at_once) > 0) {
        }
        ::sigprocmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t ours_{};
    sigset_t before_{};
};

/// RWF_NOWAIT of <linux/fs.h>, which not every C library has.
constexpr int nowait = 8;

/// Whether `descriptor` takes at least a few bytes now, and somebody may read them.
bool takes_some(int descriptor) {
    pollfd state{descriptor, POLLOUT, 0};
    return ::poll(&state, 1, 0) == 1 && state.revents == POLLOUT;
}

/// Writes `text` as far as that is possible without waiting; returns what write(2) does. O_NONBLOCK is no way
/// to do that: the flag would hold for all who share the open file.
ssize_t write_at_once(int descriptor, mode_t type, std::string_view text) {
    if (S_ISSOCK(type)) {
        return ::send(descriptor, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    if (!takes_some(descriptor)) {
        errno = EAGAIN;
        return -1;
    }
    if (S_ISFIFO(type)) {
        // Another process may fill the pipe after we have looked. Pipes can say so instead of waiting, from
        // Linux 6.4 on (preadv2(2), RWF_NOWAIT; the offset -1 stands for the file's own).
        auto* const start = const_cast<char*>(text.data()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
        iovec piece{start, text.size()};
        const long size = ::syscall(SYS_pwritev2, descriptor, &piece, 1, -1L, -1L, nowait);
        if (size >= 0 || errno == EAGAIN || errno == EPIPE) {
            return size;
        }
    }
    // A pipe that takes some takes PIPE_BUF bytes, which is more than an Output holds. A terminal that takes
    // some may take no more than 64.
    return ::write(descriptor, text.data(),
                   S_ISCHR(type) ? std::min<std::size_t>(text.size(), 64) : text.size());
}

void write_or_lose(int descriptor, std::string_view text) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) {
        return;
    }
    const SignalsHeldBack held_back;
    while (!text.empty()) {
        const ssize_t size = write_at_once(descriptor, status.st_mode, text);
        if (size <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

} // namespace

Output& Output::append(std::string_view text) {
    while (!text.empty()) {
        if (size_ == buffer_.size()) {
            flush();
        }
        const std::size_t size = text.copy(buffer_.data() + size_, buffer_.size() - size_);
        size_ += size;
        text.remove_prefix(size);
    }
    return *this;
}

Output& Output::append(const char* text) {
    return append(std::string_view{text});
}

int Output::flush() {
    std::string_view text{buffer_.data(), size_};
    size_ = 0;
    if (when_full_ == WhenFull::lose && !text.empty()) {
        write_or_lose(descriptor_, text);
        return 0;
    }
    while (!text.empty() && error_number_ == 0) {
        const ssize_t size = ::write(descriptor_, text.data(), text.size());
        if (size >= 0) {
            text.remove_prefix(static_cast<std::size_t>(size));
        } else if (errno != EINTR) {
            error_number_ = errno;
        }
    }
    return error_number_;
}

ExitStatus report(Output& err, const Failure& failure) {
    append_report(err, wrapper_name, failure.text());
    err.flush();
    return failure.status;
}

} // namespace iptables_wrapper::wrapper
