// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy/legacy_probe.hpp"

#include "common/text.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// The kernel has the same interface twice.
struct Interface {
    const char* names_file; ///< not in /proc/net, which a /proc with subset=pid lacks
    std::string_view hint_module;
    int domain;
    int level;
    int get_info;
    int get_entries;
};

constexpr Interface ipv4{"/proc/self/net/ip_tables_names",
                         "iptable_mangle",
                         AF_INET,
                         IPPROTO_IP,
                         IPT_SO_GET_INFO,
                         IPT_SO_GET_ENTRIES};
constexpr Interface ipv6{"/proc/self/net/ip6_tables_names",
                         "ip6table_mangle",
                         AF_INET6,
                         IPPROTO_IPV6,
                         IP6T_SO_GET_INFO,
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

/// Larger tables are not read at every call: some 1 500 rules, half a millisecond.
constexpr std::size_t large_table = std::size_t{256} * 1024;

/// Room for a table, or for a file of /proc: there is never more than one of them at a time. Only what is
/// used of it is touched. A larger table gets pages straight from the kernel, as nothing else here needs a
/// heap.
class Block {
public:
    Block() = default;
    ~Block() {
        if (!mapped_.empty()) {
            ::munmap(mapped_.data(), mapped_.size());
        }
    }
    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;
    Block(Block&&) = delete;
    Block& operator=(Block&&) = delete;

    /// Takes room for `size` bytes, once. 0, or the errno of what failed.
    int make_room(std::size_t size) {
        if (size <= small().size()) {
            bytes_ = std::span{small()}.first(size);
            return 0;
        }
        void* const pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (pages == MAP_FAILED) { // NOLINT(cppcoreguidelines-pro-type-cstyle-cast,performance-no-int-to-ptr)
            return errno;
        }
        bytes_ = mapped_ = {static_cast<std::byte*>(pages), size};
        return 0;
    }

    [[nodiscard]] std::span<std::byte> bytes() { return bytes_; }

private:
    static std::span<std::byte> small() {
        static std::array<std::byte, large_table + sizeof(ipt_get_entries)> only;
        return only;
    }
    std::span<std::byte> bytes_;
    std::span<std::byte> mapped_;
};

/// 0, or the errno of what failed (EAGAIN: the table has changed since `info` was read).
int get_entries(int socket, const Interface& kernel, const TableInfo& info, Block& block) {
    // The kernel wants the exact size.
    ipt_get_entries head{};
    std::memcpy(head.name, info.name, sizeof head.name);
    head.size = info.size;
    auto total = static_cast<socklen_t>(sizeof head + info.size);
    if (total < sizeof head) {
        return EOVERFLOW; // no kernel has tables of 4 GiB
    }
    if (const int error = block.make_room(total); error != 0) {
        return error;
    }
    std::memcpy(block.bytes().data(), &head, sizeof head);
    return ::getsockopt(socket, kernel.level, kernel.get_entries, block.bytes().data(), &total) == 0 ? 0
                                                                                                     : errno;
}

bool has_marks(std::string_view table) {
    return std::ranges::any_of(marks, [&](const Mark& mark) { return mark.table == table; });
}

/// Adds what one attempt to read `table` shows. Returns 0, or the errno of what failed.
int read_once(int socket, Family family, std::string_view table, Depth depth, FamilyEvidence& evidence) {
    TableInfo info;
    if (const int error = get_info(socket, interface_of(family), table, info); error != 0) {
        return error;
    }
    evidence.rules = evidence.rules || !is_empty(info);
    evidence.reached = evidence.reached || has_rules_in_force(info);
    if (table != hint_table && info.size > large_table) {
        evidence.large = true;
        if (depth == Depth::enough) {
            evidence.unread = true;
            return 0;
        }
    }
    const bool may_have_marks = has_marks(table) && !is_empty(info);
    // iptables allows none in nat, and a large table counts as much.
    const bool may_have_policies = !evidence.policies && !evidence.unread && table != "nat";
    if (!may_have_marks && !may_have_policies) {
        return 0;
    }
    Block block;
    if (const int error = get_entries(socket, interface_of(family), info, block); error != 0) {
        return error;
    }
    const std::span<const std::byte> entries = block.bytes().subspan(sizeof(ipt_get_entries));
    const auto found = marks_in(entries, family, table);
    const auto policies = has_policies(entries, family, info);
    if (!found || !policies) {
        return EBADMSG;
    }
    // Packets do not meet the chains of an owner in a table whose built-in chains are empty.
    if (table == hint_table || has_rules_in_force(info)) {
        evidence.marks.add(*found);
    }
    evidence.policies = evidence.policies || *policies;
    return 0;
}

/// The same, and again while the table changes. Returns 0, or the errno with which the last attempt failed.
int read_table(int socket, Family family, std::string_view table, Depth depth, FamilyEvidence& evidence) {
    int error_number = EAGAIN;
    for (int attempt = 0; attempt < max_attempts && error_number == EAGAIN; ++attempt) {
        error_number = read_once(socket, family, table, depth, evidence);
    }
    return error_number;
}

/// Reads a file of /proc into `text`, as far as there is one. Returns 0, or the errno of what failed.
int read_text(const char* path, std::span<char> text, std::size_t& size) {
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
    return EFBIG; // no such file is that long
}

/// Whether the kernel has `module` ready, so that using it loads nothing.
bool is_loaded(std::string_view module) {
    Block block;
    if (block.make_room(large_table) != 0) {
        return false;
    }
    const std::span text{reinterpret_cast<char*>(block.bytes().data()), block.bytes().size()};
    std::size_t size = 0;
    if (const int error = read_text("/proc/modules", text, size); error != 0) {
        // A kernel that knows no modules has it built in, as it has shown a list of tables. A /proc with
        // subset=pid lacks both files.
        return error == ENOENT && ::access("/proc/version", F_OK) == 0;
    }
    return lists_module({text.data(), size}, module);
}

} // namespace

