// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy/legacy_probe.hpp"

#include "wrapper/probe/legacy/mapped_memory.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

using LargeTables = LegacyProbe::LargeTables;

/// The kernel has the same interface twice.
struct Interface {
    const char* names_file;
    int domain;
    int level;
    int get_info;
    int get_entries;
};

constexpr Interface ipv4{"/proc/net/ip_tables_names", AF_INET, IPPROTO_IP, IPT_SO_GET_INFO,
                         IPT_SO_GET_ENTRIES};
constexpr Interface ipv6{"/proc/net/ip6_tables_names", AF_INET6, IPPROTO_IPV6, IP6T_SO_GET_INFO,
                         IP6T_SO_GET_ENTRIES};

constexpr const Interface& interface_of(Family family) {
    return family == Family::ipv4 ? ipv4 : ipv6;
}

// The structures around the entries are the same for both.
static_assert(sizeof(ipt_getinfo) == sizeof(ip6t_getinfo) &&
              sizeof(ipt_get_entries) == sizeof(ip6t_get_entries) &&
              offsetof(ipt_get_entries, size) == offsetof(ip6t_get_entries, size));

/// A table may change between the two calls that read it.
constexpr int max_attempts = 16;

void fail(FamilyEvidence& evidence, ProbeStatus status, ProbeStep step, int error_number) {
    evidence.status = status;
    evidence.failure = {step, error_number};
}

/// 0, or the errno of what failed.
int get_info(int socket, const Interface& kernel, std::string_view table, TableInfo& info) {
    info = {};
    table.copy(info.name, sizeof info.name - 1);
    socklen_t size = sizeof info;
    return ::getsockopt(socket, kernel.level, kernel.get_info, &info, &size) == 0 ? 0 : errno;
}

/// 0, or the errno of what failed (EAGAIN: the table has changed since `info` was read).
int get_entries(int socket, const Interface& kernel, const TableInfo& info, MappedMemory& block) {
    // The kernel wants the exact size.
    ipt_get_entries head{};
    std::memcpy(head.name, info.name, sizeof head.name);
    head.size = info.size;
    auto total = static_cast<socklen_t>(sizeof head + info.size);
    if (const int error = block.make_room(total); error != 0) {
        return error;
    }
    std::memcpy(block.bytes().data(), &head, sizeof head);
    return ::getsockopt(socket, kernel.level, kernel.get_entries, block.bytes().data(), &total) == 0 ? 0
                                                                                                     : errno;
}

/// Larger tables are not read at every call: some 1 500 rules, half a millisecond.
constexpr std::size_t large_table = std::size_t{256} * 1024;

/// What to learn from a table, apart from whether rules are in force.
enum class Wanted { nothing_more, marks, policies, marks_and_policies };

bool wants_marks(Wanted wanted) {
    return wanted == Wanted::marks || wanted == Wanted::marks_and_policies;
}

/// The same without marks.
Wanted without_marks(Wanted wanted) {
    return wanted == Wanted::marks ? Wanted::nothing_more : Wanted::policies;
}

bool has_marks(std::string_view table) {
    return std::ranges::any_of(marks, [&](const Mark& mark) { return mark.table == table; });
}

/// Whether the entries of the table are worth reading.
bool tells_more(std::string_view table, const TableInfo& info, Wanted wanted) {
    const bool policies = wanted == Wanted::policies || wanted == Wanted::marks_and_policies;
    return (wants_marks(wanted) && !is_empty(info) && has_marks(table)) ||
           (policies && !has_rules_in_force(info));
}

/// Adds what one attempt to read `table` shows. Returns 0, or the errno of what failed.
int read_once(int socket, Family family, std::string_view table, Wanted wanted, LargeTables large,
              FamilyEvidence& evidence) {
    TableInfo info;
    if (const int error = get_info(socket, interface_of(family), table, info); error != 0) {
        return error;
    }
    evidence.occupied = evidence.occupied || has_rules_in_force(info);
    const bool is_large = table != hint_table && info.size > large_table;
    if (is_large && large == LargeTables::leave && wants_marks(wanted)) {
        wanted = without_marks(wanted);
    }
    if (!tells_more(table, info, wanted)) {
        return 0;
    }
    MappedMemory block;
    if (const int error = get_entries(socket, interface_of(family), info, block); error != 0) {
        return error;
    }
    const std::span<const std::byte> entries = block.bytes().subspan(sizeof(ipt_get_entries));
    const auto found = marks_in(entries, family, table);
    const auto policies = has_policies(entries, family, info);
    if (!found || !policies) {
        return EBADMSG;
    }
    evidence.marks.add(*found);
    if (is_large) {
        evidence.marks_in_large_tables.add(*found);
    }
    evidence.occupied = evidence.occupied || *policies;
    return 0;
}

