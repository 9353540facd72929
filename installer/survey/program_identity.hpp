// What a program's file says of itself. It is read, never run: in the build of an image for another
// architecture, it may not run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

/// Which machines a program is for: e_ident[EI_CLASS], e_ident[EI_DATA] and e_machine of elf(5).
struct Machine {
    std::uint8_t word_size = 0;
    std::uint8_t byte_order = 0;
    std::uint16_t architecture = 0;
    bool operator==(const Machine&) const = default;
};

struct ProgramIdentity {
    Machine machine;
    std::optional<std::string> wrapper_version;   ///< of an iptables-wrapper of this project
    std::optional<std::string> installer_version; ///< of an installer of this project
};

/// What the bytes of a file say of the program in it. Nothing if it is not an ELF program, or is cut off
/// before the end of what would be loaded.
std::optional<ProgramIdentity> identify_program(std::string_view file);

/// Whether the bytes begin like those of an ELF file.
bool is_elf(std::string_view file);

} // namespace iptables_wrapper::installer
