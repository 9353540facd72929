// SPDX-License-Identifier: Apache-2.0
#include "wrapper/evidence/evidence.hpp"

#include <algorithm>

namespace iptables_wrapper::wrapper {

namespace {

/// The first mark in the backend of `mode` that `wanted` accepts.
template <typename Wanted>
std::optional<Finding> find_mark_if(const Evidence& evidence, Mode mode, Wanted wanted) {
    for (const Family family : all_families) {
        for (std::size_t index = 0; index < marks.size(); ++index) {
            if (evidence.of(mode).of(family).marks.has(index) && wanted(marks.at(index))) {
                return Finding{mode, family, index};
            }
        }
    }
    return std::nullopt;
}

std::optional<Finding> find_native_table_of(const Evidence& evidence, std::string_view owner) {
    return find_mark_if(evidence, Mode::nft, [owner](const Mark& mark) {
        return mark.rank == Rank::native && mark.owner == owner;
    });
}

} // namespace

std::string_view name_of(Family family) {
    return family == Family::ipv4 ? "ip" : "ip6";
}

std::optional<Finding> find_mark(const Evidence& evidence, Mode mode, Rank rank) {
    return find_mark_if(evidence, mode, [rank](const Mark& mark) { return mark.rank == rank; });
}

std::optional<Finding> find_owner_in_legacy(const Evidence& evidence) {
    return find_mark_if(evidence, Mode::legacy, [&evidence](const Mark& mark) {
        return mark.rank == Rank::owner && !find_native_table_of(evidence, mark.owner);
    });
}

std::optional<Finding> find_moved_owner(const Evidence& evidence) {
    const auto left_over = find_mark_if(evidence, Mode::legacy, [&evidence](const Mark& mark) {
        return mark.rank == Rank::owner && find_native_table_of(evidence, mark.owner);
    });
    return left_over ? find_native_table_of(evidence, marks.at(left_over->mark).owner) : std::nullopt;
}

std::optional<Finding> find_firewall_in_nft(const Evidence& evidence) {
    const auto owner = find_mark(evidence, Mode::nft, Rank::owner);
    return owner ? owner : find_mark(evidence, Mode::nft, Rank::native);
}

bool has_hint_or_owner(const Evidence& evidence) {
    return std::ranges::any_of(all_modes, [&evidence](Mode mode) {
        return find_mark(evidence, mode, Rank::kubelet) || find_mark(evidence, mode, Rank::owner);
    });
}

bool any(const BackendEvidence& backend, bool FamilyEvidence::*what) {
    return backend.ipv4.*what || backend.ipv6.*what;
}

ProbeStatus status_of(const BackendEvidence& backend) {
    using enum ProbeStatus;
    for (const ProbeStatus status : {blind, hints_only, probed, no_socket, absent}) {
        if (backend.ipv4.status == status || backend.ipv6.status == status) {
            return status;
        }
    }
    return not_probed;
}

} // namespace iptables_wrapper::wrapper
