// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/state_file.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

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

BOOST_AUTO_TEST_SUITE(state_file)

BOOST_AUTO_TEST_CASE(all_that_is_on_record_is_read) {
    const LinkGroup group = parsed(with_everything);
    BOOST_TEST((group.master == GroupLink{"iptables", "/usr/sbin/iptables"}));
    BOOST_TEST((group.slaves ==
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
    BOOST_TEST(bare.slaves.empty());
    BOOST_TEST(bare.alternatives.at(0).priority == -5);
    BOOST_TEST(parsed("auto\n/l\n\n").best.empty());
}

BOOST_AUTO_TEST_CASE(any_other_text_is_none) {
    for (const char* text : {
             "",
             "auto\n",
             "auto\n\n",
             "auto\n/l\n",
             "automatic\n/l\n\n/p\n1\n",
             "auto\n/l\nname\n",
             "auto\n/l\nname\n/link\n",
             "auto\n/l\n\n/p\n",
             "auto\n/l\n\n/p\nmany\n",
             "auto\n/l\n\n/p\n1x\n",
             "auto\n/l\n\n/p\n@f1\n",
             "auto\n/l\n\n/p\n1\n\n",
             "auto\n/l\nname\n/link\n\n/p\n1\n",
             "auto\n/l\n\n\n1\n",
             "auto\n/l\n\n/p\n99999999999999999999\n",
         }) {
        BOOST_TEST(!parse_state_file("g", text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(joining_adds_lines_and_leaving_takes_them_away_again) {
    const LinkGroup before = parsed(with_everything);
    const Alternative wrapper{"/usr/sbin/w", 100, {{"ip6tables", "/usr/sbin/w"}}};
    const std::string text = with_alternative(with_everything, before, wrapper);
    BOOST_TEST(text == "auto" + with_everything.substr(6) + "/usr/sbin/w\n100\n/usr/sbin/w\n\n");
    const LinkGroup after = parsed(text);
    BOOST_TEST(after.best == "/usr/sbin/w");
    BOOST_TEST((*after.alternative("/usr/sbin/w") == wrapper));
    BOOST_TEST(without_alternative(text, after, "/usr/sbin/w", LinkGroup::Status::manual) == with_everything);
}

BOOST_AUTO_TEST_CASE(joining_twice_is_joining_once) {
    const LinkGroup before = parsed(with_everything);
    const Alternative wrapper{"/usr/sbin/n", 100, {}};
    const std::string text = with_alternative(with_everything, before, wrapper);
    BOOST_TEST(parsed(text).alternatives.size() == 2U);
    BOOST_TEST(with_alternative(text, parsed(text), wrapper) == text);
}

BOOST_AUTO_TEST_SUITE_END()
