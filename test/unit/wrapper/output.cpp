// SPDX-License-Identifier: Apache-2.0
#include "wrapper/output.hpp"

#include "test/unit/wrapper/written.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

BOOST_AUTO_TEST_SUITE(output)

BOOST_AUTO_TEST_CASE(a_text_of_any_length_comes_through_in_order) {
    std::string whole;
    for (int number = 0; whole.size() < 5000; ++number) {
        whole.append(std::to_string(number)).append(" ");
    }
    BOOST_TEST(written([&](Output& output) { output.append(whole); }) == whole);
    BOOST_TEST(written([&](Output& output) {
                   for (const char& character : whole) {
                       output.append({&character, 1});
                   }
               }) == whole);
}

BOOST_AUTO_TEST_CASE(what_is_there_is_written_in_the_end) {
    const FileDescriptor file{::memfd_create("output", MFD_CLOEXEC)};
    Output{file.number()}.append("text");
    BOOST_TEST(::lseek(file.number(), 0, SEEK_END) == 4);
}

BOOST_AUTO_TEST_CASE(the_first_error_is_kept_and_ends_it) {
    const FileDescriptor full{::open("/dev/full", O_WRONLY | O_CLOEXEC)};
    Output output{full.number()};
    BOOST_TEST(output.append("text").flush() == ENOSPC);
    BOOST_TEST(output.flush() == ENOSPC);
    Output nowhere{-1};
    nowhere.append(std::string(5000, 'x'));
    BOOST_TEST(nowhere.flush() == EBADF);
}

BOOST_AUTO_TEST_CASE(lines_for_people_are_one_line_each) {
    BOOST_TEST(written([](Output& err) { say(err, "note", "a\nb", " ", std::string{"c"}); }) ==
               "iptables-wrapper: note: a\\x0ab c\n");
}

BOOST_AUTO_TEST_CASE(a_failure_is_written_and_gives_its_status) {
    const Failure failure{"run", "/x", "no such file", "install it", ExitStatus::not_found};
    BOOST_TEST(
        written([&](Output& err) { BOOST_TEST((report(err, failure) == ExitStatus::not_found)); }) ==
        "iptables-wrapper: error: cannot run '/x': no such file\niptables-wrapper: hint: install it\n");
    const Outcome<int> outcome{failure};
    BOOST_TEST(!outcome);
    BOOST_TEST((outcome.failure().status == ExitStatus::not_found));
    BOOST_TEST(*Outcome<int>{5} == 5);
}

BOOST_AUTO_TEST_SUITE_END()

// What is said beside a call must not harm the call.
BOOST_AUTO_TEST_SUITE(output_that_may_be_lost)

