// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/check_rows.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace iptables_wrapper::installer {

namespace {

using Subject = CheckRow::Subject;
using Verdict = CheckRow::Verdict;
using Kind = Node::Kind;

CheckRow mode_row(const Fitness& fitness) {
    const std::string name(name_of(fitness.mode));
    if (fitness.trouble) {
        return {Verdict::bad, Subject::mode, name, fitness.trouble->path + ": " + fitness.trouble->reason};
    }
    return {Verdict::good, Subject::mode, name, "version " + fitness.version};
}

void judge_wrapper(const Survey& survey, std::vector<CheckRow>& rows) {
    const auto judge = [&](bool good, std::string detail) {
        rows.push_back({good ? Verdict::good : Verdict::bad, Subject::wrapper, survey.site.wrapper.native(),
                        std::move(detail)});
    };
    const Node& node = survey.site.wrapper_node;
    if (node.kind != Kind::file) {
        judge(false, node.kind == Kind::missing ? "is missing" : "is not a regular file");
        return;
    }
    judge(survey.site.wrapper_is_ours, survey.site.wrapper_is_ours
                                           ? "is this installer's"
                                           : "is not this installer's (" IPTABLES_WRAPPER_VERSION ")");
    std::array<char, 48> owner_and_mode{};
    static_cast<void>(std::snprintf(owner_and_mode.data(), owner_and_mode.size(),
                                    "belongs to uid %u with mode %04o", node.owner, node.mode));
    const bool right = has_right_owner_and_mode(node);
    judge(right,
          owner_and_mode.data() + std::string(right ? "" : ", and must belong to root with mode 0755"));
}

/// A row only where anybody has capabilities.
void judge_capabilities(const Survey& survey, std::vector<CheckRow>& rows) {
    const auto found = survey.wrapper_attributes.find(file_capabilities);
    const std::string present = found == survey.wrapper_attributes.end() ? "" : found->second;
    if (survey.site.wrapper_node.kind != Kind::file ||
        (present.empty() && survey.program_capabilities.empty())) {
        return;
    }
    const bool good = survey.program_capabilities.empty() || present == survey.program_capabilities;
    std::string detail = "has the file capabilities of iptables";
    if (!good) {
        detail = "lacks the file capabilities of iptables, so agents without root cannot probe";
    } else if (survey.program_capabilities.empty()) {
        detail = "has file capabilities that iptables lacks";
    }
    rows.push_back({good ? Verdict::good : Verdict::bad, Subject::wrapper, survey.site.wrapper.native(),
                    std::move(detail)});
}

/// "iptables 1.8.9"; without the number where the modes differ in it, or were not asked.
std::string name_with_version(const std::vector<Fitness>& modes) {
    const bool one = !modes.empty() && std::ranges::all_of(modes, [&](const Fitness& fitness) {
        return fitness.version == modes.front().version;
    });
    return one && !modes.front().version.empty() ? "iptables " + printable(modes.front().version)
                                                 : "iptables";
}

/// Whether a row is about a command that runs the wrapper, or what the wrapper switches to.
bool is_on_its_way(const CheckRow& row) {
    return row.runs == CheckRow::Runs::wrapper || row.runs == CheckRow::Runs::nft ||
           row.runs == CheckRow::Runs::legacy;
}

/// Commands that work on different rule sets put rules where the others do not see them.
void judge_unity(std::vector<CheckRow>& rows) {
    const auto is_good = [](const CheckRow& row) {
        return row.verdict == Verdict::good && is_on_its_way(row);
    };
    const auto first = std::ranges::find_if(rows, is_good);
    for (CheckRow& row : rows) {
        if (is_good(row) && row.runs != first->runs) {
            row.verdict = Verdict::bad;
            row.detail += std::string(", but '") + first->name + "' runs " + word_for(*first->runs);
        }
    }
}

void require_fresh(std::vector<CheckRow>& rows) {
    for (CheckRow& row : rows) {
        if (row.verdict == Verdict::good && is_on_its_way(row) && row.runs != CheckRow::Runs::wrapper) {
            row.verdict = Verdict::bad;
            row.detail += ", so the installation is not fresh";
        }
    }
}

} // namespace

std::vector<CheckRow> check_rows_of(const Survey& survey) {
    std::vector<CheckRow> rows;
    for (const Fitness& fitness : survey.modes) {
        rows.push_back(mode_row(fitness));
    }
    judge_wrapper(survey, rows);
    judge_capabilities(survey, rows);
    for (const auto& system : survey.link_systems) {
        std::ranges::move(system->judge(survey.site), std::back_inserter(rows));
    }
    judge_unity(rows);
    switch (survey.freshness) {
    case Freshness::required:
        require_fresh(rows);
        break;
    case Freshness::any:
        break;
    }
    for (const fs::path& path : survey.shadows) {
        rows.push_back({Verdict::bad, Subject::command, path.native(),
                        "comes before '" + survey.site.directory.native() +
                            "' in PATH, and does not lead to the wrapper"});
    }
    for (const fs::path& path : survey.bypasses) {
        rows.push_back(
            {Verdict::bad, Subject::command, path.native(),
             "does not lead through '" + survey.site.directory.native() + "', and may run another mode"});
    }
    for (const Site& site : survey.deserted) {
        rows.push_back({Verdict::bad, Subject::leftover, site.wrapper.native(),
                        "was left behind when iptables moved to '" + survey.site.directory.native() + "'"});
    }
    for (const fs::path& path : survey.leftovers) {
        rows.push_back({Verdict::bad, Subject::leftover, path.native(), "was left behind by a killed run"});
    }
    return rows;
}

CheckRow check_row_of(const Failure& failure) {
    return {Verdict::bad, Subject::system, failure.path, "cannot " + failure.intent + ": " + failure.reason};
}

std::string summary_of(const std::vector<CheckRow>& rows, const std::vector<Fitness>& modes) {
    const auto bad = std::ranges::count(rows, Verdict::bad, &CheckRow::verdict);
    if (bad != 0) {
        return std::to_string(bad) + " of " + std::to_string(rows.size()) +
               (rows.size() == 1 ? " is not as it should be" : " are not as they should be");
    }
    const auto first = std::ranges::find_if(rows, is_on_its_way);
    if (first != rows.end() && first->runs != CheckRow::Runs::wrapper) {
        return name_with_version(modes) + " runs in " + word_for(*first->runs) + " mode, as " +
               (first->chosen_by == CheckRow::ChosenBy::hand ? "was chosen by hand"
                                                             : "an earlier call has chosen");
    }
    return prospect(modes);
}

std::string prospect(const std::vector<Fitness>& modes) {
    if (modes.size() == 1) {
        return name_with_version(modes) + " will run in " + std::string(name_of(modes.front().mode)) +
               " mode, and fail with status 127 on a host that needs " +
               std::string(name_of(other(modes.front().mode)));
    }
    return name_with_version(modes) + " will choose nft or legacy at its first call";
}

} // namespace iptables_wrapper::installer
