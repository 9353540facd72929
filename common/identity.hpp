// SPDX-License-Identifier: Apache-2.0
// How a file says that it is a program of this project, and of which version, to someone who cannot run it:
// it may be meant for another processor. Each program carries an ELF note (elf(5), "Notes"), which `strip`
// keeps and `readelf --notes` shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iptables_wrapper {

/// Whose note it is.
inline constexpr std::string_view note_name = "iptables-wrapper";

/// What a note of ours says: its description is the version of this program.
enum class NoteType : std::uint32_t { wrapper_version = 1, installer_version = 2 };

/// The room of a text in a note: with its zero, filled up to a multiple of four bytes.
constexpr std::size_t note_room(std::size_t size) {
    return (size + 3) / 4 * 4;
}

/// A note as it lies in a file, words in the machine's own byte order.
struct IdentityNote {
    std::uint32_t name_size = note_name.size() + 1;
    std::uint32_t description_size = sizeof IPTABLES_WRAPPER_VERSION;
    NoteType type = NoteType::wrapper_version;
    char name[note_room(note_name.size() + 1)] = "iptables-wrapper";
    char description[note_room(sizeof IPTABLES_WRAPPER_VERSION)] = IPTABLES_WRAPPER_VERSION;
};

} // namespace iptables_wrapper
