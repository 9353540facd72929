// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (const auto group = parse_query(fuzz::text(data, size))) {
        fuzz::must(!group->master.name.empty());
        fuzz::must(group->links().size() == group->followers.size() + 1);
        for (const Alternative& alternative : group->alternatives) {
            fuzz::must(group->alternative(alternative.path) != nullptr);
        }
    }
    return 0;
}
