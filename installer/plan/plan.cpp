// SPDX-License-Identifier: Apache-2.0
#include "installer/plan/plan.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"

#include <algorithm>
#include <iterator>

namespace iptables_wrapper::installer {

namespace {

using Kind = Node::Kind;

void refuse_obstacles(const Survey& survey) {
    const auto obstacle = [](const fs::path& path, std::string reason) {
        return Failure("replace", path.native(), std::move(reason),
                       "see what it is and move it out of the way");
    };
    const Kind wrapper = survey.site.wrapper_node.kind;
    if (wrapper == Kind::directory || wrapper == Kind::other) {
        throw obstacle(survey.site.wrapper, "it is not a regular file");
    }
    for (const CommandState& command : survey.site.commands) {
        if (command.node.kind == Kind::directory || command.node.kind == Kind::other) {
            throw obstacle(command.path, "it is neither a link nor a regular file");
        }
    }
}

/// What xattr(7) must keep of the installed wrapper. An agent without root has its capabilities from the real
/// programs; the wrapper needs the same to probe the kernel for it. Otherwise, it keeps what it has.
ExtendedAttributes wanted_attributes(const Survey& survey) {
    ExtendedAttributes wanted;
    for (const char* name : {file_capabilities, "security.selinux"}) {
        if (const auto found = survey.wrapper_attributes.find(name);
            found != survey.wrapper_attributes.end()) {
            wanted.insert(*found);
        }
    }
    if (!survey.program_capabilities.empty()) {
        wanted[file_capabilities] = survey.program_capabilities;
    }
    return wanted;
}

Action provide_wrapper(const Survey& survey) {
    ExtendedAttributes attributes = wanted_attributes(survey);
    const auto& present = survey.wrapper_attributes;
    const bool has_attributes = std::ranges::includes(present, attributes);
    if (survey.site.wrapper_is_ours && has_right_owner_and_mode(survey.site.wrapper_node) && has_attributes) {
        return actions::unchanged(in_quotes(survey.site.wrapper.native()));
    }
    const bool is_new = survey.site.wrapper_node.kind == Kind::missing;
    const char* const with =
        survey.program_capabilities.empty() ? "" : " with the file capabilities of iptables";
    Words words(is_new ? "create" : "replace", is_new ? "created" : "replaced",
                in_quotes(survey.site.wrapper.native()) + with);
    return {WriteFile{survey.site.wrapper, survey.content, {wrapper_mode, {}, {}, std::move(attributes)}},
            std::move(words)};
}

/// Makes the directory of the records and its parents, where `steps` keep something in it.
Plan missing_directories(const Survey& survey, const Plan& steps) {
    const bool needed = std::ranges::any_of(steps, [](const Action& action) {
        return std::ranges::any_of(touched_by(action.operation), [](const Touched& touched) {
            return touched.path.parent_path() == record_directory;
        });
    });
    Plan made;
    for (const fs::path directory : record_directory_path) {
        const auto& present = survey.state_directories;
        if (needed && std::ranges::find(present, directory) == present.end()) {
            made.push_back(actions::make_directory(directory));
        }
    }
    return made;
}

void forget_records(const Survey& survey, Plan& plan) {
    for (const fs::path& path : survey.records) {
        // A hidden file among the records would keep their directory from being removed.
        plan.push_back(actions::remove({.path = path, .method = BackupMethod::in_memory}));
    }
    const auto& directories = survey.state_directories;
    std::for_each(directories.rbegin(), directories.rend(), [&](const fs::path& path) {
        if (path.native().starts_with(state_directory)) {
            plan.push_back(actions::remove_directory(path));
        }
    });
}

void remove_wrapper(const Site& site, Plan& plan) {
    if (site.wrapper_node.kind == Kind::file || site.wrapper_node.kind == Kind::link) {
        plan.push_back(actions::remove({.path = site.wrapper, .moment = Remove::Moment::after_lookups}));
    }
}

/// Whether the link was left by a wrapper beside it: it leads there, or to a real program that has gone.
bool is_deserted(const Site& site, const CommandState& command) {
    return points_at_neighbour(site, command) || (command.leads_nowhere && is_real_name(command.node.target));
}

/// Adds the steps that remove links to a wrapper, and that wrapper, where iptables was before it moved. A
/// command whose real program has stayed there runs that.
void clear_deserted(const std::vector<Site>& sites, Plan& plan) {
    for (const Site& site : sites) {
        for (const CommandState& command : site.commands) {
            const auto beside = std::ranges::find_if(command.switched_targets, is_real_name);
            if (!is_deserted(site, command)) {
                continue;
            }
            if (beside != command.switched_targets.end()) {
                plan.push_back(actions::make_link(command.path, *beside));
            } else {
                plan.push_back(actions::remove({command.path}));
            }
        }
        remove_wrapper(site, plan);
    }
}

} // namespace

Plan plan_installation(const Survey& survey) {
    refuse_obstacles(survey);
    Plan steps;
    for (const auto& system : survey.link_systems) {
        std::ranges::move(system->plan_installation(survey.site, survey.choice), std::back_inserter(steps));
    }

    Plan plan;
    for (const fs::path& path : survey.leftovers) {
        plan.push_back(actions::remove_leftover(path)); // first: the wrapper may need the room
    }
    plan.push_back(provide_wrapper(survey));
    std::ranges::move(missing_directories(survey, steps), std::back_inserter(plan));
    std::ranges::move(steps, std::back_inserter(plan));
    clear_deserted(survey.deserted, plan);
    for (const fs::path& path : survey.installer_files) {
        plan.push_back(actions::remove({.path = path, .importance = Remove::Importance::dispensable}));
    }
    return plan;
}

Plan plan_removal(const Survey& survey) {
    Plan steps;
    for (const auto& system : survey.link_systems) {
        std::ranges::move(system->plan_removal(survey.site), std::back_inserter(steps));
    }
    forget_records(survey, steps);
    clear_deserted(survey.deserted, steps);
    remove_wrapper(survey.site, steps);
    if (std::ranges::all_of(
            steps, [](const Action& action) { return std::holds_alternative<Verify>(action.operation); })) {
        steps.push_back(actions::nothing_to_uninstall(survey.site.directory));
    }

    Plan plan;
    for (const fs::path& path : survey.leftovers) {
        plan.push_back(actions::remove_leftover(path)); // first: one could be in a directory that is to go
    }
    std::ranges::move(steps, std::back_inserter(plan));
    return plan;
}

} // namespace iptables_wrapper::installer
