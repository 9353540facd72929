// SPDX-License-Identifier: Apache-2.0
// How a file shows that it is a program of this project, and in which version, without being run: it may be
// for another processor. Each program carries an ELF note (elf(5), "Notes"). `strip` keeps it, and `readelf
// --notes` shows it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iptables_wrapper {

/// The name in our notes.
inline constexpr std::string_view note_name = "iptables-wrapper";

/// What a note says of its file. The note's description is the version of the program.
enum class NoteType : std::uint32_t { wrapper_version = 1, installer_version = 2 };

/// The room that a text of `size` bytes, zero included, takes in a note: a multiple of four.
constexpr std::size_t note_room(std::size_t size) {
    return (size + 3) / 4 * 4;
}

/// A note as it lies in a file, with words in the machine's own byte order.
struct IdentityNote {
    std::uint32_t name_size = note_name.size() + 1;
    std::uint32_t description_size = sizeof IPTABLES_WRAPPER_VERSION;
    NoteType type = NoteType::wrapper_version;
    char name[note_room(note_name.size() + 1)] = "iptables-wrapper";
    char description[note_room(sizeof IPTABLES_WRAPPER_VERSION)] = IPTABLES_WRAPPER_VERSION;
};

} // namespace iptables_wrapper
