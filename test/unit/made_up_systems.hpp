// SPDX-License-Identifier: Apache-2.0
// Systems that exist only as data, for the tests of the plans.
#pragma once

#include "common/commands.hpp"
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"
#include "installer/link_systems/libalternatives/libalternatives.hpp"
#include "installer/link_systems/plain/plain_links.hpp"
#include "installer/survey/survey.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace iptables_wrapper::test {

using namespace installer;

/// A survey whose one link system can still be changed.
template <typename System>
struct MadeUp : Survey {
    System system;

    /// As it is handed to the plans.
    [[nodiscard]] Survey survey() const {
        Survey whole = static_cast<const Survey&>(*this);
        whole.link_systems = {std::make_shared<System>(system)};
        return whole;
    }
};

inline Node link_to(const std::string& target) {
    return {Node::Kind::link, target, 0777, 0, 0};
}

inline Node regular_file() {
    return {Node::Kind::file, {}, 0755, 0, 0};
}

/// Six commands that are links to the multi-call binary; both modes are there, and nothing of ours.
template <typename System>
MadeUp<System> system_without_us() {
    MadeUp<System> made;
    made.site.directory = "/sbin";
    made.site.wrapper = "/sbin/iptables-wrapper";
    made.content = "the wrapper";
    made.state_directories = {"/var", "/var/lib"};
    for (const std::string_view name : all_commands) {
        CommandState command;
        command.name = name;
        command.path = "/sbin/" + command.name;
        command.node = link_to("xtables-nft-multi");
        command.switched_targets = {std::string{real_name(name, Mode::nft)},
                                    std::string{real_name(name, Mode::legacy)}};
        made.site.commands.push_back(command);
    }
    return made;
}

/// A system without alternatives, like Alpine.
inline MadeUp<PlainLinks> plain_system() {
    auto made = system_without_us<PlainLinks>();
    for (const std::string_view name : all_commands) {
        made.system.names.emplace_back(name);
    }
    return made;
}

/// The same after an installation.
inline MadeUp<PlainLinks> plain_system_installed() {
    auto made = plain_system();
    made.site.wrapper_node = regular_file();
    made.site.wrapper_is_ours = true;
    made.state_directories = {"/var", "/var/lib", "/var/lib/iptables-wrapper",
                              "/var/lib/iptables-wrapper/original"};
    for (CommandState& command : made.site.commands) {
        command.node = link_to("iptables-wrapper");
        command.reaches_wrapper = true;
        command.record = link_to("xtables-nft-multi");
        made.records.emplace_back("/var/lib/iptables-wrapper/original/" + command.name);
    }
    return made;
}

/// A group of Debian: a master and its two followers.
inline GroupState debian_group(const std::string& name) {
    GroupState state;
    LinkGroup& group = state.group;
    group.master = {name, "/sbin/" + name};
    state.wrapper = "/sbin/iptables-wrapper";
    state.link_directory = "/etc/alternatives";
    group.best = group.value = "/sbin/" + name + "-nft";
    for (const Mode mode : {Mode::legacy, Mode::nft}) {
        group.alternatives.push_back(
            {"/sbin/" + std::string{real_name(name, mode)}, mode == Mode::nft ? 20 : 10, {}});
    }
    for (const char* applet : {"-restore", "-save"}) {
        const std::string follower = name + applet;
        group.followers.push_back({follower, "/sbin/" + follower});
        group.alternatives[0].followers[follower] = "/sbin/" + std::string{real_name(follower, Mode::legacy)};
        group.alternatives[1].followers[follower] = "/sbin/" + std::string{real_name(follower, Mode::nft)};
    }
    for (const GroupLink& link : group.links()) {
        state.members.push_back({link.name, state.between(link), {}});
    }
    return state;
}

/// A system with the two groups of Debian, and nothing of ours.
inline MadeUp<DpkgAlternatives> debian_system() {
    auto made = system_without_us<DpkgAlternatives>();
    made.system.tool = {"/usr/bin/update-alternatives", "/etc/alternatives", "/var/lib/dpkg/alternatives"};
    made.system.groups = {debian_group("iptables"), debian_group("ip6tables")};
    for (CommandState& command : made.site.commands) {
        command.node = link_to("/etc/alternatives/" + command.name);
    }
    return made;
}