void LegacyProbe::read_names(Family family, FamilyEvidence& evidence) {
    State& state = of(family);
    const int error = read_text(interface_of(family).names_file, state.names.text, state.names.size);
    if (error == 0) {
        evidence.status = ProbeStatus::probed;
        evidence.tables = std::ranges::any_of(iptables_tables, [&](std::string_view table) {
            return table != hint_table && lists_table(state.names.view(), table);
        });
        return;
    }
    state.names.size = 0;
    if (error != ENOENT) {
        fail(evidence, ProbeStatus::blind, ProbeStep::read_table_list, error);
    } else if (::access("/proc/self/net/", F_OK) == 0) {
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
        // Where the kernel knows no such sockets, it has no such packets. Tables that it lists all the same
        // (5.10 with ipv6.disable=1) meet none.
        fail(evidence, errno == EAFNOSUPPORT ? ProbeStatus::absent : ProbeStatus::blind,
             ProbeStep::open_socket, errno);
    }
    return static_cast<bool>(state.socket);
}

void LegacyProbe::find_hints(Family family, FamilyEvidence& evidence, Depth depth, NetAdmin net_admin) {
    read_names(family, evidence);
    const ProbeFailure refusal = evidence.failure;
    const bool refused = evidence.status == ProbeStatus::blind && refusal.error_number == EACCES;
    const bool listed = lists_table(of(family).names.view(), hint_table);
    const bool unlisted =
        refused && net_admin == NetAdmin::known && is_loaded(interface_of(family).hint_module);
    if (!(listed || unlisted) || !open_socket(family, evidence)) {
        return;
    }
    const int error = read_table(of(family).socket.number(), family, hint_table, depth, evidence);
    if (unlisted) {
        evidence.status = error == 0 ? ProbeStatus::hints_only : ProbeStatus::blind;
        evidence.failure = refusal; // the list is what a remedy has to be about
    } else if (error != 0) {
        fail(evidence, ProbeStatus::blind, ProbeStep::read_table, error);
    }
}

void LegacyProbe::find_hints(BackendEvidence& legacy, Depth depth, NetAdmin net_admin) {
    find_hints(Family::ipv4, legacy.ipv4, depth, net_admin);
    if (depth == Depth::everything || legacy.ipv4.marks == MarkSet{}) {
        find_hints(Family::ipv6, legacy.ipv6, depth, net_admin);
    }
}

void LegacyProbe::find_others(BackendEvidence& legacy, Depth depth) {
    for (const Family family : all_families) {
        FamilyEvidence& evidence = legacy.of(family);
        if (evidence.status == ProbeStatus::not_probed) {
            find_hints(family, evidence, depth, NetAdmin::unknown);
        }
        for (const std::string_view table : iptables_tables) {
            if (table == hint_table || evidence.status != ProbeStatus::probed ||
                !lists_table(of(family).names.view(), table) || !open_socket(family, evidence)) {
                continue;
            }
            if (const int error = read_table(of(family).socket.number(), family, table, depth, evidence);
                error != 0) {
                fail(evidence, ProbeStatus::blind, ProbeStep::read_table, error);
            }
        }
    }
}

LegacyModule find_legacy_module(std::string_view modules) {
    utsname kernel{};
    if (::uname(&kernel) != 0) {
        return LegacyModule::not_found;
    }
    const std::string_view release{static_cast<const char*>(kernel.release)};
    for (const std::string_view ending : {".ko", ".ko.xz", ".ko.zst", ".ko.gz"}) {
        const Path path{modules, release, "/kernel/net/ipv4/netfilter/ip_tables", ending};
        if (::access(path.c_str(), F_OK) == 0) {
            return LegacyModule::loadable;
        }
    }
    return LegacyModule::not_found;
}

} // namespace iptables_wrapper::wrapper
