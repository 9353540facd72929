// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/installation.hpp"

#include "common/executable.hpp"
#include "common/real_programs.hpp"

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
