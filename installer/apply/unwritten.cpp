// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/unwritten.hpp"

#include "installer/system/atomic_file.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

void UnwrittenDirectories::enter(const std::vector<Touched>& touched) {
    if (touched.empty()) {
        return; // changes nothing that matters
    }
    std::vector<fs::path> entered;
    for (const Touched& each : touched) {
        fs::path directory = each.path.parent_path();
        if (std::ranges::find(entered, directory) == entered.end()) {
            entered.push_back(std::move(directory));
        }
    }
    if (directories_ != entered || entered.size() > 1) {
        write_back();
    }
    directories_ = std::move(entered);
}

void UnwrittenDirectories::write_back() noexcept {
    for (const fs::path& directory : directories_) {
        sync_directory(directory);
    }
    directories_.clear();
}

} // namespace iptables_wrapper::installer
