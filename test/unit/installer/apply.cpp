// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/apply.hpp"

#include "installer/system/atomic_file.hpp"
#include "installer/system/links.hpp"
#include "test/unit/scratch_directory.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using iptables_wrapper::test::ScratchDirectory;

BOOST_AUTO_TEST_SUITE(applying)

namespace {

using Tree = std::map<std::string, std::string>;

/// Everything in `scratch`: path to kind, mode and content.
Tree tree_of(const ScratchDirectory& scratch) {
    Tree tree;
    for (const auto& entry : boost::filesystem::recursive_directory_iterator(scratch.path())) {
        const std::string path = entry.path().string();
        const Node node = look_at(path);
        std::string& text = tree[path];
        text =
            std::to_string(static_cast<int>(node.kind)) + " " + std::to_string(node.mode) + " " + node.target;
        if (node.kind == Node::Kind::file) {
            text += read_file(path);
        }
    }
    return tree;
}

void nobody(const Action& /*action*/) {}

Action run_shell(const std::string& command, std::vector<Touched> touched) {
    return {RunTool{"change", "g", "/bin/sh", {"-c", command}, std::move(touched)}, {}};
}

/// One of everything that can be undone, in a system that has one of everything.
struct Changes {
    ScratchDirectory scratch;
    Plan plan;

