// SPDX-License-Identifier: Apache-2.0
// What an administrator has chosen with `alts`, whatever the numbers: lines of "<command>=<number>" in
// /etc/libalternatives.conf, and before that in the configuration of the user, which for our commands is
// root.
#pragma once

#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

struct Choice {
    fs::path file; ///< that it is in
    int number = 0;
    std::string undone_by; ///< the command that takes it back
};

/// The number that `text` chooses for `command`: the last line with one counts, and a line without any undoes
/// nothing.
std::optional<int> chosen_in(std::string_view text, std::string_view command);

/// The choice in force for `command`, which has configurations of `numbers`: `alts` takes no notice of
/// others. Throws Failure when a file cannot be read.
std::optional<Choice> choice_of(const std::string& command, const std::vector<int>& numbers);

} // namespace iptables_wrapper::installer
