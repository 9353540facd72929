// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/findings.hpp"

#include "common/links.hpp"
#include "installer/link_systems/group_changes.hpp"
#include "installer/survey/own_links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Subject = Finding::Subject;
using Verdict = Finding::Verdict;
using Kind = Node::Kind;

Finding flavour(const Fitness& fitness) {
    const std::string name(name_of(fitness.mode));
    if (fitness.trouble) {
        return {Verdict::bad, Subject::flavour, name, fitness.trouble->path + ": " + fitness.trouble->reason};
    }
    return {Verdict::good, Subject::flavour, name, "version " + fitness.version};
}

Finding wrapper(const Survey& survey) {
    const auto row = [&survey](Verdict verdict, std::string detail) {
        return Finding{verdict, Subject::wrapper, survey.wrapper, std::move(detail)};
    };
    constexpr mode_t executable = 0111;
    if (survey.wrapper_node.kind == Kind::missing) {
        return row(Verdict::bad, "is missing");
    }
    if (survey.wrapper_node.kind != Kind::file) {
        return row(Verdict::bad, "is no regular file");
    }
    if ((survey.wrapper_node.mode & executable) != executable) {
        return row(Verdict::bad, "is not executable for everyone");
    }
    if (!survey.wrapper_difference.empty()) {
        return row(Verdict::bad, survey.wrapper_difference);
    }
    return survey.wrapper_is_current ? row(Verdict::good, "is this installer's")
                                     : row(Verdict::bad, "has other permissions than 0755");
}

Finding group(const GroupState& state) {
    const auto row = [&state](Verdict verdict, std::string detail) {
        return Finding{verdict, Subject::group, state.group.master.name, std::move(detail)};
    };
    const Alternative wanted = wanted_registration(state.group, state.wrapper);
    const Alternative* const present = state.group.alternative(state.wrapper);
    if (present == nullptr) {
        return row(Verdict::bad, "the wrapper is not registered");
    }
    for (const auto& [slave, path] : wanted.slaves) {
        if (!present->slaves.contains(slave)) {
            return row(Verdict::bad, "the wrapper is registered without the slave '" + slave + "'");
        }
    }
    if (!is_registered(state.group, wanted)) {
        return row(Verdict::bad, "the wrapper is registered with other slaves or too low a priority");
    }
    return row(Verdict::good, "the wrapper is registered");
}

/// Whether alts runs the wrapper for `command`.
bool is_configured(const Survey& survey, const CommandState& command) {
    const Configuration& highest = command.configurations.back();
    return value_in(highest.text, "binary") == survey.wrapper &&
           (command.chosen_number.empty() || command.chosen_number == std::to_string(highest.number));
}

/// Whether the wrapper may have made the command lead to what it leads to: through its group where it has
/// one.
bool is_switched(const CommandState& command) {
    return command.reaches_real &&
           (command.group_link.empty() ? is_own_link(command) : command.node.target == command.group_link);
}

Finding command(const Survey& survey, const CommandState& state) {
    const auto row = [&state](Verdict verdict, const char* detail) {
        return Finding{verdict, Subject::command, state.path, detail};
    };
    if (state.node.kind == Kind::missing) {
        return state.switched_targets.empty() ? row(Verdict::good, "is not there, nor anything it could run")
                                              : row(Verdict::bad, "is missing");
    }
    if (!state.configurations.empty()) {
        return is_configured(survey, state) ? row(Verdict::good, "runs the wrapper")
                                            : row(Verdict::bad, "does not run the wrapper");
    }
    if (state.reaches_wrapper && !state.group_link.empty() && state.node.target != state.group_link) {
        return row(Verdict::bad, "does not lead through its link group");
    }
    if (state.reaches_wrapper) {
        return row(Verdict::good, "leads to the wrapper");
    }
    return is_switched(state) ? row(Verdict::good, "was switched to a flavour")
                              : row(Verdict::bad, "does not lead to the wrapper");
}

} // namespace

std::vector<Finding> findings_of(const Survey& survey) {
    std::vector<Finding> rows;
    for (const Fitness& fitness : survey.flavours) {
        rows.push_back(flavour(fitness));
    }
    rows.push_back(wrapper(survey));
    for (const GroupState& state : survey.groups) {
        rows.push_back(group(state));
    }
    for (const CommandState& state : survey.commands) {
        rows.push_back(command(survey, state));
    }
    for (const std::string& path : survey.leftovers) {
        rows.push_back({Verdict::bad, Subject::leftover, path, "was left behind by a killed run"});
    }
    return rows;
}

Finding finding_of(const Failure& failure) {
    return {Verdict::bad, Subject::system, failure.path, "cannot " + failure.intent + ": " + failure.reason};
}

bool all_good(const std::vector<Finding>& findings) {
    return std::all_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.verdict == Verdict::good; });
}

const char* word_for(Subject subject) {
    switch (subject) {
    case Subject::flavour:
        return "flavour";
    case Subject::wrapper:
        return "wrapper";
    case Subject::group:
        return "group";
    case Subject::command:
        return "command";
    case Subject::leftover:
        return "leftover";
    case Subject::system:
        return "system";
    }
    return "";
}

std::string line_of(const Finding& finding) {
    constexpr std::size_t width = 10;
    std::string subject = word_for(finding.subject);
    subject.resize(width, ' ');
    return (finding.verdict == Verdict::good ? "ok   " : "bad  ") + subject + "'" + printable(finding.name) +
           "': " + printable(finding.detail);
}

} // namespace iptables_wrapper::installer
