// SPDX-License-Identifier: Apache-2.0
// What the programs that manage a host's firewall leave in the kernel: the chains and tables that show the
// host's mode. This is data only; wrapper/decision draws the conclusions.
//
// A mark belongs here if a program on the host itself makes it. What a container may have made is no mark:
// after one wrong guess, it would confirm that guess for ever. So f2b-*, ts-*, cali-*, FLANNEL*, WEAVE* and
// KUBE-ROUTER* are missing, and so are kube-proxy's chains, every canary but the kubelet's, and DOCKER-USER,
// which containers make themselves when they come before Docker.
#pragma once

#include "common/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class Family : std::uint8_t { ipv4, ipv6 };

inline constexpr std::array<Family, 2> all_families{Family::ipv4, Family::ipv6};

/// As nft and the reports write it: "ip" or "ip6".
std::string_view name_of(Family family);

/// What a mark says.
enum class Rank : std::uint8_t {
    kubelet, ///< a hint, made for this very purpose (Kubernetes' KEP-3178 tells the story)
    owner,   ///< its maker manages the host's firewall with iptables
    native,  ///< its maker manages the host's firewall with nftables itself
};

/// What must be there for a mark to count.
enum class Sign : std::uint8_t {
    chain,        ///< the chain exists
    chain_in_use, ///< the chain has rules or is jumped to, and packets reach its table's built-in chains
    native_table, ///< the table exists; iptables cannot make it, so it is a mark in nft only
};

/// `inet` is nftables' family for both; such a table is reported with IPv4.
enum class Families : std::uint8_t { both, ipv4, ipv6, inet };

using OwnerName = Name<16>;
using TableName = Name<15>;
using ChainName = Name<22>;

struct Mark {
    OwnerName owner; ///< who makes it, for people
    Rank rank;
    Sign sign;
    Families families;
    TableName table;
    ChainName chain; ///< empty for a native table

    /// Of the chain, or of the native table.
    [[nodiscard]] constexpr std::string_view name() const {
        return chain.empty() ? table.view() : chain.view();
    }
};

constexpr Mark hint(ChainName chain) {
    return {"kubelet", Rank::kubelet, Sign::chain, Families::both, "mangle", chain};
}
constexpr Mark owner_chain(OwnerName owner, Families families, TableName table, ChainName chain) {
    return {owner, Rank::owner, Sign::chain_in_use, families, table, chain};
}
constexpr Mark native_table(OwnerName owner, Families families, TableName table) {
    return {owner, Rank::native, Sign::native_table, families, table, ""};
}

/// All marks, ordered by rank, and within a rank by how common they are. An owner that moves from iptables to
/// nftables has the same name in both ranks.
inline constexpr auto marks = std::to_array<Mark>({
    // Kubernetes 1.24 and newer, and 1.17 and newer.
    hint("KUBE-IPTABLES-HINT"),
    hint("KUBE-KUBELET-CANARY"),

    // Docker 28 and newer, and all.
    owner_chain("Docker", Families::both, "filter", "DOCKER-FORWARD"),
    owner_chain("Docker", Families::both, "filter", "DOCKER"),
    owner_chain("Docker", Families::both, "nat", "DOCKER"),
    // ufw, all versions.
    owner_chain("ufw", Families::ipv4, "filter", "ufw-before-input"),
    owner_chain("ufw", Families::ipv4, "filter", "ufw-user-input"),
    owner_chain("ufw", Families::ipv6, "filter", "ufw6-before-input"),
    owner_chain("ufw", Families::ipv6, "filter", "ufw6-user-input"),
    // libvirt 5.1 and newer.
    owner_chain("libvirt", Families::both, "filter", "LIBVIRT_INP"),
    owner_chain("libvirt", Families::both, "filter", "LIBVIRT_FWI"),
    owner_chain("libvirt", Families::both, "nat", "LIBVIRT_PRT"),
    // The plugins portmap (0.7 and newer) and firewall (0.8 and newer) of CNI.
    owner_chain("CNI", Families::both, "nat", "CNI-HOSTPORT-DNAT"),
    owner_chain("CNI", Families::both, "nat", "CNI-HOSTPORT-MASQ"),
    owner_chain("CNI", Families::both, "filter", "CNI-FORWARD"),
    // Podman 4 and newer, by netavark.
    owner_chain("Podman", Families::both, "nat", "NETAVARK-HOSTPORT-DNAT"),
    owner_chain("Podman", Families::both, "nat", "NETAVARK-HOSTPORT-MASQ"),
    owner_chain("Podman", Families::both, "filter", "NETAVARK_FORWARD"),
    // firewalld 0.3 and newer with its iptables backend.
    owner_chain("firewalld", Families::both, "filter", "INPUT_direct"),
    owner_chain("firewalld", Families::both, "filter", "FORWARD_direct"),

    // Docker 29 and newer with its nftables backend.
    native_table("Docker", Families::both, "docker-bridges"),
    // libvirt 10.4 and newer with its nftables backend.
    native_table("libvirt", Families::both, "libvirt_network"),
    // netavark 1.10 and newer with its nftables driver.
    native_table("Podman", Families::inet, "netavark"),
    // The plugin portmap 1.6 and newer with its nftables backend.
    native_table("CNI", Families::inet, "cni_hostport"),
    // firewalld 0.6 and newer with its nftables backend, whose direct rules need no chains of its own.
    native_table("firewalld", Families::inet, "firewalld"),
    // /etc/nftables.conf of Debian, Arch and others.
    native_table("nftables.service", Families::inet, "filter"),
    // OpenWrt 22.03 and newer.
    native_table("OpenWrt", Families::inet, "fw4"),
    // kube-proxy 1.29 and newer in its nftables mode.
    native_table("kube-proxy", Families::both, "kube-proxy"),
    // LXD 4 and newer, and its successor; lxc-net of LXC 4 and newer.
    native_table("Incus", Families::inet, "incus"),
    native_table("LXD", Families::inet, "lxd"),
    native_table("LXC", Families::inet, "lxc"),
});

