// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/configuration_changes.hpp"

#include "common/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_number = 100;

bool is_ours(const Survey& survey, const Configuration& configuration) {
    return value_in(configuration.text, "binary") == survey.wrapper;
}

/// Higher than all others of all commands: the members of a group have to have the same numbers.
long wanted_number(const Survey& survey) {
    long number = usual_number;
    for (const CommandState& command : survey.commands) {
        for (const Configuration& configuration : command.configurations) {
            if (!is_ours(survey, configuration)) {
                number = std::max(number, configuration.number + 1);
            }
        }
    }
    return number;
}

/// The text of the highest that is not ours; empty for none.
std::string best_other(const Survey& survey, const CommandState& command) {
    std::string text;
    for (const Configuration& configuration : command.configurations) {
        if (!is_ours(survey, configuration)) {
            text = configuration.text;
        }
    }
    return text;
}

void configure(const Survey& survey, const CommandState& command, long number, Plan& plan) {
    const std::string directory = directory_of(command.configurations.front().path);
    const Configuration wanted{directory + "/" + std::to_string(number) + ".conf", number,
                               configuration_for(survey.wrapper, best_other(survey, command))};
    const auto& present = command.configurations;
    if (std::find(present.begin(), present.end(), wanted) != present.end()) {
        plan.push_back(actions::unchanged(quoted(wanted.path)));
    } else {
        plan.push_back(
            actions::write_file({wanted.path, wanted.text, {0644, {}, {}}, BackupMethod::in_memory}));
    }
    for (const Configuration& configuration : present) {
        if (is_ours(survey, configuration) && configuration.number != number) {
            plan.push_back(actions::remove({configuration.path}));
        }
    }
}

} // namespace

void configure_commands(const Survey& survey, Plan& plan) {
    const long number = wanted_number(survey);
    for (const CommandState& command : survey.commands) {
        if (command.configurations.empty()) {
            continue;
        }
        if (!command.chosen_number.empty() && command.chosen_number != std::to_string(number)) {
            throw Failure("make the wrapper of", command.path,
                          std::string("'") + choice_file + "' chooses number " + command.chosen_number +
                              " for it",
                          "take that choice back (alts -s -n " + command.name + ")");
        }
        configure(survey, command, number, plan);
    }
}

void deconfigure_commands(const Survey& survey, Plan& plan) {
    for (const CommandState& command : survey.commands) {
        for (const Configuration& configuration : command.configurations) {
            if (is_ours(survey, configuration)) {
                plan.push_back(actions::remove({configuration.path}));
            }
        }
    }
}

} // namespace iptables_wrapper::installer
