// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"
#include "wrapper/evidence/evidence.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// Probes the legacy tables of the current network namespace. It reads the list of tables from /proc first
/// and asks only for those, because asking for another would create it. Starts no process, never waits. Needs
/// CAP_NET_ADMIN and /proc, else blind.
class LegacyProbe {
public:
    /// Looks for the kubelet's hints. With Depth::enough, ipv6 is not probed if ipv4 has one.
    void find_hints(BackendEvidence& legacy, Depth depth);

    /// What to do about a table that would take milliseconds to read.
    enum class LargeTables { read, leave };

    /// Looks for all other marks, and for rules and policies in the built-in chains. Call find_hints first. A
    /// table's entries are read only if they can tell something: if the table is not empty and could hold an
    /// owner, or if its policies are all that is left to know. With Depth::enough, stops at the first owner.
    /// Reading takes 0.3 ms for each thousand rules, so use LargeTables::leave if an owner would not change
    /// the mode.
    void find_others(BackendEvidence& legacy, Depth depth, LargeTables large);

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
    void find_hints(Family family, FamilyEvidence& evidence);
    void find_others(Family family, BackendEvidence& legacy, Depth depth, LargeTables large);
    bool open_socket(Family family, FamilyEvidence& evidence);

    State ipv4_;
    State ipv6_;
};

} // namespace iptables_wrapper::wrapper
