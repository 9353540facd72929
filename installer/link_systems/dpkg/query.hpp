// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "installer/link_systems/groups/link_group.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::installer {

/// Reads what `update-alternatives --query` prints (update-alternatives(1), "Query format"). Ignores unknown
/// fields. Returns nothing if the text is not in that format.
std::optional<LinkGroup> parse_query(std::string_view text);

} // namespace iptables_wrapper::installer
