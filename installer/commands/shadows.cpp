// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/shadows.hpp"

#include "installer/system/links.hpp"

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

namespace {

/// The directories of the usual PATH, in its order; the others of it come behind all where iptables may be.
constexpr std::array directories{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
                                 "/usr/bin",        "/sbin",          "/bin"};

bool leads_through(const std::string& path, const Site& site, const CommandState& command) {
    const auto is_command = [&](const std::string& hop) {
        return last_component(hop) == command.name && is_same_directory(directory_of(hop), site.directory);
    };
    const std::vector<Hop> hops = certain_links(path);
    return std::ranges::any_of(
               hops, [&](const Hop& hop) { return is_command(pointed_at(hop.path, hop.target)); }) ||
           certain_identity(path) == certain_identity(site.wrapper);
}

} // namespace

std::vector<std::string> shadows_of(const Site& site) {
    std::vector<std::string> paths;
    for (const std::string directory : directories) {
        if (is_same_directory(directory, site.directory)) {
            break;
        }
        for (const CommandState& command : site.commands) {
            const std::string path = directory + "/" + command.name;
            if (certain_identity(path) && !leads_through(path, site, command)) {
                paths.push_back(path);
            }
        }
    }
    return paths;
}

} // namespace iptables_wrapper::installer
