// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/unwritten.hpp"

#include "installer/system/atomic_file.hpp"
#include "installer/system/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

void UnwrittenDirectories::enter(const std::vector<Touched>& touched) {
    if (touched.empty()) {
        return; // changes nothing that matters
    }
    std::vector<std::string> entered;
    for (const Touched& each : touched) {
        std::string directory = directory_of(each.path);
        if (std::ranges::find(entered, directory) == entered.end()) {
            entered.push_back(std::move(directory));
        }
    }
    const bool elsewhere = std::ranges::any_of(directories_, [&entered](const std::string& directory) {
        return std::ranges::find(entered, directory) == entered.end();
    });
    if (elsewhere) {
        write_back();
    }
    directories_ = std::move(entered);
}

void UnwrittenDirectories::write_back() noexcept {
    for (const std::string& directory : directories_) {
        sync_directory(directory);
    }
    directories_.clear();
}

} // namespace iptables_wrapper::installer
