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

std::string real_name(std::string_view command, Mode mode) {
    const std::size_t family_end = std::min(command.find('-'), command.size());
    std::string name{command.substr(0, family_end)};
    name.append("-").append(name_of(mode)).append(command.substr(family_end));
    return name;
}

std::string multi_call_name(Mode mode) {
    return std::string{"xtables-"}.append(name_of(mode)).append("-multi");
}

std::optional<Mode> mode_of_real_name(std::string_view name) {
    for (const Mode mode : all_modes) {
        const auto is_real = [&](std::string_view command) { return name == real_name(command, mode); };
        if (name == multi_call_name(mode) || std::ranges::any_of(all_commands, is_real)) {
            return mode;
        }
    }
    return std::nullopt;
}

bool is_real_name(std::string_view name) {
    return mode_of_real_name(name).has_value();
}

} // namespace iptables_wrapper
