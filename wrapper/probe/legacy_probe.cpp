// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy_probe.hpp"

#include "common/failure.hpp"
#include "common/file_descriptor.hpp"
#include "wrapper/probe/legacy_table.hpp"
#include "wrapper/probe/xtables_kernel.hpp"

#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <unistd.h>

namespace iptables_wrapper {

namespace {

/// The same interface, twice in the kernel.
struct Interface {
    Family family;
    const char* names_file;
    int domain;
    int level;
    int get_info;
    int get_entries;
};

constexpr Interface ipv4{Family::ipv4,    "/proc/net/ip_tables_names", AF_INET, IPPROTO_IP,
                         IPT_SO_GET_INFO, IPT_SO_GET_ENTRIES};
constexpr Interface ipv6{Family::ipv6,     "/proc/net/ip6_tables_names", AF_INET6, IPPROTO_IPV6,
                         IP6T_SO_GET_INFO, IP6T_SO_GET_ENTRIES};

constexpr int max_attempts = 16;

FamilyProbe blind(int error_number) {
    return {Look::blind, {}, reason_of(error_number)};
}

/// The list of tables, or the errno why it cannot be read.
struct Names {
    std::string text;
    int error_number = 0;
};

Names read_names(const char* path) {
    const FileDescriptor file{::open(path, O_RDONLY | O_CLOEXEC)};
    if (!file) {
        return {{}, errno};
    }
    // A handful of names of 31 characters at most: a list that does not fit is not one.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): read fills it
    std::array<char, 4096> buffer;
    std::size_t filled = 0;
    while (filled < buffer.size()) {
        const ssize_t size = ::read(file.number(), buffer.data() + filled, buffer.size() - filled);
        if (size < 0) {
            return {{}, errno};
        }
        if (size == 0) {
            return {std::string{buffer.data(), filled}, 0};
        }
        filled += static_cast<std::size_t>(size);
    }
    return {{}, EFBIG};
}

/// Without the list: is it the list that is not there (so is the backend, for the time being), or all of
/// /proc?
FamilyProbe without_names(int error_number) {
    if (error_number == ENOENT && ::access("/proc/net/", F_OK) == 0) {
        return {Look::not_in_kernel, {}, "not compiled in, or its module not loaded"};
    }
    return blind(error_number);
}

/// One attempt at the hint table: what it holds, or the errno of what failed (EAGAIN: it changed in between).
struct Attempt {
    std::optional<HintChains> chains;
    int error_number = 0;
};

template <typename Info, typename Entries>
Attempt read_table(int socket, const Interface& kernel) {
    Info info{};
    hint_table.copy(info.name, sizeof info.name - 1);
    socklen_t info_size = sizeof info;
    if (::getsockopt(socket, kernel.level, kernel.get_info, &info, &info_size) != 0) {
        return {std::nullopt, errno};
    }

    // struct ipt_get_entries and, behind it, the block of entries. The kernel wants the exact size.
    const std::size_t total = sizeof(Entries) + info.size;
    auto total_size = static_cast<socklen_t>(total);
    const std::unique_ptr<std::byte[]> block{new (std::nothrow) std::byte[total]};
    if (!block) {
        return {std::nullopt, ENOMEM};
    }
    std::memset(block.get(), 0, sizeof(Entries));
    std::memcpy(block.get() + offsetof(Entries, name), hint_table.data(), hint_table.size());
    std::memcpy(block.get() + offsetof(Entries, size), &info.size, sizeof info.size);
    if (::getsockopt(socket, kernel.level, kernel.get_entries, block.get(), &total_size) != 0) {
        return {std::nullopt, errno};
    }
    const auto chains = hint_chains_in({block.get() + sizeof(Entries), info.size}, kernel.family);
    return {chains, chains ? 0 : EBADMSG};
}

FamilyProbe probe_family(const Interface& kernel) {
    const Names names = read_names(kernel.names_file);
    if (names.error_number != 0) {
        return without_names(names.error_number);
    }
    if (!lists_table(names.text, hint_table)) {
        return {Look::done, {}, {}};
    }
    const FileDescriptor socket{::socket(kernel.domain, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket) {
        return blind(errno);
    }
    int error_number = EAGAIN;
    for (int attempt = 0; attempt < max_attempts && error_number == EAGAIN; ++attempt) {
        const Attempt result = kernel.family == Family::ipv4
                                   ? read_table<ipt_getinfo, ipt_get_entries>(socket.number(), kernel)
                                   : read_table<ip6t_getinfo, ip6t_get_entries>(socket.number(), kernel);
        if (result.chains) {
            return {Look::done, *result.chains, {}};
        }
        error_number = result.error_number;
    }
    return blind(error_number);
}

} // namespace

Probe probe_legacy(Depth depth) {
    Probe probe{probe_family(ipv4), {}};
    if (depth == Depth::everything || !hint_in(probe)) {
        probe.ipv6 = probe_family(ipv6);
    }
    return probe;
}

} // namespace iptables_wrapper
