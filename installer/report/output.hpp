// SPDX-License-Identifier: Apache-2.0
// What the installer tells its user. A closed pipe or a full disk never stops the work.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/system/failure.hpp"

#include <string_view>

namespace iptables_wrapper::installer {

/// The name in front of every line on stderr.
inline constexpr std::string_view installer_name = "iptables-wrapper-installer";

/// `text` on stdout, as it is.
void say(std::string_view text);

/// `line` on stdout, unless it is empty or the user wants no output.
void say_line(std::string_view line, Verbosity verbosity);

/// Whether stdout is a terminal.
bool is_read_by_people();

enum class Colour { wanted, unwanted };

/// Whether stdout is a terminal on which colours are wanted. `no_color` and `terminal` are NO_COLOR
/// (https://no-color.org) and TERM of the environment, null if they are not set.
Colour colour_of_stdout(const char* no_color, const char* terminal);

/// An error and its hint on stderr.
void complain(const Failure& failure);

/// "<program>: <text>" on stderr.
void remark(std::string_view text);

} // namespace iptables_wrapper::installer
