// SPDX-License-Identifier: Apache-2.0
// The six commands, the two modes, and the names of the real programs.
#pragma once

#include "common/text.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace iptables_wrapper {

/// A mode of iptables: which kernel interface, and so which rule set, a command works on.
enum class Mode { nft, legacy };

inline constexpr std::array<Mode, 2> all_modes{Mode::nft, Mode::legacy};

/// The other mode.
constexpr Mode other(Mode mode) {
    return mode == Mode::nft ? Mode::legacy : Mode::nft;
}

/// The names that the wrapper stands in for ("the commands").
inline constexpr std::array<std::string_view, 6> all_commands{
    "iptables", "iptables-save", "iptables-restore", "ip6tables", "ip6tables-save", "ip6tables-restore"};

/// The file name of the wrapper, in images and beside the installer.
inline constexpr std::string_view wrapper_name = "iptables-wrapper";

/// Where to look for iptables, in this order. The last directory is for systems that have merged /usr/sbin
/// into /usr/bin.
inline constexpr std::array<std::string_view, 3> iptables_directories{"/usr/sbin", "/sbin", "/usr/bin"};

/// "nft" or "legacy".
std::string_view name_of(Mode mode);

/// The mode called exactly `name`; nothing for any other text.
std::optional<Mode> mode_called(std::string_view name);

/// Whether `name` (a bare name, no path) is one of the six commands.
bool is_command(std::string_view name);

/// The name of a real program, without a directory.
using ProgramName = Text<31>;

/// The name of `command` in `mode`: ("ip6tables-save", nft) gives "ip6tables-nft-save".
/// `command` must be one of the six.
ProgramName real_name(std::string_view command, Mode mode);

/// The multi-call binary of `mode`: "xtables-nft-multi" or "xtables-legacy-multi".
ProgramName multi_call_name(Mode mode);

/// The mode whose real_name of some command, or whose multi_call_name, is `name`; nothing for any other name.
std::optional<Mode> mode_of_real_name(std::string_view name);

/// Whether `name` is the real_name of some command, or a multi_call_name.
bool is_real_name(std::string_view name);

} // namespace iptables_wrapper
