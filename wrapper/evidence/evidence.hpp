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
    bool occupied = false;           ///< built-in chains have rules, or policies other than ACCEPT
    MarkSet marks_in_large_tables{}; ///< those of `marks` that are not searched for at every call (legacy)
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

/// The result of the batch that is never committed.
enum class Trial {
    not_made,
    passed,  ///< nft can do what iptables needs
    failed,  ///< it cannot: a chain type or a match is missing
    unclear, ///< it could not be made, or was refused for another reason
};

/// Whether iptables-legacy could load its kernel module.
enum class LegacyModule { not_looked_for, loadable, not_found };

struct Evidence {
    BackendEvidence nft;
    BackendEvidence legacy;
    Extensions extensions = Extensions::not_asked;
    Trial trial = Trial::not_made;
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

/// Whether a family of the backend has rules, or policies other than ACCEPT.
bool is_occupied(const BackendEvidence& backend);

/// Whether the backend has neither marks nor rules nor such policies, as far as is known.
bool has_nothing(const BackendEvidence& backend);

/// The two families as one: blind when either is, else probed when either is, then no_socket, then absent.
ProbeStatus status_of(const BackendEvidence& backend);

} // namespace iptables_wrapper::wrapper
