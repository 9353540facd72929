// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/installation.hpp"

#include "common/executable.hpp"

#include <algorithm>
#include <cerrno>

#include <sys/auxv.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Whether programs in our own directory may be run and links there changed. Whoever may link to a set-uid
/// wrapper can make it lie in any directory.
bool is_trusted(const std::string& directory) {
    return ::getauxval(AT_SECURE) == 0 ||
           std::ranges::find(iptables_directories, directory) != iptables_directories.end();
}

} // namespace

Installation find_installation() {
    Installation installation;
    const std::string own = own_path();
    // Through the link, not the path: the file may have been replaced since it was started.
    installation.self = identity_of(own.empty() ? executed_path() : "/proc/self/exe");
    if (!own.empty() && is_trusted(directory_of(own))) {
        installation.wrapper = own;
        installation.directories.push_back(directory_of(own));
    }
    for (const std::string_view directory : iptables_directories) {
        if (std::ranges::find(installation.directories, directory) == installation.directories.end()) {
            installation.directories.emplace_back(directory);
        }
    }
    return installation;
}

std::optional<RealBinary> find_real(const Installation& installation, std::string_view command, Mode mode) {
    Found found = Found::surely;
    for (const std::string& directory : installation.directories) {
        for (const std::string& name : {real_name(command, mode), multi_call_name(mode)}) {
            std::string path = join(directory, name);
            if (const auto identity = identity_of(path)) {
                return RealBinary{std::move(path), *identity, found};
            }
            if (errno != ENOENT && errno != ENOTDIR) {
                found = Found::for_want_of_better;
            }
        }
    }
    return std::nullopt;
}

} // namespace iptables_wrapper::wrapper
