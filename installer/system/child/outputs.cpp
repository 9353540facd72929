// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child/outputs.hpp"

#include <cerrno>
#include <cstddef>

#include <poll.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

using Clock = std::chrono::steady_clock;

enum class More { yes, ended, too_much, unreadable };

More read_some(const Stream& stream) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(stream.descriptor, buffer.data(), buffer.size());
    if (count < 0) {
        // An output cut short would be taken for all there is: "this is not dpkg's tool".
        return errno == EINTR || errno == EAGAIN ? More::yes : More::unreadable;
    }
    if (count == 0) {
        return More::ended;
    }
    stream.text->append(buffer.data(), static_cast<std::size_t>(count));
    return stream.text->size() > most_output ? More::too_much : More::yes;
}

} // namespace

// The deadline is kept here, with poll(2), because Boost.Process' wait_for sleeps its whole time even when
// the child has long ended.
ChildResult::End read_outputs(std::array<Stream, 2> streams, Clock::time_point deadline) {
    std::array<pollfd, 2> polled{};
    for (std::size_t i = 0; i < streams.size(); ++i) {
        polled[i] = {streams[i].descriptor, POLLIN, 0};
    }
    ChildResult::End end = ChildResult::End::exited;
    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) {
            return ChildResult::End::timed_out;
        }
        const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(left));
        if (ready < 0 && errno != EINTR) {
            return ChildResult::End::unreadable; // it would fail again at once, and again
        }
        if (ready <= 0) {
            continue;
        }
        for (std::size_t i = 0; i < streams.size(); ++i) {
            if (polled[i].fd < 0 || polled[i].revents == 0) {
                continue;
            }
            switch (read_some(streams[i])) {
            case More::yes:
                break;
            case More::ended:
                polled[i].fd = -1; // poll(2) leaves negative ones out
                break;
            case More::too_much:
                return ChildResult::End::said_too_much;
            case More::unreadable:
                // Let it finish, and ignore its output: killed half way, it could leave worse behind.
                polled[i].fd = -1;
                end = ChildResult::End::unreadable;
                break;
            }
        }
    }
    return end;
}

} // namespace iptables_wrapper::installer
