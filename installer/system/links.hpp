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

inline std::optional<FileIdentity> identity_of(const fs::path& path) {
    return iptables_wrapper::identity_of(path.c_str());
}

inline fs::path pointed_at(const fs::path& link_path, std::string_view target) {
    return std::string{iptables_wrapper::pointed_at(link_path.native(), target)};
}

[[nodiscard]] inline int replace_link(const fs::path& path, const std::string& target) {
    return iptables_wrapper::replace_link(path.c_str(), target.c_str());
}

inline fs::path temporary_name_beside(const fs::path& path) {
    return std::string{iptables_wrapper::temporary_name_beside(path.native())};
}

/// One link of a chain.
struct Hop {
    fs::path path;      ///< of the link itself
    std::string target; ///< its text
};

/// The links that lead on from `path` by its last component, in order; empty when `path` is no link. What the
/// last one points at is a file, a directory, or nothing, and errno tells as for LinkWalk::next. A loop gives
/// max_hops hops.
inline std::vector<Hop> follow_links(const fs::path& path) {
    std::vector<Hop> hops;
    LinkWalk walk{path.native()};
    while (walk.next()) {
        hops.push_back({std::string{walk.hop().path}, std::string{walk.hop().target}});
    }
    return hops;
}

} // namespace iptables_wrapper::installer
