// SPDX-License-Identifier: Apache-2.0
#include "common/text.hpp"

#include "common/inplace_vector.hpp"
#include "test/unit/texts.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <climits>
#include <string>

#include <sys/stat.h>

using namespace iptables_wrapper;

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(parts_are_put_together) {
    BOOST_TEST(Text<8>{}.empty());
    BOOST_TEST((Text<8>{"ab", std::string{"cd"}, Text<2>{"ef"}}) == "abcdef");
    Text<8> text{"a"};
    text.append("b").append("").append("c");
    BOOST_TEST(text == "abc");
    BOOST_TEST(std::string{text.c_str()} == "abc");
    text.overwrite([](char* room, std::size_t /*size*/) {
        *room = 'x';
        return 1U;
    });
    BOOST_TEST(std::string{text.c_str()} == "x");
}

BOOST_AUTO_TEST_CASE(copies_have_the_content_and_nothing_more) {
    Text<8> text{"abc"};
    const Text<8> copy{text};
    text = "x";
    BOOST_TEST(copy == "abc");
    BOOST_TEST(text == "x");
    const Text<8>& same = text;
    text = same;
    BOOST_TEST(text == "x");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_cut_off) {
    Text<4> text{"abc", "def"};
    BOOST_TEST(text == "abcd");
    text.append("g");
    BOOST_TEST(text == "abcd");
    BOOST_TEST(std::string{text.c_str()} == "abcd");
}

BOOST_AUTO_TEST_CASE(a_path_that_was_cut_off_names_no_file) {
    std::string longest = "/";
    while (longest.size() < PATH_MAX - 1) {
        longest += "./";
    }
    struct stat status {};
    const Path whole{longest.substr(0, PATH_MAX - 1)};
    BOOST_TEST(::stat(whole.c_str(), &status) == 0);
    const Path cut{longest, longest};
    BOOST_TEST(::stat(cut.c_str(), &status) == -1);
    BOOST_TEST(errno == ENAMETOOLONG);
}

BOOST_AUTO_TEST_CASE(numbers_have_their_digits) {
    BOOST_TEST(digits_of(0) == "0");
    BOOST_TEST(digits_of(10) == "10");
    BOOST_TEST(digits_of(UINT_MAX) == std::to_string(UINT_MAX));
}

BOOST_AUTO_TEST_CASE(a_list_has_what_was_put_into_it) {
    InplaceVector<int, 3> list;
    BOOST_TEST(list.empty());
    list.push_back(4);
    list.push_back(5);
    BOOST_TEST(list.size() == 2U);
    BOOST_TEST(list.front() == 4);
    BOOST_TEST(list.back() == 5);
    BOOST_TEST(list[0] == 4);
    BOOST_TEST(!list.empty());
    BOOST_TEST(std::string(list.begin(), list.end()) == "\4\5");
}

BOOST_AUTO_TEST_SUITE_END()
