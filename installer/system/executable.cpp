// SPDX-License-Identifier: Apache-2.0
#include "installer/system/executable.hpp"

#include "installer/system/links.hpp"

#include <string_view>

#include <sys/auxv.h>

namespace iptables_wrapper::installer {

std::string own_path() {
    // The kernel adds this when the file was replaced or removed while it runs. A file that really has such a
    // name would be misread; nobody installs the wrapper under one.
    constexpr std::string_view deleted_mark = " (deleted)";
    std::string path = read_link("/proc/self/exe").value_or("");
    // "(unreachable)/…" is a path outside our root directory: of no use to us.
    if (!path.starts_with('/')) {
        return {};
    }
    if (path.ends_with(deleted_mark)) {
        path.resize(path.size() - deleted_mark.size());
    }
    return path;
}

std::string executed_path() {
    // The kernel passes a pointer as a number (getauxval(3)).
    const auto* path =
        reinterpret_cast<const char*>(::getauxval(AT_EXECFN)); // NOLINT(performance-no-int-to-ptr)
    return path == nullptr ? std::string{} : std::string{path};
}

} // namespace iptables_wrapper::installer
