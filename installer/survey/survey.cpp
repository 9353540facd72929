// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/survey.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"
#include "installer/commands/site.hpp"
#include "installer/survey/sanity.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/links.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include <sys/stat.h>

namespace iptables_wrapper::installer {

namespace {

void find_leftovers(Survey& survey) {
    std::vector<fs::path> directories{survey.site.directory, state_directory, record_directory};
    for (const auto& system : survey.link_systems) {
        for (fs::path& place : system->places_of_leftovers()) {
            if (std::ranges::find(directories, place) == directories.end()) {
                directories.push_back(std::move(place));
            }
        }
    }
    for (const fs::path& directory : directories) {
        std::ranges::copy_if(
            listing(directory), std::back_inserter(survey.leftovers),
            [](const fs::path& path) { return is_temporary_name(path.filename().native()); });
    }
}

/// Links in there say what --uninstall restores: nobody else may be able to write them.
void examine_state(Survey& survey) {
    for (const fs::path path : record_directory_path) {
        const Node node = look_at(path);
        if (node.kind == Node::Kind::missing) {
            return;
        }
        const bool for_root_alone =
            node.kind == Node::Kind::directory && node.owner == 0 && (node.mode & (S_IWGRP | S_IWOTH)) == 0;
        if (path.native().starts_with(state_directory) && !for_root_alone) {
            const bool is_too_open = node.kind == Node::Kind::directory && node.owner == 0;
            throw Failure("use", path.native(), "it must be a directory that only root can write to",
                          is_too_open ? "chmod go-w " + path.native()
                                      : "see what it is and move it out of the way");
        }
        survey.state_directories.push_back(path);
    }
    std::ranges::copy_if(listing(record_directory), std::back_inserter(survey.records),
                         [](const fs::path& path) { return !is_temporary_name(path.filename().native()); });
}

/// The file capabilities of the real programs and of the wrapper.
void examine_capabilities(Survey& survey) {
    std::set<std::string> found;
    for (const CommandState& command : survey.site.commands) {
        for (const Mode mode : all_modes) {
            if (const auto real = find_real_program(survey.site.directory, command.name, mode)) {
                found.insert(extended_attributes_of(real->path)[file_capabilities]);
            }
        }
    }
    survey.program_capabilities = found.size() == 1 ? *found.begin() : "";
    const Node& wrapper = survey.site.wrapper_node;
    if (wrapper.kind == Node::Kind::file && wrapper.owner == 0) {
        survey.wrapper_attributes = extended_attributes_of(survey.site.wrapper);
    }
}

/// The installer and what lies beside it, in this root directory.
void examine_installer(Survey& survey, CleanUp clean_up) {
    const fs::path installer = installer_file();
    require_own_neighbour(installer, survey.site.wrapper);
    switch (clean_up) {
    case CleanUp::wanted:
        survey.installer_files = installer_files(installer, survey.site.wrapper, survey.warnings);
        break;
    case CleanUp::declined:
        break;
    }
}

/// Where the wrapper is or was: iptables may have moved since, or be gone.
fs::path find_wrapper_directory() {
    for (const fs::path& directory : possible_directories()) {
        if (look_at(directory / std::string(wrapper_name)).kind != Node::Kind::missing) {
            return directory;
        }
    }
    for (const fs::path& directory : possible_directories()) {
        const Site site = examine_site(directory, embedded_wrapper());
        if (std::ranges::any_of(site.commands, &CommandState::reaches_lost_wrapper)) {
            return directory;
        }
    }
    return find_iptables_directory().value_or(possible_directories().front());
}

/// Other directories than that of the commands where commands are links to a wrapper beside them.
void find_deserted(Survey& survey) {
    for (const fs::path& directory : possible_directories()) {
        const auto is_this = [&directory](const Site& site) {
            return is_same_directory(site.directory, directory);
        };
        if (is_this(survey.site) || std::ranges::any_of(survey.deserted, is_this)) {
            continue;
        }
        Site site = examine_site(directory, embedded_wrapper());
        if (std::ranges::any_of(site.commands, [&site](const CommandState& command) {
                return points_at_neighbour(site, command);
            })) {
            survey.deserted.push_back(std::move(site));
        }
    }
}

/// What is called by the commands' names and does not lead through them. Deserted ones will go.
void find_bypasses(Survey& survey) {
    survey.shadows = shadows_of(survey.site);
    survey.bypasses = bypasses_of(survey.site, survey.shadows);
    std::erase_if(survey.bypasses, [&survey](const fs::path& path) {
        return std::ranges::find(survey.deserted, path.parent_path(), &Site::directory) !=
               survey.deserted.end();
    });
}

} // namespace

bool has_right_owner_and_mode(const Node& wrapper) {
    return wrapper.owner == 0 && wrapper.mode == wrapper_mode;
}

Survey take_survey(const Options& options) {
    Survey survey;
    survey.choice = options.choice;
    survey.freshness = options.freshness;
    switch (options.task) {
    case Task::install:
        survey.site = examine_site(require_iptables_directory(), embedded_wrapper());
        survey.content = embedded_wrapper();
        if (options.sanity_check == SanityCheck::required) {
            survey.modes = examine_sanity(survey.site.directory, options.modes);
            survey.warnings = require_fitness(survey.modes);
        }
        if (options.root.empty()) {
            examine_installer(survey, options.clean_up);
        }
        examine_capabilities(survey);
        find_deserted(survey);
        find_bypasses(survey);
        break;
    case Task::check:
        survey.site = examine_site(require_iptables_directory(), embedded_wrapper());
        survey.modes = examine_sanity(survey.site.directory, options.modes);
        examine_capabilities(survey);
        find_deserted(survey);
        find_bypasses(survey);
        break;
    case Task::uninstall:
        survey.site = examine_site(find_wrapper_directory(), embedded_wrapper());
        find_deserted(survey);
        break;
    case Task::help:
    case Task::version:
        break; // look at nothing
    }
    survey.link_systems = examine_link_systems(survey.site, survey.warnings);
    examine_state(survey);
    find_leftovers(survey);
    return survey;
}

} // namespace iptables_wrapper::installer
