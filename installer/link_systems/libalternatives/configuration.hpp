// SPDX-License-Identifier: Apache-2.0
// libalternatives (openSUSE Tumbleweed): a command is a link to the program `alts`, which runs what the
// configuration file with the highest number says: /usr/share/libalternatives/<command>/<number>.conf
//
//   binary=/usr/sbin/iptables-nft
//   group=iptables,iptables-save,…      these change together, and have the same numbers
//   options=KeepArgv0                   argv[0] stays what it was
//
// The wrapper takes part with one more file for each command. Since the links lead to `alts`, there is none
// for the wrapper to change: every call goes through it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// One configuration file of a command.
struct Configuration {
    std::string path;
    long number = 0;
    std::string text;
    bool operator==(const Configuration&) const = default;
};

/// The number of a configuration file called `name` (a bare name): 20 for "20.conf". Nothing for a name that
/// is none of such a file.
std::optional<long> configuration_number(std::string_view name);

/// The value of the first line "`key`=value" in `text`, without spaces around it; empty where there is none.
std::string value_in(std::string_view text, std::string_view key);

/// The configuration for the wrapper in place of `other`: the same group and manual pages, and argv[0] kept,
/// which is what tells the wrapper its command.
std::string configuration_for(const std::string& wrapper, std::string_view other);

/// The configuration files of `command`, by rising numbers; none where there is no such thing. Throws Failure
/// when one cannot be read.
std::vector<Configuration> configurations_of(const std::string& command);

/// Where the administrator chooses, whatever the numbers: lines of "<command>=<number>".
inline constexpr const char* choice_file = "/etc/libalternatives.conf";

} // namespace iptables_wrapper::installer
