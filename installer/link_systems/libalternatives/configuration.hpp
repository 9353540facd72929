// SPDX-License-Identifier: Apache-2.0
// The configuration files of libalternatives: /usr/share/libalternatives/<command>/<number>.conf
//
//   binary=/usr/sbin/iptables-nft
//   group=iptables,iptables-save,…      these change together, and have the same numbers
//   options=KeepArgv0                   argv[0] stays what it was
//
// `alts` takes the name of any file there for a number, as atoi(3) does ("500.conf.bak" is 500), but reads
// only <number>.conf. Numbers are ints above 0.
#pragma once

#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// One file that can be read as a configuration.
struct Configuration {
    fs::path path;
    int number = 0;
    std::string text;
    bool operator==(const Configuration&) const = default;
};

/// What there is for one command.
struct Configurations {
    fs::path directory;
    std::vector<Configuration> files; ///< by rising numbers
    std::vector<int> numbers;         ///< rising; all that `alts` knows, even without such a file
};

/// The number that a file called `name` (a bare name) stands for; nothing if that is not above 0.
std::optional<int> configuration_number(std::string_view name);

/// The value of the first line "`key`=value" in `text`, without spaces around it; empty if there is none.
std::string value_in(std::string_view text, std::string_view key);

/// The configuration for the wrapper in place of `other`: the same group and manual pages, and argv[0] kept,
/// which tells the wrapper its command.
std::string configuration_for(const std::string& wrapper, std::string_view other);

/// The configurations of `command`. Throws Failure when one cannot be read.
Configurations configurations_of(const std::string& command);

// What an administrator has chosen with `alts`, whatever the numbers: lines "<command>=<number>" in
// /etc/libalternatives.conf. Those in the configuration of the user, who is root for our commands, come
// first.

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

/// The program that `alts` runs for a command with these; nothing if it would find none.
std::optional<std::string> what_alts_runs(const Configurations& configurations,
                                          const std::optional<Choice>& choice);

} // namespace iptables_wrapper::installer
