// SPDX-License-Identifier: Apache-2.0
#include "common/this_process.hpp"

#include "common/links.hpp"

#include <sys/auxv.h>

namespace iptables_wrapper {

Path own_path() {
    // The kernel appends this if the file was replaced or removed while it is running. A file whose own name
    // ends like this would be misread; nobody installs the wrapper under such a name.
    constexpr std::string_view deleted_mark = " (deleted)";
    const auto text = read_link("/proc/self/exe");
    // "(unreachable)/…" is a path outside our root directory, and useless here.
    if (!text || !text->view().starts_with('/')) {
        return {};
    }
    std::string_view path = *text;
    path.remove_suffix(path.ends_with(deleted_mark) ? deleted_mark.size() : 0);
    return path;
}

std::string_view executed_path() {
    // The kernel passes a pointer as a number (getauxval(3)).
    const auto* path =
        reinterpret_cast<const char*>(::getauxval(AT_EXECFN)); // NOLINT(performance-no-int-to-ptr)
    return path == nullptr ? std::string_view{} : std::string_view{path};
}

} // namespace iptables_wrapper
