// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/site.hpp"

#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(site)

namespace {

struct Fixture {
    test::ScratchDirectory scratch;

    [[nodiscard]] CommandState examined(const char* command) const {
        return examine_site(scratch.path(), "wrapper").command(command);
    }
};

} // namespace

BOOST_FIXTURE_TEST_CASE(what_a_command_leads_to_is_told, Fixture) {
    scratch.file("xtables-nft-multi");
    scratch.file("xtables-legacy-multi", "legacy");
    scratch.file("iptables-wrapper", "wrapper");
    scratch.link("iptables", "xtables-nft-multi");
    scratch.link("iptables-save", "xtables-legacy-multi");
    scratch.link("iptables-restore", "iptables-wrapper");
    scratch.link("ip6tables", "nowhere");
    BOOST_TEST((examined("iptables").reaches_mode == Mode::nft));
    BOOST_TEST((examined("iptables-save").reaches_mode == Mode::legacy));
    BOOST_TEST(examined("iptables-restore").reaches_wrapper);
    BOOST_TEST(!examined("iptables-restore").reaches_mode);
    BOOST_TEST(examined("ip6tables").destination == scratch.path("nowhere"));
    BOOST_TEST(!examined("ip6tables").reaches_mode);
    BOOST_TEST(examined("ip6tables").leads_nowhere);
    BOOST_TEST(!examined("ip6tables").reaches_lost_wrapper());
    BOOST_TEST(!examined("iptables").leads_nowhere);
    BOOST_TEST((examined("ip6tables-save").node.kind == Node::Kind::missing));
}

BOOST_FIXTURE_TEST_CASE(copies_of_the_wrapper_and_links_to_a_lost_one_are_told, Fixture) {
    scratch.file("iptables", "wrapper");
    scratch.file("iptables-save", "another");
    scratch.link("ip6tables", "/nowhere/iptables-wrapper");
    scratch.link("between", "iptables-wrapper");
    scratch.link("ip6tables-save", scratch.path("between"));
    BOOST_TEST(examined("iptables").reaches_wrapper);
    BOOST_TEST(!examined("iptables-save").reaches_wrapper);
    BOOST_TEST(!examined("iptables").reaches_lost_wrapper());
    BOOST_TEST(examined("ip6tables").reaches_lost_wrapper());
    BOOST_TEST(examined("ip6tables-save").reaches_lost_wrapper());
    scratch.file("iptables-wrapper", "wrapper");
    BOOST_TEST(!examined("ip6tables-save").reaches_lost_wrapper());
    BOOST_TEST(examined("ip6tables-save").reaches_wrapper);
    BOOST_TEST(examine_site(scratch.path(), "wrapper").wrapper_is_ours);
    BOOST_TEST(!examine_site(scratch.path(), "Wrapper").wrapper_is_ours);
}

BOOST_FIXTURE_TEST_CASE(a_record_that_names_a_wrapper_says_nothing, Fixture) {
    scratch.link("a", "/sbin/iptables-wrapper");
    scratch.link("b", "iptables-nft");
    BOOST_TEST((look_at_record(scratch.path("a")).kind == Node::Kind::missing));
    BOOST_TEST((look_at_record(scratch.path("b")).kind == Node::Kind::link));
}

BOOST_FIXTURE_TEST_CASE(a_kept_file_is_the_same_only_with_the_same_content_and_permissions, Fixture) {
    using Saved = CommandState::Saved;
    scratch.file("iptables", "a program");
    BOOST_TEST((examined("iptables").saved == Saved::nothing));
    scratch.file("iptables.iptables-wrapper-saved", "a program");
    BOOST_TEST((examined("iptables").saved == Saved::this_file));
    scratch.file("iptables", "a newer one");
    BOOST_TEST((examined("iptables").saved == Saved::something_else));
    scratch.file("iptables", "a program");
    boost::filesystem::permissions(scratch.path("iptables"), boost::filesystem::perms(0700));
    BOOST_TEST((examined("iptables").saved == Saved::something_else));
}

BOOST_FIXTURE_TEST_CASE(commands_behind_all_of_path_have_their_shadows, Fixture) {
    // None of this machine's own leads through a scratch directory.
    for (const fs::path& shadow : shadows_of(examine_site(scratch.path(), {}))) {
        BOOST_TEST(identity_of(shadow).has_value(), shadow);
    }
    BOOST_TEST(shadows_of(examine_site("/usr/local/sbin", {})).empty());
}

BOOST_AUTO_TEST_SUITE_END()
