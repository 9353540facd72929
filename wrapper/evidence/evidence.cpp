// SPDX-License-Identifier: Apache-2.0
#include "wrapper/evidence/evidence.hpp"

namespace iptables_wrapper::wrapper {

std::optional<Finding> find_mark(const Evidence& evidence, Mode mode, Rank rank) {
    for (const Family family : all_families) {
        if (const auto mark = evidence.of(mode).of(family).marks.first_of(rank)) {
            return Finding{mode, family, *mark};
        }
    }
    return std::nullopt;
}

bool is_occupied(const BackendEvidence& backend) {
    return backend.ipv4.occupied || backend.ipv6.occupied;
}

bool has_nothing(const BackendEvidence& backend) {
    return !is_occupied(backend) && backend.ipv4.marks == MarkSet{} && backend.ipv6.marks == MarkSet{};
}

ProbeStatus status_of(const BackendEvidence& backend) {
    using enum ProbeStatus;
    for (const ProbeStatus status : {blind, probed, no_socket, absent}) {
        if (backend.ipv4.status == status || backend.ipv6.status == status) {
            return status;
        }
    }
    return not_probed;
}

} // namespace iptables_wrapper::wrapper
