// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace iptables_wrapper::installer {

/// The bytes of the iptables-wrapper that was built with this installer, so that one file is enough to
/// install.
std::string_view embedded_wrapper();

} // namespace iptables_wrapper::installer
