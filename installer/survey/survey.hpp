// SPDX-License-Identifier: Apache-2.0
// Everything the plan needs to know about the system, looked up once and before anything is changed.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"
#include "installer/link_systems/libalternatives/libalternatives.hpp"
#include "installer/survey/sanity.hpp"
#include "installer/survey/wrapper_source.hpp"
#include "installer/system/atomic_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// One of the six commands.
struct CommandState {
    /// What is at saved_name(path).
    enum class Saved { nothing, this_file, something_else };

    std::string name;
    std::string path;
    Node node;                    ///< at `path`
    bool reaches_real = false;    ///< `path` leads to what the wrapper switches to
    bool reaches_wrapper = false; ///< `path` leads to the installed wrapper's file
    std::vector<std::string>
        switched_targets; ///< the link texts the wrapper switches to, as far as they exist; nft first
    Node record;          ///< at record_of(name)
    Saved saved = Saved::nothing;
    std::string group_link; ///< "/etc/alternatives/iptables" where `path` is in a link group; else empty
    /// Where `path` leads to libalternatives, or the task is to uninstall; else none.
    std::vector<Configuration> configurations;
    std::string chosen_number; ///< of a configuration, by the administrator; empty for none
};

struct GroupState {
    LinkGroup group;
    Node record;                ///< at record_of_group(name)
    std::string wrapper;        ///< the path the wrapper is registered as, or is to be: beside the other ones
    std::string link_directory; ///< usually /etc/alternatives
    std::string record_file;    ///< of chkconfig's alternatives; empty where dpkg's tool is to be run instead
    std::string record_text;    ///< what is in it
    FileAttributes record_attributes;
    std::vector<Node> registered; ///< what is at the links of `group`, in the order of LinkGroup::links
};

struct Survey {
    std::string directory; ///< of the commands
    std::string wrapper;   ///< the path it is installed as
    Node wrapper_node;
    ChoiceByHand choice = ChoiceByHand::replaced; ///< as the options say
    std::string content;                          ///< to be installed; empty when the task is to uninstall
    bool wrapper_is_current = false;              ///< what is installed is `content`, executable
    std::string wrapper_difference;               ///< how a file that is installed differs from `content`
    std::vector<CommandState> commands;           ///< in the order of all_commands
    std::optional<DpkgAlternatives> alternatives; ///< dpkg's tool, where it is to be run
    std::vector<GroupState> groups;               ///< all of one link system
    std::vector<std::string> state_directories;   ///< of record_directory and its parents, those that exist
    std::vector<std::string> records;             ///< paths of everything in record_directory
    std::vector<std::string> leftovers;           ///< paths of what killed runs left behind
    std::vector<std::string> installer_files;     ///< to be deleted in the end
    std::vector<Fitness> flavours;                ///< only for a check
    std::vector<std::string> warnings;            ///< sentences without full stop
};

/// Looks at the system, changing nothing, and checks that it is fit for the task. `wrapper` is the one to be
/// installed where it comes from another root directory, in which the installer stays as well; otherwise
/// it is looked for here. Throws Refusal when the system is not fit, and Failure when it cannot be told.
Survey take_survey(const Options& options, const std::optional<NewWrapper>& wrapper);

} // namespace iptables_wrapper::installer
