// SPDX-License-Identifier: Apache-2.0
#include "common/links.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <ctime>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace iptables_wrapper {

namespace {

constexpr std::string_view temporary_prefix = ".iptables-wrapper-";
constexpr std::size_t temporary_digits = 16;
constexpr std::string_view hexadecimal = "0123456789abcdef";

/// 64 random bits to start with. Early at boot, getrandom would wait for the kernel's generator. A name that
/// is merely unlikely to collide will do then, since O_EXCL and symlink(2) never follow or replace what is
/// there.
std::uint64_t random_seed() {
    std::uint64_t bits = 0;
    if (::getrandom(&bits, sizeof bits, GRND_NONBLOCK) != static_cast<ssize_t>(sizeof bits)) {
        timespec now{};
        ::clock_gettime(CLOCK_MONOTONIC, &now);
        bits = (static_cast<std::uint64_t>(::getpid()) << 32U) ^ static_cast<std::uint64_t>(now.tv_nsec) ^
               (static_cast<std::uint64_t>(now.tv_sec) << 20U);
    }
    return bits;
}

/// 64 bits that no other process can foresee, and that differ at each call: a Weyl sequence from a random
/// start, so that the kernel is asked only once.
std::uint64_t next_bits() {
    static std::uint64_t bits = random_seed();
    bits += 0x9e3779b97f4a7c15U;
    return bits;
}

} // namespace

static_assert(sizeof(ino_t) == 8, "stat(2) refuses inode numbers that do not fit; see cmake/settings.cmake");

std::optional<FileIdentity> identity_of(const char* path) {
    struct stat status {};
    if (::stat(path, &status) != 0) {
        return std::nullopt;
    }
    return FileIdentity{status.st_dev, status.st_ino};
}

int refusal_of(const char* path, int what) {
    // Before Linux 5.8, the kernel can only be asked for the real user. musl would start a process that
    // becomes the effective one.
    const bool refused = ::syscall(SYS_faccessat2, AT_FDCWD, path, what, AT_EACCESS) != 0 &&
                         (errno != ENOSYS || ::access(path, what) != 0);
    return refused ? errno : 0;
}

std::optional<Path> read_link(const char* path) {
    std::optional<Path> text{std::in_place};
    if (!read_link_into(*text, path)) {
        text.reset();
    }
    return text;
}

bool read_link_into(Path& text, const char* path) {
    return text.overwrite(
        [path](char* room, std::size_t capacity) { return ::readlink(path, room, capacity); });
}

bool has_text(const char* path, std::string_view text) {
    Path found;
    return read_link_into(found, path) && found == text;
}

std::string_view last_component(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string_view directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        return ".";
    }
    return path.substr(0, slash == 0 ? 1 : slash);
}

Path join(std::string_view directory, std::string_view name) {
    return {directory, directory.ends_with('/') ? "" : "/", name};
}

Path pointed_at(std::string_view link_path, std::string_view target) {
    return target.starts_with('/') ? Path{target} : join(directory_of(link_path), target);
}

Path LinkWalk::place() const {
    return hops_ == 0 ? hop_.path : pointed_at(hop_.path, hop_.target);
}

bool LinkWalk::next() {
    if (hops_ == max_hops) {
        errno = ELOOP;
        return false;
    }
    const Path path = place();
    if (!read_link_into(hop_.target, path.c_str())) {
        return false;
    }
    hop_.path = path;
    ++hops_;
    return true;
}

Path temporary_name_beside(std::string_view path) {
    std::array<char, temporary_digits> digits{};
    std::uint64_t bits = next_bits();
    for (char& digit : digits) {
        digit = hexadecimal[bits & 0xfU];
        bits >>= 4U;
    }
    return {path.substr(0, path.rfind('/') + 1), temporary_prefix,
            std::string_view{digits.data(), digits.size()}};
}

bool is_temporary_name(std::string_view name) {
    return name.size() == temporary_prefix.size() + temporary_digits && name.starts_with(temporary_prefix) &&
           name.find_first_not_of(hexadecimal, temporary_prefix.size()) == std::string_view::npos;
}

int replace_link(const char* path, const char* target) {
    const Path temporary = temporary_name_beside(path);
    if (::symlink(target, temporary.c_str()) != 0) {
        return errno;
    }
    if (::rename(temporary.c_str(), path) != 0) {
        const int error_number = errno;
        ::unlink(temporary.c_str());
        return error_number;
    }
    return 0;
}

} // namespace iptables_wrapper
