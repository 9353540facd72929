// SPDX-License-Identifier: Apache-2.0
// dpkg's update-alternatives: where it is, and what is registered with it.
#pragma once

#include "installer/link_systems/groups/link_group.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// Reads what `update-alternatives --query` prints (update-alternatives(1), "Query format"). Ignores unknown
/// fields. Returns nothing if the text is not in that format.
std::optional<LinkGroup> parse_query(std::string_view text);

/// One installed update-alternatives of dpkg.
struct UpdateAlternatives {
    fs::path tool;             ///< absolute
    fs::path link_directory;   ///< usually /etc/alternatives
    fs::path record_directory; ///< usually /var/lib/dpkg/alternatives, one file for each group
    bool operator==(const UpdateAlternatives&) const = default;
};

/// The default of `option` ("--altdir", "--admindir") in the --help text of update-alternatives, which
/// distributions set at build time; `otherwise` if the text does not say.
std::string default_in_help(std::string_view help, std::string_view option, std::string_view otherwise);

/// dpkg's tool, if it is installed. Another tool of that name (chkconfig's) does not count. Neither does one
/// that cannot be run, and `warnings` gets a sentence about it; but if one of the commands is registered with
/// it, throws Failure.
std::optional<UpdateAlternatives> find_update_alternatives(std::vector<std::string>& warnings);

/// The group called `group`; nothing if there is none. Throws Failure if it is registered and cannot be read.
std::optional<LinkGroup> query(const UpdateAlternatives& system, const std::string& group);

} // namespace iptables_wrapper::installer
