// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/survey.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"
#include "installer/commands/shadows.hpp"
#include "installer/survey/embedded_wrapper.hpp"
#include "installer/survey/sanity.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/links.hpp"
#include "installer/system/listing.hpp"

#include <algorithm>
#include <iterator>

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
            throw Failure("use", path.native(), "it must be a directory that only root can write to",
                          "see what it is and move it out of the way");
        }
        survey.state_directories.push_back(path);
    }
    std::ranges::copy_if(listing(record_directory), std::back_inserter(survey.records),
                         [](const fs::path& path) { return !is_temporary_name(path.filename().native()); });
}

void examine_wrapper(Survey& survey) {
    survey.content = embedded_wrapper();
    survey.content_is_current =
        survey.site.wrapper_node.kind == Node::Kind::file && read_file(survey.site.wrapper) == survey.content;
}

/// The installer and what lies beside it, in this root directory.
void examine_installer(Survey& survey, CleanUp clean_up) {
    const fs::path installer = installer_file();
    require_own_neighbour(installer, survey.site.wrapper);
    switch (clean_up) {
    case CleanUp::wanted:
        survey.installer_files = installer_files(installer, survey.site.wrapper);
        break;
    case CleanUp::declined:
        break;
    }
}

/// --uninstall goes by where the wrapper is: iptables may have moved since, or be gone.
fs::path find_directory(Task task) {
    if (task == Task::uninstall) {
        for (const std::string_view candidate : iptables_directories) {
            fs::path directory{std::string(candidate)};
            if (look_at(directory / std::string(wrapper_name)).kind != Node::Kind::missing) {
                return directory;
            }
        }
    }
    return find_iptables_directory();
}

} // namespace

bool has_right_owner_and_mode(const Node& wrapper) {
    return wrapper.owner == 0 && wrapper.mode == wrapper_mode;
}

Survey take_survey(const Options& options) {
    Survey survey;
    survey.site = examine_site(find_directory(options.task));
    survey.choice = options.choice;
    survey.freshness = options.freshness;
    if (options.task == Task::check) {
        survey.modes = examine_sanity(survey.site.directory);
        examine_wrapper(survey);
    }
    if (options.task == Task::install) {
        if (options.sanity_check == SanityCheck::required) {
            survey.modes = examine_sanity(survey.site.directory);
            survey.warnings = require_fitness(survey.modes);
        }
        examine_wrapper(survey);
        if (options.root.empty()) {
            examine_installer(survey, options.clean_up);
        }
    }
    if (options.task != Task::uninstall) {
        survey.shadows = shadows_of(survey.site);
        survey.bypasses = bypasses_of(survey.site, survey.shadows);
    }
    survey.link_systems = examine_link_systems(survey.site, survey.warnings);
    examine_state(survey);
    find_leftovers(survey);
    return survey;
}

} // namespace iptables_wrapper::installer
