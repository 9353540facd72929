// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/legacy/table.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view names = fuzz::text(data, size);
    if (lists_table(names, hint_table)) {
        fuzz::must(names.find(hint_table) != std::string_view::npos);
    }
    fuzz::must(!lists_module(names, "iptable_mangle") ||
               names.find("iptable_mangle") != std::string_view::npos);
    return 0;
}
