// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/link_systems/link_system.hpp"

#include <memory>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

using LinkSystems = std::vector<std::shared_ptr<const LinkSystem>>;

/// All link systems as they are on this machine; each command belongs to one of them. Throws Failure if one
/// cannot be read; `warnings` gets sentences without full stop.
LinkSystems examine_link_systems(const Site& site, std::vector<std::string>& warnings);

} // namespace iptables_wrapper::installer
