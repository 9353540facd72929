// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/preconditions.hpp"

#include "common/change_lock.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/root_directory.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

/// A good deal longer than an installation takes.
constexpr unsigned patience_with_others = 60'000; // milliseconds

} // namespace

void require_root(const Options& options, Reporter& reporter) {
    if (::geteuid() == 0) {
        return;
    }
    const std::string reason = "not root (uid " + std::to_string(::geteuid()) + ")";
    switch (options.effect) {
    case Effect::real:
        throw Failure("change the commands", "", reason,
                      "run it as root: in a Dockerfile before USER, on a host with sudo");
    case Effect::dry_run:
        reporter.warning(reason + ": without --dry-run this would fail");
        return;
    }
}

void change_root(const Options& options) {
    if (options.root.empty()) {
        return;
    }
    switch (options.task) {
    case Task::install:
        require_own_neighbour(installer_file(), "");
        break;
    case Task::uninstall:
    case Task::check:
    case Task::help:
    case Task::version:
        break;
    }
    enter_root(options.root);
}

FileDescriptor lock_out_others(Reporter& reporter) {
    std::optional<FileDescriptor> lock = lock_changes(patience_with_others);
    if (!lock) {
        throw Failure("change the commands", "", std::string{held_too_long(patience_with_others)},
                      std::string{remedy_for_held_lock});
    }
    if (!*lock) {
        reporter.warning("cannot lock '/': " + reason_of(errno) +
                         "; make sure that nothing else changes the commands meanwhile");
    }
    return *std::move(lock);
}

} // namespace iptables_wrapper::installer
