// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/survey.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"
#include "installer/survey/real_program.hpp"
#include "installer/survey/records.hpp"
#include "installer/survey/refusal.hpp"
#include "installer/survey/sanity.hpp"
#include "installer/system/listing.hpp"

#include <algorithm>

#include <sys/stat.h>

namespace iptables_wrapper::installer {

namespace {

constexpr mode_t wrapper_mode = 0755;

void find_leftovers(Survey& survey) {
    std::vector<std::string> directories{survey.directory, std::string(state_directory),
                                         std::string(record_directory)};
    if (survey.alternatives) {
        directories.push_back(survey.alternatives->link_directory);
        directories.push_back(survey.alternatives->record_directory);
    } else {
        directories.emplace_back("/etc/alternatives");
    }
    for (const GroupState& state : survey.groups) {
        if (!state.record_file.empty()) {
            directories.push_back(directory_of(state.record_file));
            break; // all lie in the same place
        }
    }
    for (const CommandState& command : survey.commands) {
        if (!command.configurations.empty()) {
            directories.push_back(directory_of(command.configurations.front().path));
        }
    }
    for (const std::string& directory : directories) {
        for (const std::string& path : listing(directory)) {
            if (is_temporary_name(last_component(path))) {
                survey.leftovers.push_back(path);
            }
        }
    }
}

/// Links in there say what --uninstall makes of the commands: nobody else may be able to write them.
void examine_state(Survey& survey) {
    for (const std::string path : record_directory_path) {
        const Node node = look_at(path);
        if (node.kind == Node::Kind::missing) {
            return;
        }
        const bool for_root_alone =
            node.kind == Node::Kind::directory && node.owner == 0 && (node.mode & (S_IWGRP | S_IWOTH)) == 0;
        if (path.starts_with(state_directory) && !for_root_alone) {
            throw Failure("use", path, "not a directory that only root can write to",
                          "see what it is and move it out of the way");
        }
        survey.state_directories.push_back(path);
    }
    for (const std::string& path : listing(std::string(record_directory))) {
        if (!is_temporary_name(last_component(path))) {
            survey.records.push_back(path);
        }
    }
}

bool is_there(const std::string& path) {
    return certain_identity(path).has_value();
}

CommandState::Saved saved_state(const std::string& path, const Node& node) {
    const std::string saved = saved_name(path);
    const Node saved_node = look_at(saved);
    if (saved_node.kind == Node::Kind::missing) {
        return CommandState::Saved::nothing;
    }
    if (saved_node.kind == Node::Kind::file && node.kind == Node::Kind::file &&
        node.mode == saved_node.mode &&
        (certain_identity(saved) == certain_identity(path) || read_file(saved) == read_file(path))) {
        return CommandState::Saved::this_file;
    }
    return CommandState::Saved::something_else;
}

/// Also by another name: with merged /usr, /sbin/iptables and /usr/sbin/iptables are one command.
bool is_same_directory(const std::string& a, const std::string& b) {
    return a == b || (is_there(a) && certain_identity(a) == certain_identity(b));
}

/// Beside the other alternatives, in their way of writing the directory: the record says /usr/bin on systems
/// where we know the same place as /usr/sbin, and their tool compares paths literally.
std::string registered_wrapper(const Survey& survey, const LinkGroup& group) {
    std::string path = survey.wrapper;
    for (const Alternative& alternative : group.alternatives) {
        const std::string directory = directory_of(alternative.path);
        if (!is_same_directory(directory, survey.directory)) {
            continue;
        }
        path = directory + "/" + std::string(wrapper_name);
        if (alternative.path == path) {
            break; // registered already, and so it stays
        }
    }
    return path;
}

GroupState examine_group(const Survey& survey, LinkGroup group) {
    GroupState state;
    state.record = look_at(record_of_group(group.master.name));
    state.wrapper = registered_wrapper(survey, group);
    for (const GroupLink& link : group.links()) {
        state.registered.push_back(look_at(link.link));
    }
    state.group = std::move(group);
    return state;
}

/// By what is registered: a tool that knows nothing of iptables is none for us.
void find_link_system(Survey& survey) {
    survey.alternatives = find_dpkg_alternatives(survey.warnings);
    if (survey.alternatives) {
        for (LinkGroup& group : find_groups(*survey.alternatives)) {
            survey.groups.push_back(examine_group(survey, std::move(group)));
            survey.groups.back().link_directory = survey.alternatives->link_directory;
        }
    }
    if (!survey.groups.empty()) {
        return;
    }
    for (RecordedGroup& recorded : find_recorded_groups(survey.warnings)) {
        GroupState state = examine_group(survey, std::move(recorded.group));
        state.link_directory = chkconfig_link_directory;
        const Node node = look_at(recorded.file);
        state.record_attributes = {node.mode, node.owner, node.group};
        state.record_file = std::move(recorded.file);
        state.record_text = std::move(recorded.text);
        survey.groups.push_back(std::move(state));
    }
}

/// The link of the alternatives directory that the command in `directory` has to lead through.
std::string group_link_of(const Survey& survey, std::string_view command) {
    for (const GroupState& state : survey.groups) {
        for (const GroupLink& link : state.group.links()) {
            if (last_component(link.link) == command &&
                is_same_directory(directory_of(link.link), survey.directory)) {
                return state.link_directory + "/" + link.name;
            }
        }
    }
    return {};
}

/// Configurations count only where the command does lead to the program that follows them. The wrapper's own
/// are to be taken away even when it has come to lead elsewhere, or is gone.
void examine_configurations(Task task, CommandState& state) {
    const std::vector<Hop> hops = certain_links(state.path);
    const bool leads_to_alts = !hops.empty() && last_component(hops.back().target) == "alts";
    if (!leads_to_alts && task != Task::uninstall) {
        return;
    }
    state.configurations = configurations_of(state.name);
    if (!state.configurations.empty() && is_there(choice_file)) {
        state.chosen_number = value_in(read_file(choice_file), state.name);
    }
}

CommandState examine_command(const Survey& survey, Task task, const std::string& name) {
    CommandState state;
    state.name = name;
    state.path = survey.directory + "/" + name;
    state.node = look_at(state.path);
    const std::optional<FileIdentity> wrapper = certain_identity(survey.wrapper);
    state.reaches_wrapper = wrapper && certain_identity(state.path) == wrapper;
    for (const Mode mode : all_modes) {
        if (auto real = find_real_program(survey.directory, name, mode)) {
            state.reaches_real =
                state.reaches_real || certain_identity(state.path) == certain_identity(real->path);
            state.switched_targets.push_back(std::move(real->text));
        }
    }
    state.record = look_at(record_of(name));
    state.saved = saved_state(state.path, state.node);
    state.group_link = group_link_of(survey, name);
    examine_configurations(task, state);
    return state;
}

void examine_wrapper(Survey& survey, const Options& options, const std::optional<NewWrapper>& given) {
    const std::string installer = given ? "" : installer_file();
    NewWrapper wrapper = given ? *given : wrapper_to_install(options, installer, survey.wrapper);
    survey.content = std::move(wrapper.content);
    survey.warnings.insert(survey.warnings.end(), wrapper.warnings.begin(), wrapper.warnings.end());
    if (survey.wrapper_node.kind == Node::Kind::file) {
        const std::string installed = read_file(survey.wrapper);
        if (installed != survey.content) {
            survey.wrapper_difference = difference(installed, survey.content);
        }
        survey.wrapper_is_current =
            survey.wrapper_difference.empty() && survey.wrapper_node.mode == wrapper_mode;
    }
    if (options.clean_up == CleanUp::wanted) {
        survey.installer_files = installer_files(installer, survey.wrapper);
    }
}

/// When the iptables package has gone, what is left to be uninstalled is where the wrapper is.
std::string find_directory(Task task) {
    try {
        return find_iptables_directory();
    } catch (const Refusal&) {
        for (const std::string_view directory : iptables_directories) {
            if (task == Task::uninstall &&
                is_there(std::string(directory) + "/" + std::string(wrapper_name))) {
                return std::string(directory);
            }
        }
        throw;
    }
}

} // namespace

Survey take_survey(const Options& options, const std::optional<NewWrapper>& wrapper) {
    Survey survey;
    survey.directory = find_directory(options.task);
    survey.wrapper = survey.directory + "/" + std::string(wrapper_name);
    survey.wrapper_node = look_at(survey.wrapper);
    survey.choice = options.choice;
    if (options.task == Task::check) {
        survey.flavours = examine_sanity(survey.directory);
        examine_wrapper(survey, options, wrapper);
    }
    if (options.task == Task::install) {
        if (options.sanity_check == SanityCheck::required) {
            survey.warnings = check_sanity(survey.directory);
        }
        examine_wrapper(survey, options, wrapper);
    }
    find_link_system(survey);
    examine_state(survey);
    for (const std::string_view name : all_commands) {
        survey.commands.push_back(examine_command(survey, options.task, std::string(name)));
    }
    find_leftovers(survey);
    return survey;
}

} // namespace iptables_wrapper::installer
