// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/detect_report.hpp"

#include "test/unit/texts.hpp"
#include "test/unit/wrapper/made_up_evidence.hpp"
#include "test/unit/wrapper/written.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>

using namespace made_up;

namespace {

/// A report on `evidence`, in an image with both modes whose commands run `now`.
DetectReport report_on(const Evidence& evidence, LeadsTo now = LeadsTo::wrapper, Guess guess = Guess::keep) {
    DetectReport report;
    report.settings.guess = guess;
    report.detection = {evidence, decide(evidence, guess)};
    report.program = RealBinary{"/usr/sbin", real_name("iptables", report.detection.decision.mode), {}};
    std::ranges::transform(all_commands, report.commands.begin(), [&](std::string_view command) {
        return CommandNow{command, now, join("/usr/sbin", command)};
    });
    return report;
}

Evidence docker_in_legacy() {
    return with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::owner);
}

std::string text_report(const DetectReport& report) {
    return written([&](Output& output) { write_text_report(output, report); });
}

std::string json_report(const DetectReport& report) {
    return written([&](Output& output) { write_json_report(output, report); });
}

bool warns(const DetectReport& report, std::string_view words) {
    return std::ranges::any_of(warnings_of(report), [&](const auto& warning) {
        return warning.view().find(words) != std::string_view::npos;
    });
}

} // namespace

BOOST_AUTO_TEST_SUITE(detect_report)

BOOST_AUTO_TEST_CASE(people_get_lines) {
    BOOST_TEST(text_report(report_on(docker_in_legacy())) ==
               "mode: legacy\n"
               "evidence: chain DOCKER-USER in table filter, legacy IPv4 (Docker)\n"
               "permanent: yes\n"
               "program: /usr/sbin/iptables-legacy\n"
               "commands now: all six: wrapper\n"
               "nft IPv4: no rules in force\n"
               "nft IPv6: no rules in force\n"
               "legacy IPv4: DOCKER-USER (Docker); no rules in force\n"
               "legacy IPv6: no rules in force\n");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_probed_is_said_in_words) {
    Evidence evidence =
        with_status(empty_host(), Mode::nft, ProbeStatus::blind, {ProbeStep::get_answers, EPERM});
    evidence = with_status(evidence, Mode::legacy, ProbeStatus::blind, {ProbeStep::find_proc, ENOENT});
    evidence.legacy.ipv6 = {ProbeStatus::absent, {ProbeStep::read_table_list, ENOENT}, {}};
    DetectReport report = report_on(evidence);
    report.commands[1].leads_to = LeadsTo::nothing;
    report.program.reset();
    BOOST_TEST(text_report(report) ==
               "mode: nft\n"
               "evidence: no evidence\n"
               "permanent: no (nft IPv4: the kernel refuses to answer: operation not permitted)\n"
               "program: missing\n"
               "commands now: iptables wrapper, iptables-save missing, iptables-restore wrapper, "
               "ip6tables wrapper, ip6tables-save wrapper, ip6tables-restore wrapper\n"
               "nft IPv4: the kernel refuses to answer: operation not permitted\n"
               "nft IPv6: the kernel refuses to answer: operation not permitted\n"
               "legacy IPv4: cannot probe: /proc is not mounted\n"
               "legacy IPv6: not in this kernel, or its module is not loaded\n"
               "warning: nft is a guess, since something could not be probed: "
               "nft IPv4: the kernel refuses to answer: operation not permitted\n");
}

BOOST_AUTO_TEST_CASE(machines_get_json) {
    DetectReport report = report_on(docker_in_legacy(), LeadsTo::nft);
    report.program->directory = "/a\"b\\c\n";
    const std::string text = json_report(report);
    BOOST_TEST(std::ranges::count(text, '\n') == 1);
    const auto json = nlohmann::json::parse(text);
    BOOST_TEST(json.at("schema") == 2);
    BOOST_TEST(json.at("mode") == "legacy");
    BOOST_TEST(json.at("rung") == "owner");
    BOOST_TEST(json.at("mark").dump() ==
               R"({"backend":"legacy","chain":"DOCKER-USER","family":"ip","table":"filter","who":"Docker"})");
    BOOST_TEST(json.at("permanent") == true);
    BOOST_TEST(json.at("not_permanent_because").is_null());
    BOOST_TEST(json.at("program") == "/a\"b\\c\\x0a/iptables-legacy");
    BOOST_TEST(json.at("commands").at("ip6tables-save") == "nft");
    BOOST_TEST(json.at("owners").dump() == R"({"legacy":["Docker"],"nft":[]})");
    BOOST_TEST(json.at("legacy").at("ip").at("marks").dump() == R"(["DOCKER-USER"])");
    BOOST_TEST(json.at("nft").at("able") == "yes");
    BOOST_TEST(json.at("warnings").size() == 1U);
}

