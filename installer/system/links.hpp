// SPDX-License-Identifier: Apache-2.0
// What common/links.hpp does, for a program with a heap: with paths, and a chain of links as a whole.
#pragma once

#include "common/links.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

using iptables_wrapper::FileIdentity;
using iptables_wrapper::is_temporary_name;
using iptables_wrapper::max_hops;

std::optional<FileIdentity> identity_of(const fs::path& path);
fs::path pointed_at(const fs::path& link_path, std::string_view target);
[[nodiscard]] int replace_link(const fs::path& path, const std::string& target);
fs::path temporary_name_beside(const fs::path& path);

/// One link of a chain.
struct Hop {
    fs::path path;      ///< of the link itself
    std::string target; ///< its text
};

/// The links that lead on from `path` by its last component, in order; empty when `path` is no link. What the
/// last one points at is a file, a directory, or nothing, and errno tells as for LinkWalk::next. A loop gives
/// max_hops hops.
std::vector<Hop> follow_links(const fs::path& path);

} // namespace iptables_wrapper::installer
