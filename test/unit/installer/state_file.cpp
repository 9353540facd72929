// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/state_file.hpp"

#include <boost/test/unit_test.hpp>

#include <climits>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(state_file)

namespace {

const std::string with_everything = "manual\n"
                                    "/usr/sbin/iptables\n"
                                    "ip6tables\n"
                                    "/usr/sbin/ip6tables\n"
                                    "apply\n"
                                    "/usr/bin/apply\n"
                                    "\n"
                                    "/usr/sbin/n\n"
                                    "@fam@10\n"
                                    "/usr/sbin/n6\n"
                                    "\n"
                                    "/usr/sbin/l\n"
                                    "10 service\n"
                                    "/usr/sbin/l6\n"
                                    "/usr/bin/la\n";

LinkGroup parsed(const std::string& text) {
    const auto group = parse_state_file("iptables", text);
    BOOST_REQUIRE(group);
    return *group;
}

} // namespace

BOOST_AUTO_TEST_CASE(all_that_is_on_record_is_read) {
    const LinkGroup group = parsed(with_everything);
    BOOST_TEST((group.master == GroupLink{"iptables", "/usr/sbin/iptables"}));
    BOOST_TEST((group.followers ==
                std::vector<GroupLink>{{"ip6tables", "/usr/sbin/ip6tables"}, {"apply", "/usr/bin/apply"}}));
    BOOST_TEST((group.status == LinkGroup::Status::manual));
    BOOST_TEST((group.alternatives ==
                std::vector<Alternative>{
                    {"/usr/sbin/n", 10, {{"ip6tables", "/usr/sbin/n6"}}},
                    {"/usr/sbin/l", 10, {{"ip6tables", "/usr/sbin/l6"}, {"apply", "/usr/bin/la"}}}}));
    BOOST_TEST(group.best == "/usr/sbin/n"); // of equal ones the first
}

BOOST_AUTO_TEST_CASE(a_group_may_have_no_followers_and_no_alternatives) {
    const LinkGroup bare = parsed("auto\n/l\n\n/p\n-5\n");
    BOOST_TEST(bare.followers.empty());
    BOOST_TEST(bare.alternatives.at(0).priority == -5);
    BOOST_TEST(parsed("auto\n/l\n\n").best.empty());
}

BOOST_AUTO_TEST_CASE(the_tool_is_lenient) {
    const LinkGroup odd =
        parsed("  auto\n\t/l\nname\n/link\n\n /p\n0x10\n/f\n/q\n+10\tservice\n/g\n/r\n10x\n\n\n");
    BOOST_TEST((odd.alternatives == std::vector<Alternative>{{"/p", 16, {{"name", "/f"}}},
                                                             {"/q", 10, {{"name", "/g"}}},
                                                             {"/r", 10, {}}}));
    // What the last alternative lacks is empty.
    BOOST_TEST(
        (parsed("auto\n/l\nname\n/link\n\n/p\n1\n").alternatives == std::vector<Alternative>{{"/p", 1, {}}}));
    // Priorities are ints, read as longs.
    BOOST_TEST(parsed("auto\n/l\n\n/p\n2147483648\n").alternatives.at(0).priority ==
               (sizeof(long) > sizeof(int) ? INT_MIN : INT_MAX));
    BOOST_TEST(parsed("auto\n/l\n\n/p\n4294967297\n/q\n0\n").best == "/p");
}

BOOST_AUTO_TEST_CASE(what_was_odd_is_written_as_the_tool_does) {
    const Alternative wrapper{"/w", 100, {{"name", "/w"}}};
    BOOST_TEST(with_alternative(" manual\n/l\nname\n/link\n\n /p\n0x10 s\n", wrapper,
                                LinkGroup::Status::automatic) ==
               "auto\n/l\nname\n/link\n\n/p\n0x10 s\n\n/w\n100\n/w\n");
}

BOOST_AUTO_TEST_CASE(what_the_tool_refuses_is_none) {
    using namespace std::string_literals;
    for (const std::string& text : {
             ""s,
             "auto\n"s,
             "auto\n\n"s,
             "auto\n/l\n"s,
             "auto\r\n/l\r\n\r\n/p\r\n1\r\n"s,
             "auto\nl\n\n/p\n1\n"s,
             "automatic\n/l\n\n/p\n1\n"s,
             "auto\n/l\nname\n"s,
             "auto\n/l\nname\nlink\n\n/p\n1\n/f\n"s,
             "auto\n/l\nname\n/link\n"s,
             "auto\n/l\n/name\n/link\n\n/p\n1\n"s,
             "auto\n/l\n\n/p\n"s,
             "auto\n/l\n\np\n1\n"s,
             "auto\n/l\n\n/p\nmany\n"s,
             "auto\n/l\n\n/p\n@f1\n"s,
             "auto\n/l\n\n/p\n@@1\n"s,
             "auto\n/l\nname\n/link\n\n/p\n1\nf\n"s,
             "auto\n/l\n\n/p\n1\nauto\n/l\n\n"s,
             "auto\n/l\n\n/p\n1\n\nauto\n/l\n\n"s,
             "auto\n/l\n\n/p\n1\n\0\n"s,
             "\x7f"
             "ELF\x02\x01\n\n\n"s,
         }) {
        BOOST_TEST(!parse_state_file("g", text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(joining_adds_lines_and_leaving_takes_them_away_again) {
    const Alternative wrapper{"/usr/sbin/w", 100, {{"ip6tables", "/usr/sbin/w"}}};
    const std::string text = with_alternative(with_everything, wrapper, LinkGroup::Status::automatic);
    BOOST_TEST(text == "auto" + with_everything.substr(6) + "/usr/sbin/w\n100\n/usr/sbin/w\n\n");
    const LinkGroup after = parsed(text);
    BOOST_TEST(after.best == "/usr/sbin/w");
    BOOST_TEST((*after.alternative("/usr/sbin/w") == wrapper));
    BOOST_TEST(without_alternative(text, "/usr/sbin/w", LinkGroup::Status::manual) == with_everything);
}

BOOST_AUTO_TEST_CASE(joining_twice_is_joining_once) {
    const Alternative wrapper{"/usr/sbin/n", 100, {}};
    const std::string text = with_alternative(with_everything, wrapper, LinkGroup::Status::automatic);
    BOOST_TEST(parsed(text).alternatives.size() == 2U);
    BOOST_TEST(with_alternative(text, wrapper, LinkGroup::Status::automatic) == text);
}

BOOST_AUTO_TEST_SUITE_END()
