// SPDX-License-Identifier: Apache-2.0
// What the programs that manage a host's firewall leave in the kernel: the chains and tables that show the
// host's mode. This is data only; wrapper/decision draws the conclusions.
//
// A mark belongs here if a program on the host itself makes it, with the host's own iptables. What containers
// make (f2b-*, ts-*, cali-*, FLANNEL*, WEAVE*, KUBE-ROUTER* …) is no mark: after one wrong guess, it would
// confirm that guess for ever.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class Family { ipv4, ipv6 };

inline constexpr std::array all_families{Family::ipv4, Family::ipv6};

/// As nft and the reports write it: "ip" or "ip6".
std::string_view name_of(Family family);

/// Which rung of the ladder a mark speaks for.
enum class Rank {
    kubelet,    ///< made for this very purpose, by the kubelet (Kubernetes' KEP-3178 tells the story)
    owner,      ///< made by a program that manages the host's firewall
    kube_proxy, ///< made by kube-proxy, which runs in a container and may itself have chosen wrongly
};

/// What must be there for a mark to count.
enum class Sign {
    chain,        ///< the chain exists
    chain_in_use, ///< the chain has rules or is jumped to: an empty one that is left over says nothing
    native_table, ///< the table exists; iptables cannot make it, so it is a mark in nft only
};

enum class Families { both, ipv4, ipv6 };

struct Mark {
    std::string_view owner; ///< who makes it, for people
    Rank rank;
    Sign sign;
    Families families;
    std::string_view table;
    std::string_view chain; ///< empty for a native table

    /// Of the chain, or of the native table.
    [[nodiscard]] constexpr std::string_view name() const { return chain.empty() ? table : chain; }
};

/// All marks, ordered by rank, and within a rank by how common they are.
inline constexpr std::array marks{
    // Kubernetes 1.24 and newer, and 1.17 and newer.
    Mark{"kubelet", Rank::kubelet, Sign::chain, Families::both, "mangle", "KUBE-IPTABLES-HINT"},
    Mark{"kubelet", Rank::kubelet, Sign::chain, Families::both, "mangle", "KUBE-KUBELET-CANARY"},

    // Docker 17.06 and newer, 28 and newer, and all.
    Mark{"Docker", Rank::owner, Sign::chain_in_use, Families::both, "filter", "DOCKER-USER"},
    Mark{"Docker", Rank::owner, Sign::chain_in_use, Families::both, "filter", "DOCKER-FORWARD"},
    Mark{"Docker", Rank::owner, Sign::chain_in_use, Families::both, "filter", "DOCKER"},
    Mark{"Docker", Rank::owner, Sign::chain_in_use, Families::both, "nat", "DOCKER"},
    // Docker 29 and newer with its own nftables backend.
    Mark{"Docker", Rank::owner, Sign::native_table, Families::both, "docker-bridges", ""},
    // ufw, all versions.
    Mark{"ufw", Rank::owner, Sign::chain_in_use, Families::ipv4, "filter", "ufw-before-input"},
    Mark{"ufw", Rank::owner, Sign::chain_in_use, Families::ipv4, "filter", "ufw-user-input"},
    Mark{"ufw", Rank::owner, Sign::chain_in_use, Families::ipv6, "filter", "ufw6-before-input"},
    Mark{"ufw", Rank::owner, Sign::chain_in_use, Families::ipv6, "filter", "ufw6-user-input"},
    // libvirt 5.1 and newer.
    Mark{"libvirt", Rank::owner, Sign::chain_in_use, Families::both, "filter", "LIBVIRT_INP"},
    Mark{"libvirt", Rank::owner, Sign::chain_in_use, Families::both, "filter", "LIBVIRT_FWI"},
    Mark{"libvirt", Rank::owner, Sign::chain_in_use, Families::both, "nat", "LIBVIRT_PRT"},
    // The plugins portmap (0.7 and newer) and firewall (0.8 and newer) of CNI.
    Mark{"CNI", Rank::owner, Sign::chain_in_use, Families::both, "nat", "CNI-HOSTPORT-DNAT"},
    Mark{"CNI", Rank::owner, Sign::chain_in_use, Families::both, "nat", "CNI-HOSTPORT-MASQ"},
    Mark{"CNI", Rank::owner, Sign::chain_in_use, Families::both, "filter", "CNI-FORWARD"},
    // Podman 4 and newer, by netavark.
    Mark{"Podman", Rank::owner, Sign::chain_in_use, Families::both, "nat", "NETAVARK-HOSTPORT-DNAT"},
    Mark{"Podman", Rank::owner, Sign::chain_in_use, Families::both, "nat", "NETAVARK-HOSTPORT-MASQ"},
    Mark{"Podman", Rank::owner, Sign::chain_in_use, Families::both, "filter", "NETAVARK_FORWARD"},
    // firewalld 0.3 and newer: with its iptables backend always, with nftables for direct rules.
    Mark{"firewalld", Rank::owner, Sign::chain_in_use, Families::both, "filter", "INPUT_direct"},
    Mark{"firewalld", Rank::owner, Sign::chain_in_use, Families::both, "filter", "FORWARD_direct"},

    // Kubernetes 1.17 and newer, and all.
    Mark{"kube-proxy", Rank::kube_proxy, Sign::chain, Families::both, "mangle", "KUBE-PROXY-CANARY"},
    Mark{"kube-proxy", Rank::kube_proxy, Sign::chain_in_use, Families::both, "filter", "KUBE-FIREWALL"},
    Mark{"kube-proxy", Rank::kube_proxy, Sign::chain_in_use, Families::both, "nat", "KUBE-SERVICES"},
};

