// SPDX-License-Identifier: Apache-2.0
// What common/links.hpp does, for a program with a heap: with strings, and a chain of links as a whole.
#pragma once

#include "common/links.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

using iptables_wrapper::FileIdentity;
using iptables_wrapper::is_temporary_name;
using iptables_wrapper::last_component;
using iptables_wrapper::max_hops;

std::optional<FileIdentity> identity_of(const std::string& path);
std::optional<std::string> read_link(const std::string& path);
std::string directory_of(std::string_view path);
std::string join(std::string_view directory, std::string_view name);
std::string pointed_at(std::string_view link_path, std::string_view target);
[[nodiscard]] int replace_link(const std::string& path, const std::string& target);
std::string temporary_name_beside(std::string_view path);

/// One link of a chain.
struct Hop {
    std::string path;   ///< of the link itself
    std::string target; ///< its text
    bool operator==(const Hop&) const = default;
};

/// The links that lead on from `path` by its last component, in order; empty when `path` is no link. What the
/// last one points at is a file, a directory, or nothing, and errno tells as for LinkWalk::next. A loop gives
/// max_hops hops.
std::vector<Hop> follow_links(const std::string& path);

} // namespace iptables_wrapper::installer
