// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"
#include "installer/commands/site.hpp"
#include "installer/system/links.hpp"

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

namespace {

/// The directories of the usual PATH, in its order, up to the last where iptables may be.
constexpr std::array directories{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
                                 "/usr/bin",        "/sbin",          "/bin"};

bool leads_through(const fs::path& path, const Site& site, const CommandState& command) {
    return std::ranges::any_of(certain_links(path), [&](const Hop& hop) {
        const fs::path next = pointed_at(hop.path, hop.target);
        return next.filename() == command.name && is_same_directory(next.parent_path(), site.directory);
    });
}

} // namespace

std::vector<fs::path> shadows_of(const Site& site) {
    std::vector<fs::path> paths;
    for (const fs::path directory : directories) {
        if (is_same_directory(directory, site.directory)) {
            break;
        }
        for (const CommandState& command : site.commands) {
            const fs::path path = directory / command.name;
            const std::optional<FileIdentity> found = certain_identity(path);
            if (found && found != certain_identity(site.wrapper) && !leads_through(path, site, command)) {
                paths.push_back(path);
            }
        }
    }
    return paths;
}

std::vector<fs::path> bypasses_of(const Site& site, const std::vector<fs::path>& shadows) {
    std::vector<fs::path> paths;
    for (const fs::path& directory : possible_directories()) {
        if (is_same_directory(directory, site.directory)) {
            continue;
        }
        for (const CommandState& command : site.commands) {
            const fs::path path = directory / command.name;
            if (certain_identity(path) && !leads_through(path, site, command) &&
                std::ranges::find(shadows, path) == shadows.end()) {
                paths.push_back(path);
            }
        }
    }
    return paths;
}

} // namespace iptables_wrapper::installer
