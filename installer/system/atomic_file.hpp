// SPDX-License-Identifier: Apache-2.0
// Whole files: looked at, listed, read, and written so that no reader ever sees half of one.
#pragma once

#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"
#include "installer/system/path.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace iptables_wrapper::installer {

/// What is at a path itself; links are not followed.
struct Node {
    enum class Kind { missing, link, file, directory, other };
    Kind kind = Kind::missing;
    std::string target; ///< the text of a link
    mode_t mode = 0;    ///< permission bits
    uid_t owner = 0;
    gid_t group = 0;
    bool operator==(const Node&) const = default;
};

/// What is at `path`. Throws Failure if that cannot be found out.
Node look_at(const fs::path& path);

/// identity_of, for a path that must not count as missing only because we could not look at it: throws
/// Failure then. Returns nothing if the path leads nowhere.
std::optional<FileIdentity> certain_identity(const fs::path& path);

/// follow_links likewise: throws Failure if a link of the chain cannot be read.
std::vector<Hop> certain_links(const fs::path& path);

/// The bytes of the regular file that `path` leads to. Throws Failure, also for more than `most` bytes.
std::string read_file(const fs::path& path, std::size_t most = 64U << 20U);

/// Paths of what is in `directory`, sorted; nothing where there is no such directory. Throws Failure when it
/// cannot be listed.
std::vector<fs::path> listing(const fs::path& directory);

/// What xattr(7) keeps of a file, by name: file capabilities, SELinux labels, access control lists.
using ExtendedAttributes = std::map<std::string, std::string>;

inline constexpr const char* file_capabilities = "security.capability";

/// Those of the file that `path` leads to, apart from signatures of its content. None where the file system
/// has none, or they cannot be read.
ExtendedAttributes extended_attributes_of(const fs::path& path);

/// Permissions and owner of a file to write. Without an owner, it belongs to whoever runs us.
struct FileAttributes {
    mode_t mode = 0644;
    std::optional<uid_t> owner = std::nullopt;
    std::optional<gid_t> group = std::nullopt;
    /// A label that the kernel gives to the new file, by the policy for its directory, is better than an old
    /// one. It is no failure if one cannot be set, except for file capabilities.
    ExtendedAttributes extended = {};
};

/// Writes `content` to `path`, replacing what was there unless it is a directory (a link is replaced, never
/// written through): a new file under a random name beside it, made durable, then a rename. Throws Failure;
/// then `path` is as it was and nothing else is left.
void write_file(const fs::path& path, std::string_view content, const FileAttributes& attributes);

/// system_failure, with the hint to run as root if that is what is missing.
Failure file_failure(std::string intent, const fs::path& path, int error_number);

/// Writes the changes in `directory` to the disk. Some file systems cannot do that; the changes are made all
/// the same.
void sync_directory(const fs::path& directory) noexcept;

} // namespace iptables_wrapper::installer
