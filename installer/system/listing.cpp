// SPDX-License-Identifier: Apache-2.0
#include "installer/system/listing.hpp"

#include "installer/system/atomic_file.hpp"

#include <boost/filesystem/operations.hpp>

#include <algorithm>
#include <cerrno>

namespace iptables_wrapper::installer {

std::vector<fs::path> listing(const fs::path& directory) {
    std::vector<fs::path> paths;
    boost::system::error_code error;
    fs::directory_iterator entry(directory, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        paths.push_back(entry->path());
    }
    const int number = error.value();
    if (error && number != ENOENT && number != ENOTDIR) {
        throw file_failure("list the directory", directory, number);
    }
    std::ranges::sort(paths);
    return paths;
}

} // namespace iptables_wrapper::installer
