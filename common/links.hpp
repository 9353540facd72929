// SPDX-License-Identifier: Apache-2.0
// Symbolic links: reading them hop by hop, and changing them without a gap.
//
// A command is often a chain of links: /usr/sbin/iptables -> /etc/alternatives/iptables ->
// /usr/sbin/iptables-nft -> xtables-nft-multi. Who made a link decides whether it is ours to change. So we
// never resolve a chain in one go, but look at each hop.
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

/// The identity of the file that `path` leads to through all links; nothing if it leads nowhere (errno says
/// why).
std::optional<FileIdentity> identity_of(const char* path);

/// Whether the effective user may do `what` (R_OK, W_OK, X_OK: access(2)) with the file at `path`: 0, or the
/// errno of the refusal.
int refusal_of(const char* path, int what);

/// The text of the link at `path`. Nothing if there is none to read; errno says why (EINVAL: it is no link).
std::optional<Path> read_link(const char* path);

/// The same, into `text`, which stays as it is if there is none to read. Returns whether there is.
bool read_link_into(Path& text, const char* path);

/// Whether the link at `path` can be read, and has this text.
bool has_text(const char* path, std::string_view text);

/// The part of `path` behind the last slash: "a/b" gives "b", "b" gives "b".
std::string_view last_component(std::string_view path);

/// The part of `path` before the last slash: "/a/b" gives "/a", "/b" gives "/", "b" gives ".".
std::string_view directory_of(std::string_view path);

/// The path of `name` in `directory`: ("/usr/sbin", "iptables") gives "/usr/sbin/iptables", and ("/",
/// "iptables") gives "/iptables".
Path join(std::string_view directory, std::string_view name);

/// Where a link at `link_path` with the text `target` points: `target` if that is absolute, otherwise a path
/// from the link's directory. Keeps "." and "..", which only the kernel resolves correctly.
Path pointed_at(std::string_view link_path, std::string_view target);

/// One link of a chain.
struct Hop {
    Path path;   ///< of the link itself
    Path target; ///< its text
};

/// The kernel's own limit (ELOOP, path_resolution(7)).
inline constexpr std::size_t max_hops = 40;

/// Follows the links that a path leads through by its last component, one at a time.
class LinkWalk {
public:
    explicit LinkWalk(std::string_view path) : hop_{path, {}} {}
    /// From `name` in `directory`.
    LinkWalk(std::string_view directory, std::string_view name) : hop_{join(directory, name), {}} {}

    /// Takes the next hop. False if there is no link there, with errno as from read_link, and after max_hops
    /// (errno: ELOOP).
    bool next();

    /// The last hop taken. Before the first one, its path is where the walk begins, and it has no target.
    [[nodiscard]] const Hop& hop() const { return hop_; }

    /// How many hops were taken.
    [[nodiscard]] std::size_t hops() const { return hops_; }

    /// Where the walk is: where it began, or where the last link points.
    [[nodiscard]] Path place() const;

private:
    Hop hop_;
    std::size_t hops_ = 0;
};

/// Makes the link `path` -> `target`, and replaces anything there but a directory. It makes a link under a
/// random hidden name beside `path` and renames that, so there is no moment without `path`. Returns 0, or the
/// errno of what failed; `path` is as it was then, and nothing else is left.
[[nodiscard]] int replace_link(const char* path, const char* target);

/// A hidden name in the directory of `path` that nobody can guess: ".iptables-wrapper-" and 16 hexadecimal
/// digits.
Path temporary_name_beside(std::string_view path);

/// Whether `name` (a bare name) has the form that temporary_name_beside gives: a killed run left it behind.
bool is_temporary_name(std::string_view name);

} // namespace iptables_wrapper
