// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/libalternatives.hpp"

#include "installer/commands/records.hpp"
#include "installer/system/links.hpp"

#include <algorithm>
#include <limits>

namespace iptables_wrapper::installer {

namespace {

constexpr int usual_number = 100;

using Verdict = CheckRow::Verdict;

bool is_ours(const Site& site, const Configuration& configuration) {
    return value_in(configuration.text, "binary") == site.wrapper.native();
}

/// The number of the wrapper's configuration in `command`; nothing where it has none.
std::optional<int> own_number(const Site& site, const ConfiguredCommand& command) {
    for (const Configuration& file : command.configurations.files) {
        if (is_ours(site, file)) {
            return file.number;
        }
    }
    return std::nullopt;
}

/// Higher than all others of all commands: the members of a group must have the same numbers.
int wanted_number(const Site& site, const std::vector<ConfiguredCommand>& commands) {
    int wanted = usual_number;
    for (const ConfiguredCommand& command : commands) {
        std::vector<int> others = command.configurations.numbers;
        for (const Configuration& file : command.configurations.files) {
            if (is_ours(site, file)) {
                others.erase(
                    std::ranges::find(others, file.number)); // but not of another file of that number
            }
        }
        const int highest = others.empty() ? 0 : others.back();
        if (highest == std::numeric_limits<int>::max()) {
            throw Failure("add a configuration to", command.configurations.directory.native(),
                          "number " + std::to_string(highest) + " is taken, and there is no higher one",
                          "give that configuration a lower number");
        }
        wanted = std::max(wanted, highest + 1);
    }
    return wanted;
}

/// The text of the configuration with the highest number that is not ours; empty for none.
std::string text_of_best_other(const Site& site, const ConfiguredCommand& command) {
    std::string text;
    for (const Configuration& file : command.configurations.files) {
        if (!is_ours(site, file)) {
            text = file.text;
        }
    }
    return text;
}

void configure(const Site& site, const ConfiguredCommand& command, int number, Plan& plan) {
    const auto& [directory, files, numbers] = command.configurations;
    const Configuration wanted{directory / (std::to_string(number) + ".conf"), number,
                               configuration_for(site.wrapper.native(), text_of_best_other(site, command))};
    if (std::ranges::find(files, wanted) != files.end()) {
        plan.push_back(actions::unchanged(in_quotes(wanted.path.native())));
    } else {
        plan.push_back(
            actions::write_file({wanted.path, wanted.text, {0644, {}, {}}, BackupMethod::in_memory}));
    }
    for (const Configuration& file : files) {
        if (is_ours(site, file) && file.number != number) {
            plan.push_back(actions::remove({file.path}));
        }
    }
}

CheckRow::Runs kind_of(const std::optional<std::string>& program) {
    if (!program || !certain_identity(*program)) {
        return CheckRow::Runs::nothing;
    }
    const std::optional<Mode> mode = mode_of_real_name(fs::path(*program).filename().native());
    return mode ? runs_in(*mode) : CheckRow::Runs::other;
}

std::string reason_to_leave(const Choice& choice) {
    return in_quotes(choice.file.native()) + " chooses number " + std::to_string(choice.number) + " for it";
}

std::vector<ConfiguredCommand> those_that_lead_to_alts(const std::vector<ConfiguredCommand>& configured) {
    std::vector<ConfiguredCommand> members;
    std::ranges::copy_if(configured, std::back_inserter(members), [](const ConfiguredCommand& command) {
        return command.leads == ConfiguredCommand::Leads::to_alts;
    });
    return members;
}

/// Whether the links from the command at `path` end at `alts`. Throws Failure if they cannot be read.
bool leads_to_alts(const fs::path& path) {
    const std::vector<Hop> hops = certain_links(path);
    return !hops.empty() && fs::path(hops.back().target).filename() == "alts";
}

/// What `alts` runs now as the command at `path`.
std::optional<std::string> program_run_as(const fs::path& path) {
    const std::string name = path.filename().native();
    const Configurations configurations = configurations_of(name);
    return what_alts_runs(configurations, choice_of(name, configurations.numbers));
}

/// Makes sure that `alts` runs `wrapper` as each of the commands at `paths`.
Action verify_runs(std::vector<fs::path> paths, const std::string& wrapper) {
    const auto look = [wrapper](const fs::path& path) {
        const std::optional<std::string> program = program_run_as(path);
        if (program != wrapper) {
            throw Failure("redirect", path.native(),
                          "alts runs '" + program.value_or("nothing") + "', not '" + wrapper + "'");
        }
    };
    return {Verify{std::move(paths), look}, {}};
}

/// Makes sure that it runs something else.
Action verify_runs_another(std::vector<fs::path> paths, const std::string& wrapper) {
    const auto look = [wrapper](const fs::path& path) {
        if (program_run_as(path) == wrapper) {
            throw Failure("restore", path.native(), "alts still runs '" + wrapper + "'");
        }
    };
    return {Verify{std::move(paths), look}, {}};
}

} // namespace

std::vector<std::string> Libalternatives::commands() const {
    std::vector<std::string> names;
    for (const ConfiguredCommand& command : those_that_lead_to_alts(configured)) {
        names.push_back(command.name);
    }
    return names;
}

Plan Libalternatives::plan_installation(const Site& site, ChoiceByHand choice) const {
    Plan plan;
    std::vector<fs::path> paths;
    const std::vector<ConfiguredCommand> members = those_that_lead_to_alts(configured);
    const int number = wanted_number(site, members);
    for (const ConfiguredCommand& command : members) {
        const fs::path& path = site.command(command.name).path;
        const std::optional<int> present = own_number(site, command);
        const bool chosen_by_hand =
            command.choice && command.choice->number != number && command.choice->number != present;
        if (chosen_by_hand && choice == ChoiceByHand::kept && present) {
            plan.push_back(actions::left_alone(in_quotes(path.native()), reason_to_leave(*command.choice)));
        } else if (chosen_by_hand) {
            throw Failure("redirect", path.native(), reason_to_leave(*command.choice),
                          "undo that choice with '" + command.choice->undone_by + "'");
        } else {
            paths.push_back(path);
        }
        configure(site, command, number, plan);
    }
    plan.push_back(verify_runs(std::move(paths), site.wrapper.native()));
    return plan;
}

Plan Libalternatives::plan_removal(const Site& site) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const ConfiguredCommand& command : configured) {
        for (const Configuration& file : command.configurations.files) {
            if (is_ours(site, file)) {
                plan.push_back(actions::remove({file.path}));
            }
        }
    }
    for (const std::string& name : commands()) {
        restore_command(site, site.command(name), plan);
        paths.push_back(site.command(name).path);
    }
    plan.push_back(verify_runs_another(std::move(paths), site.wrapper.native()));
    return plan;
}