/// Whether `mark` can be met in `family`.
constexpr bool applies_to(const Mark& mark, Family family) {
    switch (mark.families) {
    case Families::both:
        return true;
    case Families::ipv4:
    case Families::inet:
        return family == Family::ipv4;
    case Families::ipv6:
        return family == Family::ipv6;
    }
    __builtin_unreachable();
}

/// A set of marks, each named by its index in `marks`.
class MarkSet {
public:
    void add(std::size_t index) { bits_ |= bit(index); }
    void add(const MarkSet& others) { bits_ |= others.bits_; }
    [[nodiscard]] bool has(std::size_t index) const { return (bits_ & bit(index)) != 0; }

    bool operator==(const MarkSet&) const = default;

    /// Calls `take` with each mark in the set, in the order of `marks`.
    template <typename Take>
    void for_each(Take take) const {
        for (std::size_t index = 0; index < marks.size(); ++index) {
            if (has(index)) {
                take(marks.at(index));
            }
        }
    }

private:
    static_assert(marks.size() <= 64);
    static constexpr std::uint64_t bit(std::size_t index) { return std::uint64_t{1} << index; }
    std::uint64_t bits_ = 0;
};

/// A chain that iptables itself makes.
struct BuiltInChain {
    TableName table;
    Name<11> chain;
    Name<11> native; ///< how those who write native rules in this table like to call the same chain
};

/// The built-in chains of all five tables (iptables(8), TABLES). Packets reach everything else in a table
/// from here.
inline constexpr auto built_in_chains = std::to_array<BuiltInChain>({
    {"filter", "INPUT", "input"},
    {"filter", "FORWARD", "forward"},
    {"filter", "OUTPUT", "output"},
    {"nat", "PREROUTING", "prerouting"},
    {"nat", "INPUT", "input"},
    {"nat", "OUTPUT", "output"},
    {"nat", "POSTROUTING", "postrouting"},
    {"mangle", "PREROUTING", "prerouting"},
    {"mangle", "INPUT", "input"},
    {"mangle", "FORWARD", "forward"},
    {"mangle", "OUTPUT", "output"},
    {"mangle", "POSTROUTING", "postrouting"},
    {"raw", "PREROUTING", "prerouting"},
    {"raw", "OUTPUT", "output"},
    {"security", "INPUT", "input"},
    {"security", "FORWARD", "forward"},
    {"security", "OUTPUT", "output"},
});

/// The table with the kubelet's hints.
inline constexpr std::string_view hint_table = "mangle";

/// The five tables of iptables, the one with the hints first, then those with owners' chains.
inline constexpr std::array<std::string_view, 5> iptables_tables{hint_table, "filter", "nat", "raw",
                                                                 "security"};

} // namespace iptables_wrapper::wrapper
