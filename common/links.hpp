// SPDX-License-Identifier: Apache-2.0
// Symbolic links: reading them hop by hop and changing them without a gap.
//
// A command is often a chain of links: /usr/sbin/iptables -> /etc/alternatives/iptables ->
// /usr/sbin/iptables-nft -> xtables-nft-multi. Which of these links is ours to change depends on who made it,
// so chains are never resolved in one go: each hop is looked at.
#pragma once

#include "common/text.hpp"

#include <optional>
#include <string_view>

#include <sys/types.h>

namespace iptables_wrapper {

/// Which file a path leads to, whatever it is called.
struct FileIdentity {
    dev_t device = 0;
    ino_t inode = 0;
    bool operator==(const FileIdentity&) const = default;
};

/// The identity of what `path` leads to through all links; nothing when it leads nowhere (errno says why).
std::optional<FileIdentity> identity_of(const char* path);

/// The text of the link at `path`; nothing when there is no link to read (errno: EINVAL it is no link, ENOENT
/// …).
std::optional<Path> read_link(const char* path);

/// The part of `path` behind the last slash: "a/b" gives "b", "b" gives "b".
std::string_view last_component(std::string_view path);

/// The part of `path` before the last slash: "/a/b" gives "/a", "/b" gives "/", "b" gives ".".
std::string_view directory_of(std::string_view path);

/// The path of `name` in `directory`: ("/usr/sbin", "iptables") gives "/usr/sbin/iptables", ("/", "iptables")
/// "/iptables".
Path join(std::string_view directory, std::string_view name);

/// Where a link at `link_path` with the text `target` points: `target` when absolute, else beside the link.
/// "." and ".." stay in it: only the kernel resolves them rightly.
Path pointed_at(std::string_view link_path, std::string_view target);

/// One link of a chain.
struct Hop {
    Path path;   ///< of the link itself
    Path target; ///< its text
};

/// The kernel's own limit (ELOOP, path_resolution(7)).
inline constexpr std::size_t max_hops = 40;

/// Follows the links that lead on from a path by its last component, one at a time.
class LinkWalk {
public:
    explicit LinkWalk(std::string_view path) : hop_{path, {}} {}
    /// From `name` in `directory`.
    LinkWalk(std::string_view directory, std::string_view name) : hop_{join(directory, name), {}} {}

    /// Takes the next hop; false where no link is, for which errno tells the reason as for read_link, and
    /// after max_hops (errno: ELOOP).
    bool next();

    /// The hop taken last. Before the first, a link without a text where the walk begins.
    [[nodiscard]] const Hop& hop() const { return hop_; }

    /// How many hops it took.
    [[nodiscard]] std::size_t hops() const { return hops_; }

    /// Where the walk has come to: the path that it began at, or what the last link points at.
    [[nodiscard]] Path place() const;

private:
    Hop hop_;
    std::size_t hops_ = 0;
};

/// Makes the link `path` -> `target`, in place of whatever non-directory was there, by a link under a random
/// hidden name beside it and a rename: there is no moment without it. Returns 0, or the errno of what failed;
/// then `path` is as it was and nothing else is left.
[[nodiscard]] int replace_link(const char* path, const char* target);

/// A hidden name in the directory of `path` that nobody can guess: ".iptables-wrapper-" and 16 hexadecimal
/// digits.
Path temporary_name_beside(std::string_view path);

/// Whether `name` (a bare name) is one that temporary_name_beside gives: left behind by a killed run.
bool is_temporary_name(std::string_view name);

} // namespace iptables_wrapper
