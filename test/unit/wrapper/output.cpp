// SPDX-License-Identifier: Apache-2.0
#include "wrapper/output.hpp"

#include "test/unit/wrapper/written.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

#include <fcntl.h>

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
