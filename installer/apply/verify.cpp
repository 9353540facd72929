// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/verify.hpp"

#include "common/failure.hpp"
#include "common/links.hpp"

#include <optional>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

/// What the path leads to, for an error message.
std::string destination(const std::string& path) {
    const std::vector<Hop> hops = follow_links(path);
    if (hops.empty()) {
        return identity_of(path) ? "it is a file of its own" : "there is no such file";
    }
    return "it leads to '" + pointed_at(hops.back().path, hops.back().target) + "'";
}

bool leads_to(const std::string& command, const std::string& wrapper) {
    const std::optional<FileIdentity> identity = identity_of(wrapper);
    return identity && identity_of(command) == identity;
}

} // namespace

void require_leads_to(const std::string& command, const std::string& wrapper) {
    if (!leads_to(command, wrapper)) {
        throw Failure("make '" + wrapper + "' of", command, destination(command));
    }
}

void require_leads_elsewhere(const std::string& command, const std::string& wrapper) {
    if (leads_to(command, wrapper)) {
        throw Failure("remove '" + wrapper + "' from under", command, destination(command));
    }
}

} // namespace iptables_wrapper::installer
