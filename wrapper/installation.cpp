// SPDX-License-Identifier: Apache-2.0
#include "wrapper/installation.hpp"

#include "common/executable.hpp"

#include <algorithm>
#include <cerrno>

namespace iptables_wrapper {

Installation find_installation() {
    Installation installation;
    installation.wrapper = own_path();
    if (installation.wrapper.empty()) {
        installation.self = identity_of(executed_path());
    } else {
        // Through the link, not the path: the file may have been replaced since it was started.
        installation.self = identity_of("/proc/self/exe");
        installation.directories.push_back(directory_of(installation.wrapper));
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
            std::string path = std::string{directory}.append("/").append(name);
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

} // namespace iptables_wrapper
