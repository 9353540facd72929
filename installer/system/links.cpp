// SPDX-License-Identifier: Apache-2.0
#include "installer/system/links.hpp"

#include <array>
#include <cerrno>
#include <climits>
#include <cstdint>
#include <ctime>

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

constexpr std::string_view temporary_prefix = ".iptables-wrapper-";
constexpr std::size_t temporary_digits = 16;
constexpr std::string_view hexadecimal = "0123456789abcdef";

/// 64 random bits for the start. Before the kernel's generator is ready (early boot) getrandom would wait;
/// the name then only has to be unlikely to collide, as O_EXCL and symlink(2) never follow or replace what is
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

/// 64 bits that nobody outside this process can foresee, and never the same twice in it: a Weyl sequence from
/// a random start, so that the kernel is asked only once.
std::uint64_t next_bits() {
    static std::uint64_t bits = random_seed();
    bits += 0x9e3779b97f4a7c15U;
    return bits;
}

} // namespace

static_assert(sizeof(ino_t) == 8, "stat(2) refuses inode numbers that do not fit; see cmake/settings.cmake");

std::optional<FileIdentity> identity_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return std::nullopt;
    }
    return FileIdentity{status.st_dev, status.st_ino};
}

std::optional<std::string> read_link(const std::string& path) {
    std::array<char, PATH_MAX> text{};
    const ssize_t length = ::readlink(path.c_str(), text.data(), text.size());
    if (length < 0) {
        return std::nullopt;
    }
    return std::string{text.data(), static_cast<std::size_t>(length)};
}

std::string_view last_component(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

std::string directory_of(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) {
        return ".";
    }
    return std::string{path.substr(0, slash == 0 ? 1 : slash)};
}

std::string join(std::string_view directory, std::string_view name) {
    std::string path{directory};
    return path.append(path.ends_with('/') ? "" : "/").append(name);
}

std::string pointed_at(const std::string& link_path, const std::string& target) {
    if (target.starts_with('/')) {
        return target;
    }
    return join(directory_of(link_path), target);
}

std::vector<Hop> follow_links(const std::string& path) {
    std::vector<Hop> hops;
    std::string current = path;
    while (hops.size() < max_hops) {
        std::optional<std::string> target = read_link(current);
        if (!target) {
            break;
        }
        std::string next = pointed_at(current, *target);
        hops.push_back({std::move(current), std::move(*target)});
        current = std::move(next);
    }
    return hops;
}

std::string temporary_name_beside(const std::string& path) {
    const std::size_t directory_end = path.rfind('/') + 1;
    std::string name = path.substr(0, directory_end).append(temporary_prefix);
    std::uint64_t bits = next_bits();
    for (std::size_t digit = 0; digit < temporary_digits; ++digit, bits >>= 4U) {
        name.append(1, hexadecimal[bits & 0xfU]);
    }
    return name;
}

bool is_temporary_name(std::string_view name) {
    return name.size() == temporary_prefix.size() + temporary_digits && name.starts_with(temporary_prefix) &&
           name.find_first_not_of(hexadecimal, temporary_prefix.size()) == std::string_view::npos;
}

int replace_link(const std::string& path, const std::string& target) {
    const std::string temporary = temporary_name_beside(path);
    if (::symlink(target.c_str(), temporary.c_str()) != 0) {
        return errno;
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        const int error_number = errno;
        ::unlink(temporary.c_str());
        return error_number;
    }
    return 0;
}

} // namespace iptables_wrapper::installer
