// SPDX-License-Identifier: Apache-2.0
// Power cuts. A file system writes back what happened in a directory when it pleases, and some write one
// directory before what happened earlier in another. A cut could then leave commands that lead to a wrapper
// that is gone, or nothing on record of what they had been; and seconds after a run has ended, all of it
// could still be lost, while the package manager has on disk that the package is installed.
#pragma once

#include "installer/apply/touched.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The directories in which something has changed that may not be on disk yet.
class UnwrittenDirectories {
public:
    /// To be called before `touched` changes. What happened in other directories is written back first, so
    /// that it is on disk before what follows.
    void enter(const std::vector<Touched>& touched);

    /// Writes all of them back. Some file systems cannot, and some directories have gone since: nothing is to
    /// be done about that.
    void write_back() noexcept;

private:
    std::vector<fs::path> directories_;
};

} // namespace iptables_wrapper::installer
