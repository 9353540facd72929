// SPDX-License-Identifier: Apache-2.0
// A state file line by line, as state_file.hpp describes it: read from its text, and written again.
#pragma once

#include "installer/link_systems/groups/link_group.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// An alternative, line by line.
struct Block {
    std::string path;
    std::string priority_line; ///< with family and service
    std::vector<std::string> follower_paths;
};

/// The whole file, line by line.
struct StateFile {
    LinkGroup::Status status = LinkGroup::Status::automatic;
    std::string link; ///< the master's
    std::vector<GroupLink> followers;
    std::vector<Block> blocks;
};

/// The priority in a line: "10", "@family@10", "10 service", "0x10", "+10"; what does not fit an int is cut
/// off to one.
std::optional<int> priority_in(std::string_view line);

/// The lines of `text`; nothing if the tool would refuse it.
std::optional<StateFile> read_lines(std::string_view text);

/// The text with these lines.
std::string text_of(const StateFile& file);

} // namespace iptables_wrapper::installer
