// What an administrator has chosen with `alts`, whatever the numbers: lines "<command>=<number>" in
// /etc/libalternatives.conf. Those in the configuration of the user, who is root for our commands, come
// first.
#pragma once

#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

struct Choice {
    fs::path file; ///< that holds it
    int number = 0;
    std::string undone_by; ///< the command that takes it back
};

/// The number that `text` chooses for `command`: the last line with a number counts, and a line without one
/// undoes nothing.
std::optional<int> chosen_in(std::string_view text, std::string_view command);

/// The choice in force for `command`, which has configurations with these `numbers`: `alts` ignores a choice
/// of another number. Throws Failure if a file cannot be read.
std::optional<Choice> choice_of(const std::string& command, const std::vector<int>& numbers);

} // namespace iptables_wrapper::installer
