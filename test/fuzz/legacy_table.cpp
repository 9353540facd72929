// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/legacy_table.hpp"

#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto entries = fuzz::bytes(data, size);
    for (const Family family : all_families) {
        const auto chains = hint_chains_in(entries, family);
        // A chain is found only where its name is.
        const std::string_view text = fuzz::text(data, size);
        fuzz::must(!chains || !chains->hint || text.find(name_of(HintChain::hint)) != std::string_view::npos);
        fuzz::must(!chains || !chains->canary ||
                   text.find(name_of(HintChain::canary)) != std::string_view::npos);
    }
    return 0;
}
