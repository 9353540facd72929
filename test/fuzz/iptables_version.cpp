// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/iptables_version.hpp"

#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view output = fuzz::text(data, size);
    if (const auto version = parse_version(output)) {
        // What is quoted in messages stands in the output.
        fuzz::must(!version->text.empty() && output.find(version->text) != std::string_view::npos);
    }
    return 0;
}
