// SPDX-License-Identifier: Apache-2.0
// What was at a path before it was changed, and the way back.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/links.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>

namespace iptables_wrapper::installer {

/// One path's state. Nothing happens by itself: call restore or discard, once.
class Backup {
public:
    /// Keeps what is at `path` now: nothing, a link, a regular file or an empty directory. Throws Failure.
    Backup(fs::path path, BackupMethod method);

    /// Brings it back. Writes nothing if it is unchanged: a full or read-only disk would refuse that. Throws
    /// Failure.
    void restore() const;

    /// Removes what was kept only to restore it.
    void discard() const noexcept;

    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    [[nodiscard]] bool is_as_before() const;
    void remove_newcomer() const;

    fs::path path_;
    Node before_;
    fs::path hidden_;                      ///< the hard link; empty where the bytes are in memory
    std::optional<FileIdentity> identity_; ///< of the file while there is a hard link to it
    std::string content_;                  ///< the bytes
    ExtendedAttributes extended_;          ///< that come with them
};

} // namespace iptables_wrapper::installer
