// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"
#include "wrapper/evidence/evidence.hpp"
#include "wrapper/probe/nft/questions.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace iptables_wrapper::wrapper {

/// Probes nftables of the current network namespace, over one netlink socket. Creates nothing, starts no
/// process, never waits; the kernel may load modules, as any call of iptables-nft makes it do. Needs
/// CAP_NET_ADMIN, else blind.
class NftProbe {
public:
    /// Makes the socket. If that fails, every answer says so.
    NftProbe();

    /// Looks for the kubelet's hints and, unless the first decides and that is enough, for tables.
    void find_hints(BackendEvidence& nft, Depth depth);

    /// Looks for chains: owners', rules and policies. Call find_hints first: this looks into the tables that
    /// it has found.
    void find_others(BackendEvidence& nft);

    /// Whether nft_compat is there. The kernel may load it.
    Extensions ask_for_extensions();

private:
    void find_tables(const NftQuestions& questions, BackendEvidence& nft);
    /// Fills in `answers`, one for each question. Returns whether the questions could be asked; otherwise,
    /// `nft` says why not.
    bool ask(const NftQuestions& questions, std::span<NftAnswer> answers, BackendEvidence& nft);
    bool send(std::span<const std::byte> request);
    /// Reserves `count` sequence numbers for the next exchange, and returns the first.
    std::uint32_t take_sequence(std::size_t count);

    FileDescriptor socket_;
    int socket_error_ = 0;
    std::uint32_t next_sequence_ = 1;
    NftTables tables_;
};

} // namespace iptables_wrapper::wrapper
