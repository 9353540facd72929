// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <cstring>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto entries = fuzz::bytes(data, size);
    const std::string_view text = fuzz::text(data, size);
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
        // Whatever the kernel says of where things are: the first bytes stand in for it.
        TableInfo info{};
        std::memcpy(&info, data, std::min(size, sizeof info));
        const bool has_hooks = (info.valid_hooks & ((1U << NF_INET_NUMHOOKS) - 1)) != 0;
        fuzz::must(!has_rules_in_force(info) || has_hooks);
        fuzz::must(has_policies(entries, family, info).value_or(true) || !entries.empty() || !has_hooks);
    }
    return 0;
}
