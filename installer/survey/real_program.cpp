// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/real_program.hpp"

#include "installer/system/atomic_file.hpp"

namespace iptables_wrapper::installer {

namespace {

std::optional<RealProgram> find_in(const std::string& place, const std::string& directory,
                                   const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        std::string path = std::string(place).append("/").append(name);
        if (certain_identity(path)) {
            std::string text = place == directory ? name : path;
            return RealProgram{std::move(path), std::move(text)};
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<RealProgram> find_real_program(const std::string& directory,
                                             const std::vector<std::string>& names) {
    std::optional<RealProgram> found = find_in(directory, directory, names);
    for (const std::string_view place : iptables_directories) {
        if (!found) {
            found = find_in(std::string(place), directory, names);
        }
    }
    return found;
}

std::optional<RealProgram> find_real_program(const std::string& directory, const std::string& command,
                                             Mode mode) {
    return find_real_program(directory, {real_name(command, mode), multi_call_name(mode)});
}

} // namespace iptables_wrapper::installer
