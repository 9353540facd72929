// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/leftovers.hpp"

#include "common/links.hpp"

#include <memory>

#include <dirent.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

std::vector<std::string> remove_leftovers(const std::string& directory) {
    std::vector<std::string> removed;
    const auto close = [](DIR* opened) { ::closedir(opened); };
    const std::unique_ptr<DIR, decltype(close)> listing{::opendir(directory.c_str()), close};
    while (const dirent* const entry = listing ? ::readdir(listing.get()) : nullptr) {
        const std::string_view name{static_cast<const char*>(entry->d_name)};
        if (!is_temporary_name(name)) {
            continue;
        }
        std::string path = std::string{directory}.append("/").append(name);
        if (read_link(path) && ::unlink(path.c_str()) == 0) {
            removed.push_back(std::move(path));
        }
    }
    return removed;
}

} // namespace iptables_wrapper::wrapper
