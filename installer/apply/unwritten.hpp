// Power cuts. A file system writes the changes of a directory to the disk at any time, and some write those
// of one directory before earlier ones of another. A power cut could then leave commands that lead to a
// wrapper that is gone, or with no record of what they were. Even seconds after a run has ended, all of it
// could still be lost, while the package manager has on disk that the package is installed.
#pragma once

#include "installer/apply/touched.hpp"
#include "installer/system/path.hpp"

#include <vector>

namespace iptables_wrapper::installer {

/// The directories in which something has changed that may not be on disk yet.
class UnwrittenDirectories {
public:
    /// To be called before `touched` change. Unless all that changes is in one directory and what changed
    /// before was there too, writes back first, so that what changed before is on disk before what follows.
    void enter(const std::vector<Touched>& touched);

    /// Writes all of them back. Failures are ignored: some file systems cannot do it, and some directories
    /// are gone by now.
    void write_back() noexcept;

private:
    std::vector<fs::path> directories_;
};

} // namespace iptables_wrapper::installer
