// SPDX-License-Identifier: Apache-2.0
// The input: what IPT_SO_GET_INFO says of a table, then its entries. The two need not agree.
#include "test/fuzz/target.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <algorithm>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    TableInfo info{};
    const std::size_t head = std::min(size, sizeof info);
    std::ranges::copy(fuzz::bytes(data, head), std::as_writable_bytes(std::span{&info, 1}).begin());
    const auto entries = fuzz::bytes(data, size).subspan(head);
    const std::string_view text = fuzz::text(data, size).substr(head);
    const bool has_hooks = (info.valid_hooks & ((1U << NF_INET_NUMHOOKS) - 1)) != 0;
    fuzz::must(!has_rules_in_force(info) || has_hooks);

    for (const Family family : all_families) {
        for (const std::string_view table : iptables_tables) {
            const auto found = marks_in(entries, family, table);
            // A mark is found only where its name is, and in its own table and family.
            for (std::size_t index = 0; found && index < marks.size(); ++index) {
                const Mark& mark = marks.at(index);
                fuzz::must(!found->has(index) || (mark.table == table && applies_to(mark, family) &&
                                                  text.find(mark.chain) != std::string_view::npos));
            }
        }
        // Policies are in entries, and only built-in chains have them.
        const auto policies = has_policies(entries, family, info);
        fuzz::must(has_hooks ? !policies || !entries.empty() : policies == false);
    }
    return 0;
}
