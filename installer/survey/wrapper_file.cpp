// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/wrapper_file.hpp"

#include "common/commands.hpp"
#include "common/this_process.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>

#include <elf.h>
#include <fcntl.h>
#include <sys/stat.h>

// The assembler takes a file in as it is. Written inside C++, so that the compiler adds what marks an object
// file as fit for hardening (no executable stack, control-flow protection).
asm(".pushsection .rodata\n"
    ".balign 16\n"
    ".globl iptables_wrapper_embedded_start, iptables_wrapper_embedded_end\n"
    ".hidden iptables_wrapper_embedded_start, iptables_wrapper_embedded_end\n"
    "iptables_wrapper_embedded_start:\n"
    ".incbin \"" EMBEDDED_WRAPPER_FILE "\"\n"
    "iptables_wrapper_embedded_end:\n"
    ".byte 0\n"
    ".popsection\n");

// Hidden, so that they are reached directly: by way of a table of addresses, which is how the compiler
// reaches what might lie in a library, the linker for 64-bit Arm gave both ends the same one.
extern "C" {
#pragma GCC visibility push(hidden)
extern const char iptables_wrapper_embedded_start[];
extern const char iptables_wrapper_embedded_end[];
#pragma GCC visibility pop
}

namespace iptables_wrapper::installer {

namespace {

bool holds_the_wrapper(const fs::path& path) {
    constexpr std::size_t most = 512U << 20U; // with sanitizers and debugging information it is large
    try {
        const std::string program = read_file(path, most);
        const std::string_view wrapper = embedded_wrapper();
        return ::memmem(program.data(), program.size(), wrapper.data(), wrapper.size()) != nullptr;
    } catch (const Failure&) {
        return false;
    }
}

/// The iptables-wrapper beside `installer`, whatever it is; nothing if there is none, or if it is `target`.
std::optional<fs::path> find_neighbour(const fs::path& installer, const fs::path& target) {
    fs::path path = installer.parent_path() / std::string(wrapper_name);
    const std::optional<FileIdentity> identity = identity_of(path);
    const bool is_target = path == target || (identity && identity == identity_of(target));
    if (installer.empty() || is_target || look_at(path).kind == Node::Kind::missing) {
        return std::nullopt;
    }
    return path;
}

bool is_installed(const fs::path& installer) {
    const fs::path directory = installer.parent_path();
    return installer.native().starts_with("/usr/") || directory.filename() == "sbin" ||
           look_at(directory / "../CMakeCache.txt").kind != Node::Kind::missing;
}

/// Which mount a directory is on: its number, or the device's where the kernel (before 5.8), the C library
/// (musl before 1.2.5) or the emulator (QEMU 7.2 says it is 0) does not tell.
std::uint64_t mount_of(const fs::path& directory) {
#ifdef STATX_MNT_ID
    struct statx mount {};
    if (::statx(AT_FDCWD, directory.c_str(), 0, STATX_MNT_ID, &mount) == 0 &&
        (mount.stx_mask & STATX_MNT_ID) != 0 && mount.stx_mnt_id != 0) {
        return mount.stx_mnt_id;
    }
#endif
    struct stat device {};
    if (::stat(directory.c_str(), &device) != 0) {
        throw file_failure("look at", directory, errno);
    }
    return device.st_dev;
}

} // namespace

fs::path installer_file() {
    for (const std::string& path : {std::string{own_path()}, std::string{executed_path()}}) {
        boost::system::error_code error;
        fs::path resolved = fs::canonical(path, error);
        if (!error && holds_the_wrapper(resolved)) {
            return resolved;
        }
    }
    return {};
}

void require_own_neighbour(const fs::path& installer, const fs::path& target) {
    const std::optional<fs::path> neighbour = find_neighbour(installer, target);
    if (!neighbour) {
        return;
    }
    const auto refusal = [&neighbour](std::string reason) {
        return Refusal("install", neighbour->native(), std::move(reason),
                       "delete it, for the installer has its wrapper inside; or take both from one release");
    };
    try {
        if (read_file(*neighbour) == embedded_wrapper()) {
            return;
        }
    } catch (const Failure& failure) {
        throw refusal(failure.reason);
    }
    throw refusal("it is not the wrapper of this installer (" IPTABLES_WRAPPER_VERSION ")");
}

std::vector<fs::path> installer_files(const fs::path& installer, const fs::path& target,
                                      std::vector<std::string>& warnings, const fs::path& root) {
    if (installer.empty() || is_installed(installer)) {
        return {};
    }
    if (mount_of(installer.parent_path()) != mount_of(root)) {
        warnings.push_back("'" + printable(installer.native()) +
                           "' stays: it is on another file system than '/'");
        return {};
    }
    std::vector<fs::path> files{installer};
    if (std::optional<fs::path> neighbour = find_neighbour(installer, target)) {
        files.push_back(*std::move(neighbour));
    }
    return files;
}

bool is_for_another_machine(std::string_view program) {
    const auto kind_of = [](std::string_view file) {
        constexpr std::size_t size_of_machine =
            sizeof(Elf64_Ehdr::e_machine); // in the same place for 32 bits
        return std::string(file.substr(EI_CLASS, 1)) + std::string(file.substr(EI_DATA, 1)) +
               std::string(file.substr(offsetof(Elf64_Ehdr, e_machine), size_of_machine));
    };
    return program.size() >= sizeof(Elf32_Ehdr) && program.starts_with(ELFMAG) &&
           kind_of(program) != kind_of(embedded_wrapper());
}

std::string_view embedded_wrapper() {
    return {static_cast<const char*>(iptables_wrapper_embedded_start),
            static_cast<std::size_t>(iptables_wrapper_embedded_end - iptables_wrapper_embedded_start)};
}

} // namespace iptables_wrapper::installer
