// SPDX-License-Identifier: Apache-2.0
#include "common/file_descriptor.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(file_descriptor)

namespace {

bool is_open(int number) {
    return ::fcntl(number, F_GETFD) >= 0;
}

FileDescriptor open_root() {
    return FileDescriptor{::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
}

} // namespace

BOOST_AUTO_TEST_CASE(it_is_closed_by_the_last_owner) {
    int number = -1;
    {
        FileDescriptor first = open_root();
        number = first.number();
        BOOST_TEST(is_open(number));
        FileDescriptor second{std::move(first)};
        BOOST_TEST(!first); // NOLINT(bugprone-use-after-move): that is what is tested
        BOOST_TEST(second.number() == number);
        FileDescriptor third;
        BOOST_TEST(!third);
        third = std::move(second);
        BOOST_TEST(third.number() == number);
        third = FileDescriptor{};
        BOOST_TEST(!is_open(number));
    }
    BOOST_TEST(!is_open(number));
}

// Daemons start programs so: what is opened first is number 0 then, and no less a descriptor.
BOOST_AUTO_TEST_CASE(zero_is_a_descriptor) {
    const FileDescriptor standard_input{::dup(STDIN_FILENO)};
    ::close(STDIN_FILENO);
    {
        const FileDescriptor file = open_root();
        BOOST_TEST(file.number() == 0);
        BOOST_TEST(static_cast<bool>(file));
    }
    BOOST_TEST(!is_open(0));
    if (standard_input) {
        ::dup2(standard_input.number(), STDIN_FILENO);
    }
}

BOOST_AUTO_TEST_SUITE_END()
