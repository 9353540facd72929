// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/verify.hpp"

#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"

#include <optional>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

/// What the path leads to, for an error message.
std::string destination(const fs::path& path) {
    const std::vector<Hop> hops = follow_links(path);
    if (hops.empty()) {
        return identity_of(path) ? "it leads to a file of its own" : "it leads nowhere";
    }
    return "it leads to '" + pointed_at(hops.back().path, hops.back().target).native() + "'";
}

bool leads_to(const fs::path& command, const fs::path& wrapper) {
    const std::optional<FileIdentity> identity = identity_of(wrapper);
    return identity && identity_of(command) == identity;
}

} // namespace

void require_leads_to(const fs::path& command, const fs::path& wrapper) {
    if (!leads_to(command, wrapper)) {
        throw Failure("redirect", command.native(),
                      destination(command) + ", not '" + wrapper.native() + "'");
    }
}

void require_leads_elsewhere(const fs::path& command, const fs::path& wrapper) {
    const std::vector<Hop> hops = follow_links(command);
    const bool is_lost =
        !hops.empty() && !identity_of(command) && pointed_at(hops.back().path, hops.back().target) == wrapper;
    if (leads_to(command, wrapper) || is_lost) {
        throw Failure("restore", command.native(), "it still leads to '" + wrapper.native() + "'");
    }
}

} // namespace iptables_wrapper::installer
