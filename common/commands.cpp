// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"

#include <algorithm>

namespace iptables_wrapper {

std::string_view name_of(Mode mode) {
    return mode == Mode::nft ? "nft" : "legacy";
}

std::optional<Mode> mode_called(std::string_view name) {
    for (const Mode mode : all_modes) {
        if (name == name_of(mode)) {
            return mode;
        }
    }
    return std::nullopt;
}

bool is_command(std::string_view name) {
    return std::ranges::find(all_commands, name) != all_commands.end();
}

ProgramName real_name(std::string_view command, Mode mode) {
    const std::size_t family_end = std::min(command.find('-'), command.size());
    return {command.substr(0, family_end), "-", name_of(mode), command.substr(family_end)};
}

ProgramName multi_call_name(Mode mode) {
    return {"xtables-", name_of(mode), "-multi"};
}

std::optional<Mode> mode_of_real_name(std::string_view name) {
    for (const Mode mode : all_modes) {
        const auto is_real = [&](std::string_view command) { return real_name(command, mode) == name; };
        if (multi_call_name(mode) == name || std::ranges::any_of(all_commands, is_real)) {
            return mode;
        }
    }
    return std::nullopt;
}

bool is_real_name(std::string_view name) {
    return mode_of_real_name(name).has_value();
}

} // namespace iptables_wrapper
