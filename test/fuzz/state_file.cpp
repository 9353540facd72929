// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/state_file.hpp"

#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

/// What is read can be joined and left, and comes out of both as a record again.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    const auto group = parse_state_file("group", text);
    if (!group) {
        return 0;
    }
    const Alternative wanted{"/usr/sbin/iptables-wrapper", 100, {}};
    const std::string joined = with_alternative(text, wanted, LinkGroup::Status::automatic);
    const auto after = parse_state_file("group", joined);
    fuzz::must(after && after->alternative(wanted.path) != nullptr && after->followers == group->followers);
    const auto left =
        parse_state_file("group", without_alternative(joined, wanted.path, LinkGroup::Status::automatic));
    fuzz::must(left && left->alternative(wanted.path) == nullptr);
    return 0;
}