/// The same, and again while the table changes. Blind if every attempt fails.
void read_table(int socket, Family family, std::string_view table, Wanted wanted, LargeTables large,
                FamilyEvidence& evidence) {
    int error_number = EAGAIN;
    for (int attempt = 0; attempt < max_attempts && error_number == EAGAIN; ++attempt) {
        error_number = read_once(socket, family, table, wanted, large, evidence);
    }
    if (error_number != 0) {
        fail(evidence, ProbeStatus::blind, ProbeStep::read_table, error_number);
    }
}

/// What is still worth knowing about the backend, for the decision or for a report.
Wanted still_wanted(const BackendEvidence& legacy, Depth depth) {
    if (depth == Depth::everything) {
        return Wanted::marks_and_policies;
    }
    const bool owned = legacy.ipv4.marks.first_of(Rank::owner) || legacy.ipv6.marks.first_of(Rank::owner);
    if (owned) {
        return Wanted::nothing_more;
    }
    return is_occupied(legacy) ? Wanted::marks : Wanted::marks_and_policies;
}

/// Reads the text of the list, as far as there is one. Returns 0, or the errno of what failed.
int read_list(const char* path, std::span<char> text, std::size_t& size) {
    size = 0;
    const FileDescriptor file{::openat(AT_FDCWD, path, O_RDONLY | O_CLOEXEC)};
    if (!file) {
        return errno;
    }
    while (size < text.size()) {
        const ssize_t count = ::read(file.number(), text.data() + size, text.size() - size);
        if (count < 0) {
            return errno;
        }
        if (count == 0) {
            return 0;
        }
        size += static_cast<std::size_t>(count);
    }
    return EFBIG; // no list of tables is that long
}

} // namespace

void LegacyProbe::read_names(Family family, FamilyEvidence& evidence) {
    State& state = of(family);
    const int error = read_list(interface_of(family).names_file, state.names.text, state.names.size);
    if (error == 0) {
        evidence.status = ProbeStatus::probed;
        return;
    }
    state.names.size = 0;
    if (error != ENOENT) {
        fail(evidence, ProbeStatus::blind, ProbeStep::read_table_list, error);
    } else if (::access("/proc/net/", F_OK) == 0) {
        // The backend is not compiled in, or its module is not loaded.
        fail(evidence, ProbeStatus::absent, ProbeStep::read_table_list, error);
    } else {
        fail(evidence, ProbeStatus::blind, ProbeStep::find_proc, error);
    }
}

bool LegacyProbe::open_socket(Family family, FamilyEvidence& evidence) {
    State& state = of(family);
    if (!state.socket) {
        state.socket = FileDescriptor{::socket(interface_of(family).domain, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    }
    if (!state.socket) {
        fail(evidence, ProbeStatus::blind, ProbeStep::open_socket, errno);
    }
    return static_cast<bool>(state.socket);
}

void LegacyProbe::find_hints(Family family, FamilyEvidence& evidence) {
    read_names(family, evidence);
    if (lists_table(of(family).names.view(), hint_table) && open_socket(family, evidence)) {
        read_table(of(family).socket.number(), family, hint_table, Wanted::marks, LargeTables::read,
                   evidence);
    }
}

void LegacyProbe::find_hints(BackendEvidence& legacy, Depth depth) {
    find_hints(Family::ipv4, legacy.ipv4);
    if (depth == Depth::everything || !legacy.ipv4.marks.first_of(Rank::kubelet)) {
        find_hints(Family::ipv6, legacy.ipv6);
    }
}

void LegacyProbe::find_others(Family family, BackendEvidence& legacy, Depth depth, LargeTables large) {
    FamilyEvidence& evidence = legacy.of(family);
    for (const std::string_view table : iptables_tables) {
        Wanted wanted = still_wanted(legacy, depth);
        if (table == hint_table && wants_marks(wanted)) {
            wanted = without_marks(wanted); // its marks are known
        }
        const bool known = table == hint_table && wanted == Wanted::nothing_more;
        if (evidence.status == ProbeStatus::probed && !known && lists_table(of(family).names.view(), table) &&
            open_socket(family, evidence)) {
            read_table(of(family).socket.number(), family, table, wanted, large, evidence);
        }
    }
}

void LegacyProbe::find_others(BackendEvidence& legacy, Depth depth, LargeTables large) {
    find_others(Family::ipv4, legacy, depth, large);
    find_others(Family::ipv6, legacy, depth, large);
}

} // namespace iptables_wrapper::wrapper
