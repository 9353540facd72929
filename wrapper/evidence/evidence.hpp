// SPDX-License-Identifier: Apache-2.0
// What the kernel of this network namespace shows: everything that the decision rests on, as plain values.
#pragma once

#include "common/commands.hpp"
#include "wrapper/evidence/marks.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace iptables_wrapper::wrapper {

/// How far the probing goes.
enum class Depth {
    enough,     ///< no further than the decision needs
    everything, ///< for a report
};

/// The result of probing one family of a backend.
enum class ProbeStatus {
    not_probed, ///< there was no need to know
    probed,     ///< the kernel answered: what was found is all there is
    hints_only, ///< the list of legacy tables was refused, but the table with the hints could be read
    absent,     ///< the kernel answered: it does not have this backend now
    no_socket,  ///< there are no such sockets: the kernel lacks them, or an emulator does not know them
    blind,      ///< refused, or failed for the moment: nothing is known
};

/// The step at which a probe failed.
enum class ProbeStep {
    find_proc,       ///< /proc is not mounted
    read_table_list, ///< /proc/net/ip_tables_names
    open_socket,
    ask,         ///< sending the questions
    get_answers, ///< receiving, or the answer itself
    read_table,  ///< a legacy table
};

/// Why a family is not `probed`.
struct ProbeFailure {
    ProbeStep step = ProbeStep::ask;
    int error_number = 0; ///< 0: there was no answer at all
};

/// One family of a backend.
struct FamilyEvidence {
    ProbeStatus status = ProbeStatus::not_probed;
    ProbeFailure failure; ///< means nothing while `probed` or `not_probed`
    MarkSet marks;
    bool tables = false;   ///< there are tables of iptables; in legacy, apart from the one with the hints
    bool rules = false;    ///< they have rules, or chains of users
    bool reached = false;  ///< their built-in chains have rules
    bool policies = false; ///< their built-in chains have policies other than ACCEPT
    bool large = false;    ///< a legacy table is too large to be read at every call, or left by mistake
    bool unread = false;   ///< and was not read
    bool foreign = false;  ///< a table of iptables' name has base chains that iptables did not make (nft)
};

struct BackendEvidence {
    FamilyEvidence ipv4;
    FamilyEvidence ipv6;

    [[nodiscard]] const FamilyEvidence& of(Family family) const {
        return family == Family::ipv4 ? ipv4 : ipv6;
    }
    [[nodiscard]] FamilyEvidence& of(Family family) { return family == Family::ipv4 ? ipv4 : ipv6; }
};

/// Whether nft_compat is there, without which iptables-nft can use no extension.
enum class Extensions { not_asked, there, missing, unclear };

/// Whether iptables-legacy could load its kernel module.
enum class LegacyModule { not_looked_for, loadable, not_found };

struct Evidence {
    BackendEvidence nft;
    BackendEvidence legacy;
    Extensions extensions = Extensions::not_asked;
    LegacyModule legacy_module = LegacyModule::not_looked_for;

    [[nodiscard]] const BackendEvidence& of(Mode mode) const { return mode == Mode::nft ? nft : legacy; }
};

/// A mark, and where it was found.
struct Finding {
    Mode mode = Mode::nft;
    Family family = Family::ipv4;
    std::size_t mark = 0; ///< index in `marks`
    bool operator==(const Finding&) const = default;
};

/// The first mark of `rank` in the backend of `mode`: ipv4 before ipv6, then in the order of `marks`.
std::optional<Finding> find_mark(const Evidence& evidence, Mode mode, Rank rank);

/// The first owner's mark in legacy whose owner has no native table in nft.
std::optional<Finding> find_owner_in_legacy(const Evidence& evidence);

/// The first native table in nft whose owner also has a mark in legacy: what legacy has is left over.
std::optional<Finding> find_moved_owner(const Evidence& evidence);

/// The owner or, without one, the native table that shows a firewall in nft.
std::optional<Finding> find_firewall_in_nft(const Evidence& evidence);

/// Whether the kubelet or an owner has a mark in either backend. Then it does not matter what nft is able to
/// do.
bool has_hint_or_owner(const Evidence& evidence);

/// Whether `what` holds in a family of the backend.
bool any(const BackendEvidence& backend, bool FamilyEvidence::*what);

/// The two families as one: blind when either is, else hints_only, probed, no_socket, absent when either is.
ProbeStatus status_of(const BackendEvidence& backend);

} // namespace iptables_wrapper::wrapper
