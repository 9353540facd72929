// SPDX-License-Identifier: Apache-2.0
// The version lines of iptables: "iptables-save v1.8.9 (nf_tables)".
#pragma once

#include "common/commands.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

using VersionNumbers = std::array<unsigned, 3>;

/// The first version without the bugs of nft mode: 1.8.0 to 1.8.2 gave wrong exit statuses, 1.8.3 could hang.
inline constexpr VersionNumbers oldest_version{1, 8, 4};

struct IptablesVersion {
    VersionNumbers numbers{}; ///< compared as numbers; a missing third one is 0
    std::string text;         ///< as printed, with its suffix, without the "v"
    std::optional<Mode>
        mode; ///< from "(nf_tables)" or "(legacy)"; before 1.8 there was nothing to tell apart
};

/// The version in the first line of `output`: "<applet> v<number>.<number>[.<number>][suffix] [(backend)]". A
/// suffix ("-rc1", "~bpo", "+git") is kept and ignored. Nothing for any other text.
std::optional<IptablesVersion> parse_version(std::string_view output);

} // namespace iptables_wrapper::installer
