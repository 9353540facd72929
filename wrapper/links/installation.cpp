// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/installation.hpp"

#include "common/real_programs.hpp"
#include "common/this_process.hpp"

#include <algorithm>
#include <cerrno>

#include <sys/auxv.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Whether programs in our own directory may be run and links there changed. Anyone who may link to a set-uid
/// wrapper can make it appear in any directory.
bool is_trusted(std::string_view directory) {
    return ::getauxval(AT_SECURE) == 0 ||
           std::ranges::find(iptables_directories, directory) != iptables_directories.end();
}

} // namespace

std::optional<std::string_view> Installation::own_directory() const {
    return wrapper.empty() ? std::nullopt : std::optional{directory_of(wrapper)};
}

std::string_view Installation::first_directory() const {
    return own_directory().value_or(usual.front());
}

Installation find_installation() {
    Installation installation;
    const Path own = own_path();
    // Through the link, not the path: the file may have been replaced since it was started.
    installation.self = identity_of(own.empty() ? Path{executed_path()}.c_str() : "/proc/self/exe");
    if (!own.empty() && is_trusted(directory_of(own))) {
        installation.wrapper = own;
    }
    return installation;
}

Installation find_managed_installation() {
    Installation installation = find_installation();
    if (const auto own = installation.own_directory(); !own || has_real_programs(*own)) {
        return installation;
    }
    const auto directory = std::ranges::find_if(installation.usual, has_real_programs);
    if (directory != installation.usual.end()) {
        installation.wrapper = join(*directory, wrapper_name);
        installation.self = identity_of(installation.wrapper.c_str());
    }
    return installation;
}

bool has_real_programs(std::string_view directory) {
    return std::ranges::any_of(all_commands, [&](std::string_view command) {
        return std::ranges::any_of(all_modes, [&](Mode mode) {
            return identity_of(join(directory, real_name(command, mode)).c_str()) ||
                   identity_of(join(directory, multi_call_name(mode)).c_str());
        });
    });
}

Phrase places_of_real_programs(const Installation& installation) {
    Phrase words;
    try_program_directories(
        installation.own_directory(),
        [&](std::string_view directory) {
            const bool last = directory == installation.usual.back();
            words.append(words.empty() ? "'" : last ? "' or '" : "', '").append(directory);
            return false;
        },
        installation.usual);
    return words.append("'");
}

std::optional<RealBinary> find_real(const Installation& installation, std::string_view command, Mode mode) {
    std::optional<RealBinary> real;
    Found found = Found::surely;
    try_real_programs(
        installation.own_directory(), command, mode,
        [&](std::string_view directory, std::string_view name) {
            if (const auto identity = identity_of(join(directory, name).c_str())) {
                real = RealBinary{directory, name, *identity, found};
            } else if (errno != ENOENT && errno != ENOTDIR) {
                found = Found::for_want_of_better;
            }
            return real.has_value();
        },
        installation.usual);
    return real;
}

} // namespace iptables_wrapper::wrapper
