// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"
#include "installer/link_systems/libalternatives/libalternatives.hpp"
#include "installer/link_systems/link_system.hpp"
#include "installer/link_systems/plain/plain_links.hpp"

#include <array>

namespace iptables_wrapper::installer {

namespace {

using Examine = std::shared_ptr<const LinkSystem> (*)(const Search&);

/// In the order in which they are asked for the commands. Plain links are last: they take the rest.
constexpr std::array<Examine, 4> systems{examine_dpkg_alternatives, examine_chkconfig_alternatives,
                                         examine_libalternatives, examine_plain_links};

} // namespace

LinkSystems examine_link_systems(const Site& site, std::vector<std::string>& warnings) {
    Search search{site, {}, warnings};
    for (const CommandState& command : site.commands) {
        search.unclaimed.push_back(command.name);
    }
    LinkSystems found;
    for (const Examine examine : systems) {
        found.push_back(examine(search));
        for (const std::string& claimed : found.back()->commands()) {
            std::erase(search.unclaimed, claimed);
        }
    }
    return found;
}

} // namespace iptables_wrapper::installer
