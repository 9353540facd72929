// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/real_program.hpp"

#include "common/real_programs.hpp"
#include "installer/system/atomic_file.hpp"

namespace iptables_wrapper::installer {

namespace {

/// The program `name` in `place`, for commands in `directory`.
std::optional<RealProgram> program_at(std::string_view place, std::string_view name,
                                      const std::string& directory) {
    std::string path = std::string(place).append("/").append(name);
    if (!certain_identity(path)) {
        return std::nullopt;
    }
    std::string text = place == directory ? std::string(name) : path;
    return RealProgram{std::move(path), std::move(text)};
}

} // namespace

std::optional<RealProgram> find_real_program(const std::string& directory, const std::string& command,
                                             Mode mode) {
    std::optional<RealProgram> found;
    try_real_programs(directory, command, mode, [&](std::string_view place, std::string_view name) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

std::optional<RealProgram> find_program_called(const std::string& directory, const std::string& name) {
    std::optional<RealProgram> found;
    try_program_directories(directory, [&](std::string_view place) {
        found = program_at(place, name, directory);
        return found.has_value();
    });
    return found;
}

} // namespace iptables_wrapper::installer
