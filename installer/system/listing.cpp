// SPDX-License-Identifier: Apache-2.0
#include "installer/system/listing.hpp"

#include "installer/system/atomic_file.hpp"

#include <boost/filesystem/operations.hpp>

#include <algorithm>
#include <cerrno>

namespace iptables_wrapper::installer {

std::vector<std::string> listing(const std::string& directory) {
    std::vector<std::string> paths;
    boost::system::error_code error;
    boost::filesystem::directory_iterator entry(directory, error);
    for (; !error && entry != boost::filesystem::directory_iterator(); entry.increment(error)) {
        paths.push_back(entry->path().string());
    }
    const int number = error.value();
    if (error && number != ENOENT && number != ENOTDIR) {
        throw file_failure("list the directory", directory, number);
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

} // namespace iptables_wrapper::installer