    Changes() {
        scratch.file("wrapper", "old wrapper");
        scratch.file("command", "a regular file");
        scratch.file("saved", "kept");
        scratch.file("state/record");
        scratch.link("link", "original");
        scratch.link("taken", "wrapper");
        scratch.file("records/group", "old record");
        const auto at = [this](const char* name) { return scratch.path(name); };
        plan = {
            actions::write_file({at("wrapper"), "new wrapper", {0755, {}, {}}}),
            actions::make_directory(at("made")),
            actions::make_link(at("made/record"), "original"),
            actions::write_file({at("made/absent"), {}, {}}),
            actions::save_file(at("command"), at("command.saved")),
            actions::make_link(at("command"), "wrapper"),
            actions::make_link(at("link"), "wrapper"),
            actions::make_link(at("new"), "wrapper"),
            actions::restore_file(at("taken"), at("saved")),
            actions::remove({at("state/record"), Remove::Importance::required, Remove::Moment::at_once,
                             BackupMethod::in_memory}),
            actions::remove_directory(at("state")),
            run_shell("echo new > " + at("records/group") + "; ln -sfn elsewhere " + at("link"),
                      {{at("records/group"), BackupMethod::in_memory}, {at("link")}}),
            actions::remove({at("new")}),
            actions::write_file({at("records/group"), "newer record", {}, BackupMethod::in_memory}),
        };
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(everything_is_done_and_nothing_else_is_left) {
    const Changes changes;
    std::size_t done = 0;
    const Outcome outcome = apply_plan(changes.plan, [&done](const Action& /*action*/) { ++done; });
    BOOST_TEST(!outcome.failure);
    BOOST_TEST(done == changes.plan.size());
    const ScratchDirectory& scratch = changes.scratch;
    BOOST_TEST(read_file(scratch.path("wrapper")) == "new wrapper");
    BOOST_TEST(look_at(scratch.path("wrapper")).mode == 0755U);
    BOOST_TEST(scratch.target("made/record") == "original");
    BOOST_TEST(read_file(scratch.path("command.saved")) == "a regular file");
    BOOST_TEST(scratch.target("command") == "wrapper");
    BOOST_TEST(read_file(scratch.path("taken")) == "kept");
    for (const auto& [path, text] : tree_of(scratch)) {
        BOOST_TEST(!is_temporary_name(fs::path(path).filename().native()), path);
    }
    BOOST_TEST(scratch.entries() == 7); // wrapper command command.saved link taken made records
}

BOOST_AUTO_TEST_CASE(what_somebody_else_has_removed_meanwhile_is_gone_as_wanted) {
    const ScratchDirectory scratch;
    const Outcome outcome = apply_plan({actions::remove({scratch.path("gone")})}, nobody);
    BOOST_TEST(!outcome.failure);
}

BOOST_AUTO_TEST_CASE(a_failure_at_any_step_undoes_the_steps_before) {
    const std::size_t steps = Changes().plan.size();
    for (std::size_t fails = 0; fails <= steps; ++fails) {
        Changes changes;
        const auto place = changes.plan.begin() + static_cast<std::ptrdiff_t>(fails);
        changes.plan.insert(place, actions::make_directory(changes.scratch.path("missing/directory")));
        const Tree before = tree_of(changes.scratch);
        std::size_t done = 0;
        const Outcome outcome = apply_plan(changes.plan, [&done](const Action& /*action*/) { ++done; });
        BOOST_REQUIRE(outcome.failure);
        BOOST_TEST(outcome.failure->reason == "no such file or directory");
        BOOST_TEST(!outcome.not_undone);
        BOOST_TEST(done == fails);
        BOOST_TEST((tree_of(changes.scratch) == before), "failing step " << fails);
    }
}

BOOST_AUTO_TEST_CASE(want_of_memory_between_two_steps_undoes_them_too) {
    const std::size_t steps = Changes().plan.size();
    for (std::size_t last = 1; last <= steps; ++last) {
        const Changes changes;
        const Tree before = tree_of(changes.scratch);
        std::size_t done = 0;
        const Outcome outcome = apply_plan(changes.plan, [&](const Action& /*action*/) {
            if (++done == last) {
                throw std::bad_alloc();
            }
        });
        BOOST_REQUIRE(outcome.failure);
        BOOST_TEST(sentence(*outcome.failure) == "cannot continue: out of memory");
        BOOST_TEST((tree_of(changes.scratch) == before), "after step " << last);
        BOOST_TEST(outcome.standing.empty());
    }
}

BOOST_AUTO_TEST_CASE(what_was_undone_is_not_told_as_done) {
    const ScratchDirectory scratch;
    scratch.file("leftover");
    const Plan plan{actions::remove_leftover(scratch.path("leftover")),
                    actions::make_link(scratch.path("link"), "x"),
                    actions::make_directory(scratch.path("missing/directory"))};
    const Outcome outcome = apply_plan(plan, nobody);
    BOOST_REQUIRE(outcome.failure);
    BOOST_TEST((outcome.standing == std::vector{plan.data()})); // gone for good
}

BOOST_AUTO_TEST_CASE(undoing_stops_where_it_is_barred) {
    const ScratchDirectory scratch;
    scratch.link("place/command", "original");
    const std::string place = scratch.path("place");
    const std::string moved = scratch.path("moved");
    // What takes the place of the directory cannot be undone in: neither may what was done before it.
    const Plan plan{actions::write_file({scratch.path("wrapper"), "new", {}}),
                    actions::make_link(place + "/command", "../wrapper"),
                    run_shell("mv " + place + " " + moved + " && echo > " + place + "; exit 1", {})};
    const Outcome outcome = apply_plan(plan, nobody);
    BOOST_REQUIRE(outcome.failure);
    BOOST_REQUIRE(outcome.not_undone);
    BOOST_TEST(sentence(*outcome.not_undone) ==
               "cannot restore the link '" + place + "/command': not a directory");
    BOOST_TEST(scratch.target("moved/command") == "../wrapper");
    BOOST_TEST(read_file(scratch.path("wrapper")) == "new");
    BOOST_TEST((outcome.standing == std::vector{plan.data(), &plan[1]}));
}

BOOST_AUTO_TEST_CASE(a_tool_that_does_not_end_well_is_undone_too) {
    const std::pair<const char*, const char*> ends[] = {
        {"echo it broke >&2; exit 2", "exit status 2 (it broke)"},
        {"kill -KILL $$", "killed by signal 9"},
        {"exec cat /dev/zero", "more than 65536 bytes of output"},
        {"exec sleep 1000", "no answer within 1 seconds"},
    };
    for (const auto& [end, reason] : ends) {
        Changes changes;
        const Tree before = tree_of(changes.scratch);
        auto& run = std::get<RunTool>(changes.plan[11].operation);
        BOOST_TEST((run.limit == std::chrono::seconds{60}));
        run.limit = std::chrono::seconds{1};
        run.arguments[1] += std::string("; ") + end;
        const Outcome outcome = apply_plan(changes.plan, nobody);
        BOOST_REQUIRE(outcome.failure);
        BOOST_TEST(outcome.failure->reason == std::string("/bin/sh: ") + reason);
        BOOST_TEST((tree_of(changes.scratch) == before));
    }
}

BOOST_AUTO_TEST_CASE(a_command_that_leads_elsewhere_is_a_failure) {
    const ScratchDirectory scratch;
    scratch.file("wrapper", "w");
    scratch.file("other", "w");
    scratch.link("good", "wrapper");
    scratch.link("bad", "other");
    const std::string wrapper = scratch.path("wrapper");
    const auto fails = [](const Action& verification) {
        return apply_plan({verification}, nobody).failure.has_value();
    };
    BOOST_TEST(!fails(actions::verify_leads_to({scratch.path("good")}, wrapper)));
    BOOST_TEST(fails(actions::verify_leads_to({scratch.path("good"), scratch.path("bad")}, wrapper)));
    BOOST_TEST(fails(actions::verify_leads_to({scratch.path("none")}, wrapper)));
    BOOST_TEST(fails(actions::verify_leads_elsewhere({scratch.path("good")}, wrapper)));
    BOOST_TEST(!fails(actions::verify_leads_elsewhere({scratch.path("bad")}, wrapper)));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_deleted_is_only_a_warning) {
    const ScratchDirectory scratch;
    scratch.file("installer/busy");
    const Outcome outcome =
        apply_plan({actions::remove({scratch.path("installer"), Remove::Importance::dispensable}),
                    actions::make_link(scratch.path("link"), "x")},
                   nobody);
    BOOST_TEST(!outcome.failure);
    BOOST_TEST(outcome.warnings.size() == 1U);
    BOOST_TEST(scratch.target("link") == "x");
}

BOOST_AUTO_TEST_CASE(a_dry_run_tells_the_same_story_in_the_other_tense) {
    const Action link = actions::make_link("/usr/sbin/iptables", "iptables-wrapper");
    BOOST_TEST(link.words.in(Tense::past) == "linked '/usr/sbin/iptables' -> 'iptables-wrapper'");
    BOOST_TEST(link.words.in(Tense::conditional) == "would link '/usr/sbin/iptables' -> 'iptables-wrapper'");
    for (const Tense tense : {Tense::past, Tense::conditional}) {
        BOOST_TEST(actions::unchanged("'/x'").words.in(tense) == "unchanged '/x'");
    }
}

BOOST_AUTO_TEST_CASE(a_name_cannot_break_the_line) {
    BOOST_TEST(actions::remove({"/a\nb"}).words.in(Tense::past) == "removed '/a\\x0ab'");
}

BOOST_AUTO_TEST_CASE(looking_is_not_worth_a_line) {
    BOOST_TEST(actions::verify_leads_to({}, "/w").words.in(Tense::past).empty());
}

BOOST_AUTO_TEST_SUITE_END()