/// Whether `mark` can be met in `family`.
constexpr bool applies_to(const Mark& mark, Family family) {
    switch (mark.families) {
    case Families::both:
        return true;
    case Families::ipv4:
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
    [[nodiscard]] bool has_only(const MarkSet& others) const { return (bits_ & ~others.bits_) == 0; }

    /// The first mark of `rank` in the order of `marks`; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> first_of(Rank rank) const;

    bool operator==(const MarkSet&) const = default;

private:
    static_assert(marks.size() <= 64);
    static constexpr std::uint64_t bit(std::size_t index) { return std::uint64_t{1} << index; }
    std::uint64_t bits_ = 0;
};

/// A chain that iptables itself makes.
struct BuiltInChain {
    std::string_view table;
    std::string_view chain;
};

/// The built-in chains of all five tables (iptables(8), TABLES). Rules of iptables are in force if one of
/// these has rules or a policy other than ACCEPT: packets reach everything else from here.
inline constexpr std::array built_in_chains{
    BuiltInChain{"filter", "INPUT"},    BuiltInChain{"filter", "FORWARD"},
    BuiltInChain{"filter", "OUTPUT"},   BuiltInChain{"nat", "PREROUTING"},
    BuiltInChain{"nat", "INPUT"},       BuiltInChain{"nat", "OUTPUT"},
    BuiltInChain{"nat", "POSTROUTING"}, BuiltInChain{"mangle", "PREROUTING"},
    BuiltInChain{"mangle", "INPUT"},    BuiltInChain{"mangle", "FORWARD"},
    BuiltInChain{"mangle", "OUTPUT"},   BuiltInChain{"mangle", "POSTROUTING"},
    BuiltInChain{"raw", "PREROUTING"},  BuiltInChain{"raw", "OUTPUT"},
    BuiltInChain{"security", "INPUT"},  BuiltInChain{"security", "FORWARD"},
    BuiltInChain{"security", "OUTPUT"},
};

/// The table with the kubelet's hints.
inline constexpr std::string_view hint_table = "mangle";

/// The five tables of iptables, the one with the hints first.
inline constexpr std::array<std::string_view, 5> iptables_tables{hint_table, "filter", "nat", "raw",
                                                                 "security"};

} // namespace iptables_wrapper::wrapper