/// The same after an installation.
inline MadeUp<DpkgAlternatives> debian_system_installed() {
    auto made = debian_system();
    made.site.wrapper_node = regular_file();
    made.site.wrapper_is_ours = true;
    for (GroupState& state : made.system.groups) {
        LinkGroup& group = state.group;
        group.best = group.value = state.wrapper;
        group.alternatives.push_back({state.wrapper, 100, {}});
        for (const GroupLink& follower : group.followers) {
            group.alternatives.back().followers[follower.name] = state.wrapper;
        }
    }
    for (CommandState& command : made.site.commands) {
        command.reaches_wrapper = true;
    }
    return made;
}

/// A system with the one group of Fedora, of equal priorities, and nothing of ours.
inline MadeUp<ChkconfigAlternatives> fedora_system() {
    auto made = system_without_us<ChkconfigAlternatives>();
    RecordedGroup state;
    LinkGroup& group = state.group;
    group.master = {"iptables", "/sbin/iptables"};
    group.best = group.value = "/sbin/iptables-nft";
    state.wrapper = made.site.wrapper.native();
    state.link_directory = "/etc/alternatives";
    state.file = "/var/lib/alternatives/iptables";
    state.text = "auto\n/sbin/iptables\n";
    for (const std::string_view name : all_commands) {
        const std::string between = "/etc/alternatives/" + std::string(name);
        state.members.push_back({std::string(name), between, {}});
        state.registered.push_back(link_to(between));
        made.site.commands[state.members.size() - 1].node = link_to(between);
        if (name != "iptables") {
            group.followers.push_back({std::string(name), "/sbin/" + std::string(name)});
            state.text += group.followers.back().name + "\n" + group.followers.back().link + "\n";
        }
    }
    state.text += "\n";
    for (const Mode mode : all_modes) {
        group.alternatives.push_back({"/sbin/" + std::string{real_name("iptables", mode)}, 10, {}});
        state.text += group.alternatives.back().path + "\n10\n";
        for (const GroupLink& follower : group.followers) {
            const std::string path = "/sbin/" + std::string{real_name(follower.name, mode)};
            group.alternatives.back().followers[follower.name] = path;
            state.text += path + "\n";
        }
    }
    made.system.groups = {state};
    return made;
}

/// A system with libalternatives, as of openSUSE Tumbleweed, and nothing of ours.
inline MadeUp<Libalternatives> tumbleweed_system() {
    const std::string directory = "/usr/share/libalternatives/";
    auto made = system_without_us<Libalternatives>();
    for (CommandState& state : made.site.commands) {
        state.node = link_to("../bin/alts");
        ConfiguredCommand command;
        command.name = state.name;
        const std::string own = directory + state.name;
        command.configurations = {own,
                                  {{own + "/20.conf", 20, "binary=/sbin/l\n"},
                                   {own + "/200.conf", 200, "binary=/sbin/n\ngroup=a,b\n"}},
                                  {20, 200}};
        made.system.configured.push_back(std::move(command));
    }
    return made;
}

/// The plan as it is shown to the user.
inline std::vector<std::string> lines_of(const Plan& plan) {
    std::vector<std::string> lines;
    for (const Action& action : plan) {
        if (const std::string& line = action.words.in(Tense::past); !line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

inline bool has(const std::vector<std::string>& lines, const std::string& line) {
    return std::ranges::find(lines, line) != lines.end();
}

/// Those about `path`, or about the file that is kept of it.
inline std::vector<std::string> lines_about(const fs::path& path, std::vector<std::string> lines) {
    std::erase_if(lines, [&path](const std::string& line) {
        return line.find("'" + path.native() + "'") == std::string::npos &&
               line.find("'" + path.native() + ".iptables-wrapper-saved'") == std::string::npos;
    });
    return lines;
}

} // namespace iptables_wrapper::test