BOOST_AUTO_TEST_CASE(permanent_takes_a_program_and_a_link_that_can_be_changed) {
    DetectReport report = report_on(docker_in_legacy());
    BOOST_TEST(not_permanent_because(report) == "");
    FamilyEvidence& legacy = report.detection.evidence.legacy.ipv4;
    legacy.marks_in_large_tables = legacy.marks;
    BOOST_TEST(
        not_permanent_because(report) ==
        "its tables are too large to be searched at every call; 'iptables-wrapper --switch' does it once");
    // Rules in nft make it worth their time, and a mark in another table is found without them.
    report.detection.evidence.nft.ipv6.occupied = true;
    BOOST_TEST(not_permanent_because(report) == "");
    report.detection.evidence.nft.ipv6.occupied = false;
    report.detection.evidence.legacy.ipv6.marks = legacy.marks;
    BOOST_TEST(not_permanent_because(report) == "");
    report.detection.evidence.legacy.ipv6.marks = {};
    legacy.marks_in_large_tables = {};
    report.obstacle = "libalternatives runs the wrapper at each call";
    BOOST_TEST(not_permanent_because(report) == "libalternatives runs the wrapper at each call");
    report.program.reset();
    BOOST_TEST(not_permanent_because(report) == "the program of that mode is not installed");
}

BOOST_AUTO_TEST_CASE(each_reason_has_its_words) {
    const auto because = [](const Evidence& evidence, Guess guess = Guess::keep) {
        return not_permanent_because(report_on(evidence, LeadsTo::wrapper, guess));
    };
    BOOST_TEST(because(with_rules(empty_host(), Mode::legacy, Family::ipv4)) ==
               "rules alone do not tell who made them");
    BOOST_TEST(because(with_mark(docker_in_legacy(), Mode::nft, Family::ipv4, Rank::owner)) ==
               "both nft and legacy have such evidence");
    BOOST_TEST(because(empty_host()) == "whether nft can do the work of iptables here is not known");
    BOOST_TEST(because(with_trial(empty_host(), Trial::passed), Guess::retry) ==
               "IPTABLES_WRAPPER_GUESS=retry wants evidence");
    const Evidence neither = with_status(with_status(empty_host(), Mode::nft, ProbeStatus::absent),
                                         Mode::legacy, ProbeStatus::absent);
    BOOST_TEST(because(neither) == "the other mode may come to work");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_together_is_warned_of) {
    BOOST_TEST(warnings_of(report_on(docker_in_legacy())).empty());
    BOOST_TEST(warnings_of(report_on(docker_in_legacy(), LeadsTo::legacy)).empty());
    BOOST_TEST(
        warns(report_on(docker_in_legacy(), LeadsTo::nft), "iptables runs nft, but the host uses legacy"));
    BOOST_TEST(
        warns(report_on(with_mark(docker_in_legacy(), Mode::nft, Family::ipv4, Rank::owner)), "mixed: "));

    DetectReport torn = report_on(empty_host(), LeadsTo::nft);
    torn.commands[3].leads_to = LeadsTo::legacy;
    BOOST_TEST(warns(torn, "the commands run different modes"));

    DetectReport set = report_on(docker_in_legacy(), LeadsTo::legacy);
    set.settings.mode = Mode::nft;
    set.detection.decision = {Mode::nft, Rung::setting, Permanence::setting, {}};
    BOOST_TEST(warns(set, "IPTABLES_WRAPPER_MODE has no effect"));
    BOOST_TEST(!warns(set, "but the host uses"));

    Evidence native = empty_host();
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (marks.at(index).sign == Sign::native_table) {
            native.nft.ipv4.marks.add(index);
        }
    }
    BOOST_TEST(warns(report_on(native), "DOCKER-USER have no effect"));
}

BOOST_AUTO_TEST_SUITE_END()
