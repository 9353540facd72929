// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/real_program.hpp"

#include "common/real_programs.hpp"
#include "installer/system/atomic_file.hpp"

namespace iptables_wrapper::installer {

namespace {

/// The program `name` in `place`, for commands in `directory`.
std::optional<RealProgram> program_at(std::string_view place, std::string_view name,
                                      const fs::path& directory) {
    fs::path path = fs::path(std::string(place)) / std::string(name);
    if (!certain_identity(path)) {
        return std::nullopt;
    }
    std::string text = place == directory.native() ? std::string(name) : path.native();
    return RealProgram{std::move(path), std::move(text)};
}

} // namespace

std::optional<RealProgram> find_real_program(const fs::path& directory, const std::string& command,
                                             Mode mode) {
    std::optional<RealProgram> found;
    try_real_programs(directory.native(), command, mode, [&](std::string_view place, std::string_view name) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

std::optional<RealProgram> find_program_called(const fs::path& directory, const std::string& name) {
    std::optional<RealProgram> found;
    try_program_directories(directory.native(), [&](std::string_view place) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

} // namespace iptables_wrapper::installer
