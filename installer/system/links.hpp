// SPDX-License-Identifier: Apache-2.0
// Symbolic links: reading them hop by hop and changing them without a gap.
//
// A command is often a chain of links: /usr/sbin/iptables -> /etc/alternatives/iptables ->
// /usr/sbin/iptables-nft -> xtables-nft-multi. Which of these links is ours to change depends on who made it,
// so chains are never resolved in one go: each hop is looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace iptables_wrapper::installer {

/// Which file a path leads to, whatever it is called.
struct FileIdentity {
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const FileIdentity&) const = default;
};

/// The identity of what `path` leads to through all links; nothing when it leads nowhere (errno says why).
std::optional<FileIdentity> identity_of(const std::string& path);

/// The text of the link at `path`; nothing when there is no link to read (errno: EINVAL it is no link, ENOENT
/// …).
std::optional<std::string> read_link(const std::string& path);

/// The part of `path` behind the last slash: "a/b" gives "b", "b" gives "b".
std::string_view last_component(std::string_view path);

/// The part of `path` before the last slash: "/a/b" gives "/a", "/b" gives "/", "b" gives ".".
std::string directory_of(std::string_view path);

/// The path of `name` in `directory`: ("/usr/sbin", "iptables") gives "/usr/sbin/iptables", ("/", "iptables")
/// "/iptables".
std::string join(std::string_view directory, std::string_view name);

/// Where a link at `link_path` with the text `target` points: `target` when absolute, else beside the link.
/// "." and ".." stay in it: only the kernel resolves them rightly.
std::string pointed_at(const std::string& link_path, const std::string& target);

/// One link of a chain.
struct Hop {
    std::string path;   ///< of the link itself
    std::string target; ///< its text
    bool operator==(const Hop&) const = default;
};

/// The kernel's own limit (ELOOP, path_resolution(7)).
inline constexpr std::size_t max_hops = 40;

/// The links that lead on from `path` by its last component, in order; empty when `path` is no link. What the
/// last one points at is a file, a directory, or nothing, and errno tells as for read_link. Stops after
/// max_hops, so a loop gives max_hops hops.
std::vector<Hop> follow_links(const std::string& path);

/// Makes the link `path` -> `target`, in place of whatever non-directory was there, by a link under a random
/// hidden name beside it and a rename: there is no moment without it. Returns 0, or the errno of what failed;
/// then `path` is as it was and nothing else is left.
[[nodiscard]] int replace_link(const std::string& path, const std::string& target);

/// A hidden name in the directory of `path` that nobody can guess: ".iptables-wrapper-" and 16 hexadecimal
/// digits.
std::string temporary_name_beside(const std::string& path);

/// Whether `name` (a bare name) is one that temporary_name_beside gives: left behind by a killed run.
bool is_temporary_name(std::string_view name);

} // namespace iptables_wrapper::installer
