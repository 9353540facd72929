// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/libalternatives.hpp"

#include "common/links.hpp"
#include "installer/commands/restore.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

constexpr long usual_number = 100;

using Verdict = Finding::Verdict;

bool is_ours(const Site& site, const Configuration& configuration) {
    return value_in(configuration.text, "binary") == site.wrapper;
}

/// Higher than all others of all commands: the members of a group have to have the same numbers.
long wanted_number(const Site& site, const std::vector<ConfiguredCommand>& commands) {
    long number = usual_number;
    for (const ConfiguredCommand& command : commands) {
        for (const Configuration& configuration : command.configurations) {
            if (!is_ours(site, configuration)) {
                number = std::max(number, configuration.number + 1);
            }
        }
    }
    return number;
}

/// The text of the highest that is not ours; empty for none.
std::string best_other(const Site& site, const ConfiguredCommand& command) {
    std::string text;
    for (const Configuration& configuration : command.configurations) {
        if (!is_ours(site, configuration)) {
            text = configuration.text;
        }
    }
    return text;
}

void configure(const Site& site, const ConfiguredCommand& command, long number, Plan& plan) {
    const std::string directory = directory_of(command.configurations.front().path);
    const Configuration wanted{directory + "/" + std::to_string(number) + ".conf", number,
                               configuration_for(site.wrapper, best_other(site, command))};
    const auto& present = command.configurations;
    if (std::ranges::find(present, wanted) != present.end()) {
        plan.push_back(actions::unchanged(quoted(wanted.path)));
    } else {
        plan.push_back(
            actions::write_file({wanted.path, wanted.text, {0644, {}, {}}, BackupMethod::in_memory}));
    }
    for (const Configuration& configuration : present) {
        if (is_ours(site, configuration) && configuration.number != number) {
            plan.push_back(actions::remove({configuration.path}));
        }
    }
}

/// Whether alts runs the wrapper.
bool runs_wrapper(const Site& site, const ConfiguredCommand& command) {
    const Configuration& highest = command.configurations.back();
    return is_ours(site, highest) &&
           (command.chosen_number.empty() || command.chosen_number == std::to_string(highest.number));
}

bool leads_to_alts(const std::string& path) {
    const std::vector<Hop> hops = certain_links(path);
    return !hops.empty() && last_component(hops.back().target) == "alts";
}

} // namespace

std::vector<std::string> Libalternatives::commands() const {
    std::vector<std::string> names;
    for (const ConfiguredCommand& command : configured) {
        if (command.leads == ConfiguredCommand::Leads::to_alts) {
            names.push_back(command.name);
        }
    }
    return names;
}

Plan Libalternatives::plan_installation(const Site& site, ChoiceByHand /*choice*/) const {
    std::vector<ConfiguredCommand> members;
    std::ranges::copy_if(configured, std::back_inserter(members), [](const ConfiguredCommand& command) {
        return command.leads == ConfiguredCommand::Leads::to_alts;
    });
    Plan plan;
    const long number = wanted_number(site, members);
    for (const ConfiguredCommand& command : members) {
        if (!command.chosen_number.empty() && command.chosen_number != std::to_string(number)) {
            throw Failure("make the wrapper of", site.command(command.name).path,
                          std::string("'") + choice_file + "' chooses number " + command.chosen_number +
                              " for it",
                          "take that choice back (alts -s -n " + command.name + ")");
        }
        configure(site, command, number, plan);
    }
    return plan;
}

Plan Libalternatives::plan_removal(const Site& site) const {
    Plan plan;
    for (const ConfiguredCommand& command : configured) {
        for (const Configuration& configuration : command.configurations) {
            if (is_ours(site, configuration)) {
                plan.push_back(actions::remove({configuration.path}));
            }
        }
    }
    for (const std::string& name : commands()) {
        restore_command(site.command(name), plan);
    }
    return plan;
}

std::vector<Finding> Libalternatives::judge(const Site& site) const {
    std::vector<Finding> rows;
    for (const ConfiguredCommand& command : configured) {
        if (command.leads == ConfiguredCommand::Leads::to_alts) {
            const bool good = runs_wrapper(site, command);
            rows.push_back({good ? Verdict::good : Verdict::bad, Finding::Subject::command,
                            site.command(command.name).path,
                            good ? "runs the wrapper" : "does not run the wrapper",
                            good ? Finding::Runs::wrapper : Finding::Runs::other});
        }
    }
    return rows;
}

std::vector<std::string> Libalternatives::places_of_leftovers() const {
    std::vector<std::string> places;
    for (const ConfiguredCommand& command : configured) {
        places.push_back(directory_of(command.configurations.front().path));
    }
    return places;
}

std::shared_ptr<const LinkSystem> examine_libalternatives(const Search& search) {
    Libalternatives found;
    for (const std::string& name : search.unclaimed) {
        ConfiguredCommand command;
        command.name = name;
        command.configurations = configurations_of(name);
        if (command.configurations.empty()) {
            continue;
        }
        const bool to_alts = leads_to_alts(search.site.command(name).path);
        command.leads = to_alts ? ConfiguredCommand::Leads::to_alts : ConfiguredCommand::Leads::elsewhere;
        if (certain_identity(choice_file)) {
            command.chosen_number = value_in(read_file(choice_file), name);
        }
        found.configured.push_back(std::move(command));
    }
    return std::make_shared<Libalternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
