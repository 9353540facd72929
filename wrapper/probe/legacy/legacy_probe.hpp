// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"
#include "wrapper/evidence/evidence.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// Whether CAP_NET_ADMIN is known to be there: nft has answered.
enum class NetAdmin { known, unknown };

/// Probes the legacy tables of the current network namespace. It reads the list of tables from /proc first
/// and asks only for those, because asking for another would create it. Starts no process, never waits. Needs
/// CAP_NET_ADMIN and /proc, else blind.
class LegacyProbe {
public:
    /// Looks for the kubelet's hints. With Depth::enough, ipv6 is not probed if ipv4 has one.
    ///
    /// Only root may read the list (0440). For others who are known to have CAP_NET_ADMIN, it asks for the
    /// table with the hints unlisted, if the kernel need not load its module for that. This may leave that
    /// table, empty, in this network namespace.
    void find_hints(BackendEvidence& legacy, Depth depth, NetAdmin net_admin);

    /// Looks for owners' marks, and for rules and policies in the tables that are listed. Call find_hints
    /// first. A table's entries are read only if they can tell something: if the table is not empty and could
    /// hold an owner, or if its policies are all that is left to know. With Depth::enough, a large table is
    /// not read: it takes 0.3 ms for each thousand rules.
    void find_others(BackendEvidence& legacy, Depth depth);

private:
    struct Names {
        std::array<char, 1024> text{}; ///< a handful of names of 31 characters at most
        std::size_t size = 0;
        [[nodiscard]] std::string_view view() const { return {text.data(), size}; }
    };
    struct State {
        Names names;
        FileDescriptor socket;
    };

    [[nodiscard]] State& of(Family family) { return family == Family::ipv4 ? ipv4_ : ipv6_; }
    void read_names(Family family, FamilyEvidence& evidence);
    void find_hints(Family family, FamilyEvidence& evidence, Depth depth, NetAdmin net_admin);
    bool open_socket(Family family, FamilyEvidence& evidence);

    State ipv4_;
    State ipv6_;
};

/// Whether iptables-legacy would find its kernel module, which it loads itself, in the directory of the
/// running kernel's modules (modprobe(8)), which is in `modules`.
LegacyModule find_legacy_module(std::string_view modules = "/lib/modules/");

} // namespace iptables_wrapper::wrapper
