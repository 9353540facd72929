// SPDX-License-Identifier: Apache-2.0
// dpkg's update-alternatives: where it is, and what it has on record.
#pragma once

#include "installer/link_systems/groups/link_group.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// One installed update-alternatives of dpkg.
struct UpdateAlternatives {
    fs::path tool;             ///< absolute
    fs::path link_directory;   ///< usually /etc/alternatives
    fs::path record_directory; ///< usually /var/lib/dpkg/alternatives, one file for each group
    bool operator==(const UpdateAlternatives&) const = default;
};

/// The default of `option` ("--altdir", "--admindir") in the --help text of update-alternatives, which
/// distributions set at build time; `otherwise` where the text does not say.
std::string default_in_help(std::string_view help, std::string_view option, std::string_view otherwise);

/// dpkg's tool where it is installed. Another tool of that name (chkconfig's) is none. A tool that cannot be
/// run is none either, and `warnings` gets a sentence about it; but where one of the commands is on record
/// with it, that is thrown as a Failure.
std::optional<UpdateAlternatives> find_update_alternatives(std::vector<std::string>& warnings);

/// The groups that hold the commands: each command that is in no group yet is asked for as a group of its
/// own. Throws Failure when a record that is there cannot be read.
std::vector<LinkGroup> find_groups(const UpdateAlternatives& system);

} // namespace iptables_wrapper::installer
