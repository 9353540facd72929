// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/commands_now.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

/// Goes by the names on the way, which also tell a multi-call binary what to do; otherwise by the file at the
/// end.
LeadsTo find_end(const Installation& installation, const Path& path, std::string_view command) {
    const auto end = identity_of(path.c_str());
    if (!end) {
        return LeadsTo::nothing;
    }
    if (end == installation.self) {
        return LeadsTo::wrapper;
    }
    LinkWalk walk{path};
    while (walk.next()) {
        const std::string_view name = last_component(walk.hop().target);
        if (const auto mode = mode_of_real_name(name)) {
            return leads_to(*mode);
        }
        if (name == wrapper_name) {
            return LeadsTo::wrapper; // a newer one, or ours under another inode
        }
        if (name == "alts") {
            return LeadsTo::libalternatives;
        }
    }
    for (const Mode mode : all_modes) {
        if (const auto real = find_real(installation, command, mode); real && real->identity == *end) {
            return leads_to(mode);
        }
    }
    return LeadsTo::something_else;
}

/// If the wrapper's own directory is known, a command that is not there is missing.
Path find_command(const Installation& installation, std::string_view command) {
    if (installation.wrapper.empty()) {
        for (const std::string_view directory : installation.usual) {
            if (Path path = join(directory, command); identity_of(path.c_str())) {
                return path;
            }
        }
    }
    return join(installation.first_directory(), command);
}

} // namespace

LeadsTo leads_to(Mode mode) {
    switch (mode) {
    case Mode::nft:
        return LeadsTo::nft;
    case Mode::legacy:
        return LeadsTo::legacy;
    }
    __builtin_unreachable();
}

bool is_switched(const CommandNow& command) {
    return command.leads_to == LeadsTo::nft || command.leads_to == LeadsTo::legacy;
}

CommandsNow commands_now(const Installation& installation) {
    CommandsNow commands;
    std::ranges::transform(all_commands, commands.begin(), [&](std::string_view command) {
        const Path path = find_command(installation, command);
        const bool installed = std::ranges::any_of(
            all_modes, [&](Mode mode) { return find_real(installation, command, mode).has_value(); });
        return CommandNow{command, find_end(installation, path, command), path, installed};
    });
    return commands;
}

std::string_view name_of(LeadsTo leads_to) {
    switch (leads_to) {
    case LeadsTo::wrapper:
        return "wrapper";
    case LeadsTo::nft:
        return "nft";
    case LeadsTo::legacy:
        return "legacy";
    case LeadsTo::nothing:
        return "missing";
    case LeadsTo::libalternatives:
        return "libalternatives";
    case LeadsTo::something_else:
        return "other";
    }
    __builtin_unreachable();
}

} // namespace iptables_wrapper::wrapper
