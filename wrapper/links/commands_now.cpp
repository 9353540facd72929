// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/commands_now.hpp"

#include "common/failure.hpp"
#include "wrapper/links/our_links.hpp"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

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
std::string_view directory_with(const Installation& installation, std::string_view command) {
    if (installation.wrapper.empty()) {
        for (const std::string_view directory : installation.usual) {
            if (identity_of(join(directory, command).c_str())) {
                return directory;
            }
        }
    }
    return installation.first_directory();
}

/// Whether a refusal means that changing a link would fail as well. Other errors say nothing about the file
/// system: seccomp profiles older than faccessat2(2) answer EPERM.
bool says_read_only(int error_number) {
    return error_number == EROFS || error_number == EACCES;
}

} // namespace

LeadsTo leads_to(Mode mode) {
    return mode == Mode::nft ? LeadsTo::nft : LeadsTo::legacy;
}

bool is_switched(const CommandNow& command) {
    return command.leads_to == LeadsTo::nft || command.leads_to == LeadsTo::legacy;
}

CommandsNow commands_now(const Installation& installation) {
    CommandsNow commands;
    std::ranges::transform(all_commands, commands.begin(), [&](std::string_view command) {
        const std::string_view directory = directory_with(installation, command);
        const bool installed = std::ranges::any_of(
            all_modes, [&](Mode mode) { return find_real(installation, command, mode).has_value(); });
        return CommandNow{command, find_end(installation, join(directory, command), command), directory,
                          installed};
    });
    return commands;
}

Phrase obstacle_to_keeping(const Installation& installation, std::string_view directory,
                           std::string_view command) {
    LinkWalk walk{directory, command};
    if (find_our_hop(walk, installation, command) == PointsAt::wrapper) {
        const int error_number = refusal_of(Path{directory_of(walk.hop().path)}.c_str(), W_OK);
        if (says_read_only(error_number)) {
            return {"cannot change the link '", walk.hop().path, "': ", reason_of(error_number)};
        }
        return {};
    }
    const Path path = join(directory, command);
    switch (const LeadsTo end = find_end(installation, path, command)) {
    case LeadsTo::libalternatives:
        return "libalternatives runs the wrapper at each call";
    case LeadsTo::wrapper:
        return {"'", path, "' is no link to a wrapper beside it"};
    case LeadsTo::nft:
    case LeadsTo::legacy:
        return {"'", path, "' leads to ", name_of(end), " already"};
    case LeadsTo::nothing:
        return {"'", path, "' leads to nothing"};
    case LeadsTo::something_else:
        return {"'", path, "' leads to something else"};
    }
    __builtin_unreachable();
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
