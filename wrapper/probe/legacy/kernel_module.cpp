// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy/kernel_module.hpp"

#include "common/text.hpp"

#include <sys/utsname.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

LegacyModule find_legacy_module() {
    utsname kernel{};
    if (::uname(&kernel) != 0) {
        return LegacyModule::not_found;
    }
    const std::string_view release{static_cast<const char*>(kernel.release)};
    for (const std::string_view ending : {".ko", ".ko.xz", ".ko.zst", ".ko.gz"}) {
        const Path path{"/lib/modules/", release, "/kernel/net/ipv4/netfilter/ip_tables", ending};
        if (::access(path.c_str(), F_OK) == 0) {
            return LegacyModule::loadable;
        }
    }
    return LegacyModule::not_found;
}

} // namespace iptables_wrapper::wrapper
