// SPDX-License-Identifier: Apache-2.0
// What the installer tells its user. That nobody can hear it (a closed pipe, a full disk) never stops the
// work.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/report/table.hpp"
#include "installer/system/failure.hpp"

#include <string_view>

namespace iptables_wrapper::installer {

/// The name in front of every line on stderr.
inline constexpr std::string_view installer_name = "iptables-wrapper-installer";

/// `text` on stdout, as it is.
void say(std::string_view text);

/// `line` on stdout, unless it is empty or the user wants quiet.
void say_line(std::string_view line, Verbosity verbosity);

/// Whether stdout is a terminal.
bool is_read_by_people();

/// Whether stdout is a terminal on which colours are wanted: by what the environment says in NO_COLOR
/// (https://no-color.org) and TERM, null where it says nothing.
Colour colour_of_stdout(const char* no_color, const char* terminal);

/// An error and its hint on stderr.
void complain(const Failure& failure);

/// "<program>: <text>" on stderr.
void remark(std::string_view text);

} // namespace iptables_wrapper::installer
