// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/detect_report.hpp"

#include "test/unit/texts.hpp"
#include "test/unit/wrapper/made_up_evidence.hpp"
#include "test/unit/wrapper/written.hpp"
#include "wrapper/decision/words.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>

using namespace made_up;

BOOST_AUTO_TEST_SUITE(detect_report)

namespace {

/// A report on `evidence`, in an image with both modes whose commands run `now`.
DetectReport report_on(const Evidence& evidence, LeadsTo now = LeadsTo::wrapper, Guess guess = Guess::warn) {
    DetectReport report;
    report.settings.guess = guess;
    report.evidence = evidence;
    report.call = {evidence, decide(evidence, guess)};
    const Mode mode = report.call.decision.mode;
    report.program = Program{{"/usr/sbin", real_name("iptables", mode), {}}, mode};
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

BOOST_AUTO_TEST_CASE(people_get_lines) {
    Evidence evidence = docker_in_legacy();
    evidence.legacy.ipv4.rules = true;
    evidence.nft.ipv6.policies = true;
    BOOST_TEST(
        text_report(report_on(evidence)) ==
        "mode: legacy\n"
        "evidence: chain DOCKER-FORWARD in table filter, legacy IPv4 (Docker)\n"
        "permanent: yes\n"
        "program: /usr/sbin/iptables-legacy\n"
        "commands now: all six: wrapper\n"
        "nft IPv4: no rules of iptables\n"
        "nft IPv6: no rules of iptables, policies other than ACCEPT\n"
        "legacy IPv4: DOCKER-FORWARD (Docker); rules of iptables\n"
        "legacy IPv6: no rules of iptables\n"
        "warning: nft has rules too: packets must pass both, and 'iptables' shows only those of legacy\n");
}

BOOST_AUTO_TEST_CASE(what_could_not_be_probed_is_said_in_words) {
    Evidence evidence =
        with_status(empty_host(), Mode::nft, ProbeStatus::blind, {ProbeStep::get_answers, EPERM});
    evidence = with_status(evidence, Mode::legacy, ProbeStatus::blind, {ProbeStep::find_proc, ENOENT});
    evidence.legacy.ipv6.status = ProbeStatus::hints_only;
    evidence.legacy.ipv6.failure = {ProbeStep::read_table_list, EACCES};
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
               "legacy IPv6: cannot read the list of tables: permission denied; no rules of iptables\n"
               "warning: nft is a guess, since something could not be probed: "
               "nft IPv4: the kernel refuses to answer: operation not permitted; "
               "give the container CAP_NET_ADMIN in the host's network namespace\n");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_said_in_words) {
    const auto words = [](ProbeStep step) {
        FamilyEvidence family;
        family.status = ProbeStatus::absent;
        family.failure = {step, EAFNOSUPPORT};
        return std::string{failure_words(family).view()};
    };
    BOOST_TEST(words(ProbeStep::get_answers) == "not in this kernel");
    BOOST_TEST(words(ProbeStep::read_table_list) == "not in this kernel, or its module is not loaded");
    BOOST_TEST(words(ProbeStep::open_socket) == "this kernel has no IPv6");
}

BOOST_AUTO_TEST_CASE(machines_get_json) {
    Evidence evidence = docker_in_legacy();
    evidence.legacy.ipv4.rules = true;
    evidence.legacy.ipv6.policies = true;
    evidence.nft.ipv6.tables = true;
    DetectReport report = report_on(evidence, LeadsTo::nft);
    report.program->real.directory = "/a\"b\\c\n";
    const std::string text = json_report(report);
    BOOST_TEST(std::ranges::count(text, '\n') == 1);
    const auto json = nlohmann::json::parse(text);
    BOOST_TEST(json.at("schema") == 3);
    BOOST_TEST(json.at("mode") == "legacy");
    BOOST_TEST(json.at("rung") == "owner");
    BOOST_TEST(
        json.at("mark").dump() ==
        R"({"backend":"legacy","chain":"DOCKER-FORWARD","family":"ip","table":"filter","who":"Docker"})");
    BOOST_TEST(json.at("mixed") == false);
    BOOST_TEST(json.at("guess") == false);
    BOOST_TEST(json.at("permanent") == true);
    BOOST_TEST(json.at("not_permanent_because").is_null());
    BOOST_TEST(json.at("program") == "/a\"b\\c\\x0a/iptables-legacy");
    BOOST_TEST(json.at("commands").at("ip6tables-save") == "nft");
    BOOST_TEST(json.at("owners").dump() == R"({"legacy":["Docker"],"nft":[]})");
    BOOST_TEST(
        json.at("legacy").dump() ==
        R"({"able":"yes","ip":{"marks":["DOCKER-FORWARD"],"policies":false,"reason":null,"rules":true,)"
        R"("status":"probed","tables":false},"ip6":{"marks":[],"policies":true,"reason":null,"rules":false,)"
        R"("status":"probed","tables":false}})");
    BOOST_TEST(json.at("nft").at("able") == "yes");
    BOOST_TEST(json.at("nft").at("ip6").at("tables") == true);
    BOOST_TEST(json.at("warnings").size() == 1U);
}

BOOST_AUTO_TEST_CASE(machines_are_told_what_could_not_be_probed) {
    Evidence evidence = with_status(empty_host(), Mode::legacy, ProbeStatus::hints_only,
                                    {ProbeStep::read_table_list, EACCES});
    evidence = with_mark(evidence, Mode::nft, Family::ipv4, Rank::native, "firewalld");
    const auto json = nlohmann::json::parse(json_report(report_on(evidence)));
    BOOST_TEST(json.at("rung") == "native-firewall");
    BOOST_TEST(json.at("mark").dump() ==
               R"({"backend":"nft","chain":null,"family":"inet","table":"firewalld","who":"firewalld"})");
    BOOST_TEST(json.at("guess") == true);
    BOOST_TEST(json.at("legacy").at("ip6").at("status") == "hints-only");
    BOOST_TEST(json.at("legacy").at("ip6").at("reason") ==
               "cannot read the list of tables: permission denied");
    BOOST_TEST(json.at("not_permanent_because") ==
               "legacy IPv4: cannot read the list of tables: permission denied");
}

BOOST_AUTO_TEST_CASE(permanent_takes_a_program_and_a_link_that_can_be_changed) {
    DetectReport report = report_on(docker_in_legacy());
    BOOST_TEST(not_permanent_because(report) == "");
    report.obstacle = "cannot change '/usr/sbin/iptables': read-only file system";
    BOOST_TEST(not_permanent_because(report) == "cannot change '/usr/sbin/iptables': read-only file system");
    report.program->mode = Mode::nft;
    BOOST_TEST(not_permanent_because(report) == "only nft is installed");
    BOOST_TEST(text_report(report).starts_with("mode: nft\n"));
    BOOST_TEST(nlohmann::json::parse(json_report(report)).at("mode") == "nft");
    report.program.reset();
    BOOST_TEST(not_permanent_because(report) == "the program of that mode is not installed");
}

BOOST_AUTO_TEST_CASE(each_reason_has_its_words) {
    const auto words = [](const Evidence& evidence) {
        const DetectReport report = report_on(evidence);
        return std::string{evidence_words(report.call).view()} + " | " +
               std::string{not_permanent_because(report).view()};
    };
    const auto hint = [](Mode mode) { return with_mark(empty_host(), mode, Family::ipv4, Rank::kubelet); };
    const auto zones = [](const Evidence& evidence) {
        return with_mark(evidence, Mode::nft, Family::ipv4, Rank::native, "firewalld");
    };
    BOOST_TEST(
        words(with_mark(hint(Mode::legacy), Mode::nft, Family::ipv6, Rank::kubelet)) ==
        "chain KUBE-IPTABLES-HINT in table mangle, nft IPv6 (kubelet); chain KUBE-IPTABLES-HINT in table "
        "mangle, legacy IPv4 (kubelet) too | ");
    BOOST_TEST(words(zones(hint(Mode::legacy))) ==
               "table firewalld, nft inet (firewalld); the kubelet's hint in legacy is left over | what is "
               "left over in legacy might still be in use");
    BOOST_TEST(words(zones(with(hint(Mode::legacy), Mode::legacy, Family::ipv4, &FamilyEvidence::reached))) ==
               "chain KUBE-IPTABLES-HINT in table mangle, legacy IPv4 (kubelet) | table firewalld, nft inet "
               "(firewalld) speaks against it");
    BOOST_TEST(words(with_mark(docker_in_legacy(), Mode::nft, Family::ipv4, Rank::owner, "ufw")) ==
               "chain ufw-before-input in table filter, nft IPv4 (ufw); chain DOCKER-FORWARD in table "
               "filter, legacy "
               "IPv4 (Docker) too | both nft and legacy have such evidence");
    BOOST_TEST(
        words(with_mark(docker_in_legacy(), Mode::nft, Family::ipv4, Rank::native, "Docker")) ==
        "table docker-bridges, nft IPv4 (Docker); its chains in legacy are left over | what is left over in "
        "legacy might still be in use");
    BOOST_TEST(words(with(with_mark(empty_host(), Mode::nft, Family::ipv4, Rank::owner), Mode::legacy,
                          Family::ipv4, &FamilyEvidence::unread)) ==
               "chain DOCKER-FORWARD in table filter, nft IPv4 (Docker) | legacy has a table that is too "
               "large to be "
               "searched for owners at every call; 'iptables-wrapper --switch' does it once");
    Evidence no_compat = empty_host();
    no_compat.extensions = Extensions::missing;
    BOOST_TEST(
        words(no_compat) ==
        "this kernel's nft cannot use the extensions of iptables (no nft_compat) | nft may come to work");
    BOOST_TEST(words(with_status(empty_host(), Mode::nft, ProbeStatus::absent)) ==
               "this kernel cannot run nft | ");
    const Evidence policy = with(empty_host(), Mode::legacy, Family::ipv6, &FamilyEvidence::policies);
    BOOST_TEST(words(policy) ==
               "legacy has a policy other than ACCEPT | neither the kubelet nor an owner of the "
               "firewall says so");
    BOOST_TEST(words(with(empty_host(), Mode::legacy, Family::ipv6, &FamilyEvidence::large))
                   .starts_with("legacy has a table of more than 256 KiB | "));
    BOOST_TEST(words(with(policy, Mode::nft, Family::ipv6, &FamilyEvidence::policies)) ==
               "rules in both nft and legacy | both nft and legacy have such evidence");
    BOOST_TEST(words(with(empty_host(), Mode::legacy, Family::ipv6, &FamilyEvidence::rules))
                   .starts_with("rules in legacy alone | "));
    BOOST_TEST(words(with(empty_host(), Mode::legacy, Family::ipv6, &FamilyEvidence::tables))
                   .starts_with("legacy has tables, though empty ones, and nft has none | "));
    BOOST_TEST(words(empty_host()) == "no evidence | a guess is not kept");
}

BOOST_AUTO_TEST_CASE(one_line_says_it_all) {
    const DetectReport report = report_on(docker_in_legacy());
    constexpr std::string_view chain = "legacy: chain DOCKER-FORWARD in table filter, legacy IPv4 (Docker)";
    BOOST_TEST(summary_of(report.call, Mode::legacy, "") == std::string{chain} + "; permanent");
    BOOST_TEST(summary_of(report.call, Mode::legacy, "no way") ==
               std::string{chain} + "; not permanent: no way");
    BOOST_TEST(summary_of(report_on(empty_host()).call, Mode::legacy, "") ==
               "legacy: no evidence, and only legacy is installed; not permanent: a guess is not kept");
    const Evidence no_nft = with_status(empty_host(), Mode::nft, ProbeStatus::absent);
    BOOST_TEST(summary_of(report_on(no_nft).call, Mode::nft, "") ==
               "nft: this kernel cannot run nft, and only nft is installed; not permanent");
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_together_is_warned_of) {
    BOOST_TEST(warnings_of(report_on(docker_in_legacy())).empty());
    BOOST_TEST(warnings_of(report_on(empty_host())).empty());
    BOOST_TEST(warnings_of(report_on(docker_in_legacy(), LeadsTo::legacy)).empty());
    BOOST_TEST(
        warns(report_on(docker_in_legacy(), LeadsTo::nft), "iptables runs nft, but the host uses legacy"));
    BOOST_TEST(warns(report_on(with_mark(docker_in_legacy(), Mode::nft, Family::ipv4, Rank::owner, "ufw")),
                     "mixed: "));

    DetectReport torn = report_on(empty_host(), LeadsTo::nft);
    torn.commands[3].leads_to = LeadsTo::legacy;
    BOOST_TEST(warns(torn, "the commands run different modes"));

    DetectReport set = report_on(docker_in_legacy(), LeadsTo::legacy);
    set.settings.mode = Mode::nft;
    set.call.decision = {Mode::nft, Rung::setting, Permanence::setting, false, {}};
    BOOST_TEST(warns(set, "IPTABLES_WRAPPER_MODE has no effect"));
    BOOST_TEST(!warns(set, "but the host uses"));

    const auto native = [](std::string_view owner) {
        return report_on(with_mark(empty_host(), Mode::nft, Family::ipv6, Rank::native, owner));
    };
    BOOST_TEST(warns(native("Docker"), "DOCKER-USER have no effect"));
    BOOST_TEST(!warns(native("libvirt"), "DOCKER-USER have no effect"));
    BOOST_TEST(warns(report_on(with(empty_host(), Mode::nft, Family::ipv6, &FamilyEvidence::foreign)),
                     "that iptables did not make"));
    for (const auto what : {&FamilyEvidence::rules, &FamilyEvidence::policies}) {
        BOOST_TEST(
            warns(report_on(with(docker_in_legacy(), Mode::nft, Family::ipv6, what)), "nft has rules too"));
        BOOST_TEST(
            !warns(report_on(with(docker_in_legacy(), Mode::legacy, Family::ipv6, what)), "has rules too"));
    }

    // It is about what 'iptables' runs, whatever the host uses.
    const Evidence legacy_rules = with(empty_host(), Mode::legacy, Family::ipv4, &FamilyEvidence::rules);
    BOOST_TEST(!warns(report_on(legacy_rules), "has rules too"));
    BOOST_TEST(warns(report_on(legacy_rules, LeadsTo::nft), "shows only those of nft"));
    DetectReport substitute = report_on(legacy_rules);
    substitute.program->mode = Mode::nft;
    BOOST_TEST(warns(substitute, "legacy has rules too: packets must pass both, and 'iptables' shows only "
                                 "those of nft"));
    const Evidence own_rules = with(docker_in_legacy(), Mode::nft, Family::ipv4, &FamilyEvidence::rules);
    BOOST_TEST(
        warns(report_on(with(own_rules, Mode::legacy, Family::ipv4, &FamilyEvidence::rules), LeadsTo::nft),
              "shows only those of nft"));

    // What a call leaves unread.
    DetectReport large =
        report_on(with(docker_in_legacy(), Mode::legacy, Family::ipv4, &FamilyEvidence::large));
    BOOST_TEST(!warns(large, "'iptables-wrapper --switch' does it once"));
    large.call.decision = {Mode::legacy, Rung::policy, Permanence::no_owner, false, {}};
    BOOST_TEST(warns(large, "'iptables-wrapper --switch' does it once"));
}

BOOST_AUTO_TEST_SUITE_END()
