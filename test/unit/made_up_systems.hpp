// SPDX-License-Identifier: Apache-2.0
// Systems that exist only as data, for the tests of the plans.
#pragma once

#include "common/commands.hpp"
#include "installer/survey/survey.hpp"

#include <string>

namespace iptables_wrapper::test {

using namespace installer;

inline Node link_to(const std::string& target) {
    return {Node::Kind::link, target, 0777, 0, 0};
}

inline Node regular_file() {
    return {Node::Kind::file, {}, 0755, 0, 0};
}

/// A system without alternatives, like Alpine: all six commands are links to the multi-call binary, both
/// flavours are there, and nothing of ours.
inline Survey plain_system() {
    Survey survey;
    survey.directory = "/sbin";
    survey.wrapper = "/sbin/iptables-wrapper";
    survey.content = "the wrapper";
    survey.state_directories = {"/var", "/var/lib"};
    for (const std::string_view name : all_commands) {
        CommandState command;
        command.name = name;
        command.path = "/sbin/" + command.name;
        command.node = link_to("xtables-nft-multi");
        command.switched_targets = {real_name(name, Mode::nft), real_name(name, Mode::legacy)};
        survey.commands.push_back(command);
    }
    return survey;
}

/// The same after an installation.
inline Survey plain_system_installed() {
    Survey survey = plain_system();
    survey.wrapper_node = regular_file();
    survey.wrapper_is_current = true;
    survey.state_directories = {"/var", "/var/lib", "/var/lib/iptables-wrapper",
                                "/var/lib/iptables-wrapper/original"};
    for (CommandState& command : survey.commands) {
        command.node = link_to("iptables-wrapper");
        command.reaches_wrapper = true;
        command.record = link_to("xtables-nft-multi");
        survey.records.push_back("/var/lib/iptables-wrapper/original/" + command.name);
    }
    return survey;
}

/// A group of Debian: a master and the two slaves.
inline GroupState debian_group(const std::string& name) {
    GroupState state;
    LinkGroup& group = state.group;
    group.master = {name, "/sbin/" + name};
    state.wrapper = "/sbin/iptables-wrapper";
    state.link_directory = "/etc/alternatives";
    group.best = group.value = "/sbin/" + name + "-nft";
    for (const Mode mode : {Mode::legacy, Mode::nft}) {
        group.alternatives.push_back({"/sbin/" + real_name(name, mode), mode == Mode::nft ? 20 : 10, {}});
    }
    for (const char* applet : {"-restore", "-save"}) {
        const std::string slave = name + applet;
        group.slaves.push_back({slave, "/sbin/" + slave});
        group.alternatives[0].slaves[slave] = "/sbin/" + real_name(slave, Mode::legacy);
        group.alternatives[1].slaves[slave] = "/sbin/" + real_name(slave, Mode::nft);
    }
    return state;
}

/// A system with the two groups of Debian, and nothing of ours.
inline Survey debian_system() {
    Survey survey = plain_system();
    survey.alternatives = {"/usr/bin/update-alternatives", "/etc/alternatives", "/var/lib/dpkg/alternatives"};
    survey.groups = {debian_group("iptables"), debian_group("ip6tables")};
    for (CommandState& command : survey.commands) {
        command.group_link = "/etc/alternatives/" + command.name;
        command.node = link_to(command.group_link);
    }
    return survey;
}

/// The same after an installation.
inline Survey debian_system_installed() {
    Survey survey = debian_system();
    survey.wrapper_node = regular_file();
    survey.wrapper_is_current = true;
    for (GroupState& state : survey.groups) {
        LinkGroup& group = state.group;
        group.best = group.value = survey.wrapper;
        group.alternatives.push_back({survey.wrapper, 100, {}});
        for (const GroupLink& slave : group.slaves) {
            group.alternatives.back().slaves[slave.name] = survey.wrapper;
        }
    }
    for (CommandState& command : survey.commands) {
        command.reaches_wrapper = true;
    }
    return survey;
}

/// A system with the one group of Fedora, of equal priorities, and nothing of ours.
inline Survey fedora_system() {
    Survey survey = debian_system();
    survey.alternatives.reset();
    GroupState state = survey.groups[0];
    LinkGroup& group = state.group;
    group.slaves.clear();
    group.alternatives.clear();
    state.record_file = "/var/lib/alternatives/iptables";
    state.record_text = "auto\n/sbin/iptables\n";
    for (const std::string_view name : all_commands) {
        state.registered.push_back(link_to("/etc/alternatives/" + std::string(name)));
        if (name != "iptables") {
            group.slaves.push_back({std::string(name), "/sbin/" + std::string(name)});
            state.record_text += group.slaves.back().name + "\n" + group.slaves.back().link + "\n";
        }
    }
    state.record_text += "\n";
    for (const Mode mode : all_modes) {
        group.alternatives.push_back({"/sbin/" + real_name("iptables", mode), 10, {}});
        state.record_text += group.alternatives.back().path + "\n10\n";
        for (const GroupLink& slave : group.slaves) {
            const std::string path = "/sbin/" + real_name(slave.name, mode);
            group.alternatives.back().slaves[slave.name] = path;
            state.record_text += path + "\n";
        }
    }
    survey.groups = {state};
    return survey;
}

} // namespace iptables_wrapper::test