namespace {

struct Pipe {
    FileDescriptor read_end;
    FileDescriptor write_end;
};
Pipe make_pipe() {
    std::array<int, 2> ends{};
    BOOST_REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    return {FileDescriptor{ends[0]}, FileDescriptor{ends[1]}};
}

/// Says "text" there. Who waits for somebody to read would wait for ever, and is ended by the alarm.
void say_text(int descriptor) {
    ::alarm(60);
    Output output{descriptor, WhenFull::lose};
    BOOST_TEST(output.append("text").flush() == 0);
    ::alarm(0);
}

bool is_pending(int signal) {
    sigset_t pending;
    ::sigpending(&pending);
    return ::sigismember(&pending, signal) == 1;
}
bool is_blocked(int signal) {
    sigset_t blocked;
    ::sigprocmask(SIG_BLOCK, nullptr, &blocked);
    return ::sigismember(&blocked, signal) == 1;
}

std::string all_of(int descriptor) {
    std::string text(100'000, '\0');
    const ssize_t size = ::read(descriptor, text.data(), text.size());
    text.resize(static_cast<std::size_t>(std::max(size, ssize_t{0})));
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(it_comes_through_where_there_is_room) {
    const Pipe pipe = make_pipe();
    say_text(pipe.write_end.number());
    BOOST_TEST(all_of(pipe.read_end.number()) == "text");

    const FileDescriptor file{::memfd_create("output", MFD_CLOEXEC)};
    const std::string whole(5000, 'x');
    Output{file.number(), WhenFull::lose}.append(whole);
    BOOST_TEST(::lseek(file.number(), 0, SEEK_SET) == 0);
    BOOST_TEST(all_of(file.number()) == whole);
}

BOOST_AUTO_TEST_CASE(a_terminal_gets_all_of_it) {
    const FileDescriptor master{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)};
    BOOST_REQUIRE(::unlockpt(master.number()) == 0);
    const FileDescriptor terminal{::open(::ptsname(master.number()), O_RDWR | O_NOCTTY | O_CLOEXEC)};
    BOOST_REQUIRE(static_cast<bool>(terminal));
    const std::string line(200, 'x');
    Output{terminal.number(), WhenFull::lose}.append(line);
    std::string seen;
    ::alarm(60);
    while (seen.size() < line.size()) { // the kernel hands it on in pieces
        seen += all_of(master.number());
    }
    ::alarm(0);
    BOOST_TEST(seen == line);
}

BOOST_AUTO_TEST_CASE(nobody_need_read_it) {
    Pipe pipe = make_pipe();
    pipe.read_end = FileDescriptor{};
    say_text(pipe.write_end.number());
    std::array<int, 2> sockets{};
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) == 0);
    ::close(sockets[0]);
    const FileDescriptor socket{sockets[1]};
    say_text(socket.number());
    for (const int signal : {SIGPIPE, SIGXFSZ, SIGTTOU}) {
        BOOST_TEST(!is_pending(signal));
        BOOST_TEST(!is_blocked(signal));
    }
}

BOOST_AUTO_TEST_CASE(a_full_pipe_or_socket_is_not_waited_for) {
    const Pipe pipe = make_pipe();
    const int flags = ::fcntl(pipe.write_end.number(), F_GETFL);
    ::fcntl(pipe.write_end.number(), F_SETFL, flags | O_NONBLOCK); // NOLINT(hicpp-signed-bitwise)
    std::size_t size = 0;
    while (::write(pipe.write_end.number(), "x", 1) == 1) {
        ++size;
    }
    ::fcntl(pipe.write_end.number(), F_SETFL, flags);
    say_text(pipe.write_end.number());
    BOOST_TEST(::fcntl(pipe.write_end.number(), F_GETFL) == flags);
    BOOST_TEST(all_of(pipe.read_end.number()) == std::string(size, 'x'));

    std::array<int, 2> sockets{};
    BOOST_REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) == 0);
    const FileDescriptor one{sockets[0]};
    const FileDescriptor other{sockets[1]};
    while (::send(one.number(), "x", 1, MSG_DONTWAIT) == 1) {
    }
    say_text(one.number());
}

BOOST_AUTO_TEST_CASE(a_file_that_may_not_grow_gets_what_fits) {
    const FileDescriptor file{::memfd_create("output", MFD_CLOEXEC)};
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit two_bytes{2, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &two_bytes);
    Output{file.number(), WhenFull::lose}.append("text");
    ::setrlimit(RLIMIT_FSIZE, &before);
    BOOST_TEST(::lseek(file.number(), 0, SEEK_SET) == 0);
    BOOST_TEST(all_of(file.number()) == "te");
    BOOST_TEST(!is_pending(SIGXFSZ));
}

BOOST_AUTO_TEST_CASE(a_signal_of_the_callers_stays) {
    sigset_t pipe_signal;
    ::sigemptyset(&pipe_signal);
    ::sigaddset(&pipe_signal, SIGPIPE);
    ::sigprocmask(SIG_BLOCK, &pipe_signal, nullptr);
    BOOST_REQUIRE(::raise(SIGPIPE) == 0);
    const Pipe pipe = make_pipe();
    say_text(pipe.write_end.number());
    BOOST_TEST(is_pending(SIGPIPE));
    BOOST_TEST(is_blocked(SIGPIPE));
    const timespec at_once{};
    ::sigtimedwait(&pipe_signal, nullptr, &at_once);
    ::sigprocmask(SIG_UNBLOCK, &pipe_signal, nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