std::vector<CheckRow> Libalternatives::judge(const Site& site) const {
    std::vector<CheckRow> rows;
    for (const ConfiguredCommand& command : those_that_lead_to_alts(configured)) {
        const auto& [name, leads, configurations, choice] = command;
        const fs::path& path = site.command(name).path;
        const std::optional<std::string> program = what_alts_runs(configurations, choice);
        if (program == site.wrapper.native()) {
            rows.push_back({Verdict::good, CheckRow::Subject::command, path.native(), "runs the wrapper",
                            CheckRow::Runs::wrapper});
        } else {
            rows.push_back({Verdict::bad, CheckRow::Subject::command, path.native(),
                            "does not run the wrapper" + (choice ? ": " + reason_to_leave(*choice) : ""),
                            kind_of(program)});
        }
    }
    return rows;
}

std::vector<fs::path> Libalternatives::places_of_leftovers() const {
    std::vector<fs::path> places;
    for (const ConfiguredCommand& command : configured) {
        places.push_back(command.configurations.directory);
    }
    return places;
}

std::shared_ptr<const LinkSystem> examine_libalternatives(const Search& search) {
    Libalternatives found;
    for (const std::string& name : search.unclaimed) {
        ConfiguredCommand command;
        command.name = name;
        command.configurations = configurations_of(name);
        if (command.configurations.files.empty()) {
            continue;
        }
        if (!leads_to_alts(search.site.command(name).path)) {
            command.leads = ConfiguredCommand::Leads::elsewhere;
        }
        command.choice = choice_of(name, command.configurations.numbers);
        found.configured.push_back(std::move(command));
    }
    return std::make_shared<Libalternatives>(std::move(found));
}

} // namespace iptables_wrapper::installer
