// SPDX-License-Identifier: Apache-2.0
// Messages as the kernel would send them, for the tests of those who read them.
#pragma once

#include "wrapper/probe/nft/netlink_message.hpp"

#include <array>
#include <cstring>
#include <vector>

#include <endian.h>
#include <linux/netfilter/nf_tables.h>

namespace kernel_replies {

using Bytes = std::vector<std::byte>;

inline Bytes operator+(Bytes left, const Bytes& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

inline Bytes message(std::uint16_t type, std::uint32_t sequence, const Bytes& payload) {
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + payload.size());
    header.nlmsg_type = type;
    header.nlmsg_seq = sequence;
    Bytes bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes + payload;
}

/// The negative errno and the head of the request; 0 acknowledges it.
inline Bytes error(std::uint32_t sequence, int error_number) {
    nlmsgerr payload{};
    payload.error = -error_number;
    Bytes bytes(sizeof payload);
    std::memcpy(bytes.data(), &payload, sizeof payload);
    return message(NLMSG_ERROR, sequence, bytes);
}

inline Bytes attribute(std::uint16_t type, std::uint32_t number) {
    const nlattr header{sizeof header + sizeof number, type};
    const std::uint32_t big_endian = htobe32(number);
    Bytes bytes(header.nla_len);
    std::memcpy(bytes.data(), &header, sizeof header);
    std::memcpy(bytes.data() + sizeof header, &big_endian, sizeof big_endian);
    return bytes;
}

/// What a base chain has besides.
inline Bytes hook() {
    const nlattr header{sizeof header, NFTA_CHAIN_HOOK | NLA_F_NESTED};
    Bytes bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

/// A chain with so many uses, and a policy if it is a base chain.
inline Bytes chain(std::uint32_t sequence, std::uint32_t use, std::optional<std::uint32_t> policy = {}) {
    using namespace iptables_wrapper::wrapper;
    Bytes payload = Bytes(sizeof(nfgenmsg)) + attribute(NFTA_CHAIN_USE, use);
    if (policy) {
        payload = payload + attribute(NFTA_CHAIN_POLICY, *policy) + hook();
    }
    return message(netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWCHAIN), sequence, payload);
}

/// A table with so many chains.
inline Bytes table(std::uint32_t sequence, std::uint32_t chains, std::uint32_t flags = 0) {
    using namespace iptables_wrapper::wrapper;
    const Bytes payload =
        Bytes(sizeof(nfgenmsg)) + attribute(NFTA_TABLE_FLAGS, flags) + attribute(NFTA_TABLE_USE, chains);
    return message(netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWTABLE), sequence, payload);
}

} // namespace kernel_replies
