// SPDX-License-Identifier: Apache-2.0
// Everything the plan needs to know about the system, looked up once and before anything is changed.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/commands/site.hpp"
#include "installer/link_systems/link_system.hpp"
#include "installer/survey/sanity.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/path.hpp"

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

struct Survey {
    Site site;
    ChoiceByHand choice = ChoiceByHand::replaced; ///< as the options say
    Freshness freshness = Freshness::any;         ///< likewise
    std::string content;                          ///< to be installed; empty when the task is to uninstall
    std::string program_capabilities;             ///< that all real programs have; empty if they differ in it
    ExtendedAttributes wrapper_attributes;        ///< of the installed wrapper
    LinkSystems link_systems;
    std::vector<fs::path> state_directories; ///< of record_directory and its parents, those that exist
    std::vector<fs::path> records;           ///< paths of everything in record_directory
    std::vector<fs::path> leftovers;         ///< paths of what killed runs left behind
    std::vector<Site> deserted;              ///< where a wrapper was left when iptables moved
    std::vector<fs::path> installer_files;   ///< to be deleted in the end
    std::vector<fs::path> shadows;           ///< paths of commands that come before ours in PATH
    std::vector<fs::path> bypasses;          ///< paths of commands that do not lead through ours
    std::vector<Fitness> modes;              ///< empty if sanity was not checked
    std::vector<std::string> warnings;       ///< sentences without full stop
};

/// What the installed wrapper must be: root's, and executable for everyone.
inline constexpr mode_t wrapper_mode = 0755;
bool has_right_owner_and_mode(const Node& wrapper);

/// Looks at the system, changing nothing, and checks that it is fit for the task. If the options name a root
/// directory, it has been entered, and the installer lies outside. Throws Refusal if the system is not fit,
/// and Failure if that cannot be found out.
Survey take_survey(const Options& options);

} // namespace iptables_wrapper::installer
