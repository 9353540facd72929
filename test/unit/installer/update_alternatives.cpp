// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(update_alternatives)

namespace {

constexpr std::string_view debian = R"(Name: iptables
Link: /usr/sbin/iptables
Slaves:
 iptables-restore /usr/sbin/iptables-restore
 iptables-save /usr/sbin/iptables-save
Status: auto
Best: /usr/sbin/iptables-nft
Value: /usr/sbin/iptables-legacy

Alternative: /usr/sbin/iptables-legacy
Priority: 10
Slaves:
 iptables-restore /usr/sbin/iptables-legacy-restore
 iptables-save /usr/sbin/iptables-legacy-save

Alternative: /usr/sbin/iptables-nft
Priority: 20
Slaves:
 iptables-restore /usr/sbin/iptables-nft-restore
)";

constexpr std::string_view help = R"(Options:
  --altdir <directory>     change the alternatives directory
                             (default is /etc/alternatives).
  --admindir <directory>   change the administrative directory
                             (default is /var/lib/rpm/alternatives).
  --instdir <directory>    change the installation directory.
  --log <file>             change the log file
                             (default is relative).
  --root <directory>       change the root directory.
  --other <directory>      change another directory
                             (default is /nobody's).
)";

} // namespace

BOOST_AUTO_TEST_CASE(a_record_of_debian_is_read) {
    const auto group = parse_query(debian);
    BOOST_REQUIRE(group);
    BOOST_TEST((group->master == GroupLink{"iptables", "/usr/sbin/iptables"}));
    BOOST_REQUIRE(group->followers.size() == 2U);
    BOOST_TEST((group->followers[1] == GroupLink{"iptables-save", "/usr/sbin/iptables-save"}));
    BOOST_TEST((group->status == LinkGroup::Status::automatic));
    BOOST_TEST(group->best == "/usr/sbin/iptables-nft");
    BOOST_TEST(group->value == "/usr/sbin/iptables-legacy");
    BOOST_REQUIRE(group->alternatives.size() == 2U);
    BOOST_TEST(group->alternatives[0].followers.at("iptables-save") == "/usr/sbin/iptables-legacy-save");
    BOOST_TEST(group->alternatives[1].priority == 20);
    BOOST_TEST(group->alternatives[1].followers.count("iptables-save") == 0U);
}

BOOST_AUTO_TEST_CASE(alternatives_are_found_by_their_literal_path) {
    const auto group = parse_query(debian);
    BOOST_REQUIRE(group);
    BOOST_TEST(group->alternative("/usr/sbin/iptables-nft") == &group->alternatives[1]);
    BOOST_TEST(group->alternative("/sbin/iptables-nft") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_group_without_followers_choice_or_alternatives_is_one) {
    const auto group = parse_query("Name: x\nLink: /usr/bin/x\nStatus: manual\nValue: none\n");
    BOOST_REQUIRE(group);
    BOOST_TEST((group->status == LinkGroup::Status::manual));
    BOOST_TEST(group->value.empty());
    BOOST_TEST(group->links().size() == 1U);
}

BOOST_AUTO_TEST_CASE(fields_of_the_future_are_passed_over) {
    const auto group =
        parse_query("Name: x\nLink: /x\nMood: good\n very good\nStatus: auto\n\nAlternative: /y\n"
                    "Priority: -5\nFamily: z\n");
    BOOST_REQUIRE(group);
    BOOST_TEST(group->followers.empty());
    BOOST_REQUIRE(group->alternatives.size() == 1U);
    BOOST_TEST(group->alternatives[0].priority == -5);
}

BOOST_AUTO_TEST_CASE(paths_may_have_spaces_and_colons) {
    const auto group = parse_query("Name: x\nLink: /a: b\nSlaves:\n y /c: d\nStatus: auto\n");
    BOOST_REQUIRE(group);
    BOOST_TEST(group->master.link == "/a: b");
    BOOST_REQUIRE(group->followers.size() == 1U);
    BOOST_TEST(group->followers[0].link == "/c: d");
}

BOOST_AUTO_TEST_CASE(other_texts_are_no_record) {
    for (const auto* text :
         {"", "\n\n", "no colon here\n", "Name: x\n", "Link: /x\n", "Name: x\nLink: /x\nStatus: soon\n",
          "Name: x\nLink: /x\nPriority: 5\n", "Name: x\nLink: /x\n\nAlternative: /y\nPriority: high\n",
          "Name: x\nLink: /x\n\nAlternative: /y\nPriority: 5x\n", "Name: x\nLink: /x\nSlaves:\n y\n",
          "Name: x\nLink: /x\nSlaves:\n  /z\n", "Name: x\nLink: /x\nSlaves:\n y \n"}) {
        BOOST_TEST(!parse_query(text), text);
    }
}

BOOST_AUTO_TEST_CASE(directories_are_those_the_tool_was_built_with) {
    BOOST_TEST(default_in_help(help, "--altdir", "/x") == "/etc/alternatives");
    BOOST_TEST(default_in_help(help, "--admindir", "/x") == "/var/lib/rpm/alternatives");
}

BOOST_AUTO_TEST_CASE(a_default_of_another_option_is_not_taken) {
    BOOST_TEST(default_in_help(help, "--instdir", "/x") == "/x");
    BOOST_TEST(default_in_help(help, "--log", "/x") == "/x");
    BOOST_TEST(default_in_help(help, "--root", "/x") == "/x"); // but there is one further below
    BOOST_TEST(default_in_help(help, "--none", "/x") == "/x");
    BOOST_TEST(default_in_help("", "--altdir", "/x") == "/x");
    BOOST_TEST(default_in_help("--altdir x (default is /etc", "--altdir", "/x") == "/x");
}

BOOST_AUTO_TEST_SUITE_END()
