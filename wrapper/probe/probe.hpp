// SPDX-License-Identifier: Apache-2.0
// What a look at one backend of the kernel can find.
#pragma once

#include "common/commands.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper {

enum class Family { ipv4, ipv6 };

inline constexpr std::array all_families{Family::ipv4, Family::ipv6};

/// As nft and this program's reports write it: "ip" or "ip6".
std::string_view name_of(Family family);

/// The chains by which the kubelet marks the mode that it uses, in the table hint_table: "hint" is made for
/// that, "canary" is what older kubelets leave there (Kubernetes' KEP-3178 tells their story).
enum class HintChain { hint, canary };

inline constexpr std::array all_hint_chains{HintChain::hint, HintChain::canary};
inline constexpr std::string_view hint_table = "mangle";

/// "KUBE-IPTABLES-HINT" or "KUBE-KUBELET-CANARY".
std::string_view name_of(HintChain chain);

/// Which hint chains exist in a table of one family.
struct HintChains {
    bool hint = false;
    bool canary = false;
    bool operator==(const HintChains&) const = default;
};

/// How far to look.
enum class Depth {
    first_hint, ///< no further than the hint that counts
    everything,
};

/// What came of looking at one family of a backend.
enum class Look {
    done,          ///< the kernel answered: what was found is all there is
    not_in_kernel, ///< the kernel answered: it does not have this backend now
    no_socket,     ///< no such sockets here: a kernel without it, or an emulator that has no idea of it
    blind,         ///< refused, or failed in passing: nothing is known
};

/// A look at one family of a backend.
struct FamilyProbe {
    Look look = Look::blind;
    HintChains chains;
    std::string reason; ///< why it is not `done`, for people; empty when it is
};

/// A look at both families of a backend.
struct Probe {
    FamilyProbe ipv4;
    FamilyProbe ipv6;
};

/// Where a hint was found.
struct Hint {
    Family family = Family::ipv4;
    HintChain chain = HintChain::hint;
    bool operator==(const Hint&) const = default;
};

/// The hint of `probe` that counts: ipv4 before ipv6, the newer chain before the older; nothing where it has
/// none.
std::optional<Hint> hint_in(const Probe& probe);

/// The two families as one: blind if either is; else done if either is, no_socket before not_in_kernel.
Look look_of(const Probe& probe);

} // namespace iptables_wrapper
