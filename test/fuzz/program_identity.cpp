// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/program_identity.hpp"

#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

/// What says that it is ours says so in its own bytes, and is an ELF file.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view file = fuzz::text(data, size);
    const auto identity = identify_program(file);
    if (!identity) {
        return 0;
    }
    fuzz::must(is_elf(file));
    for (const auto& version : {identity->wrapper_version, identity->installer_version}) {
        if (version) {
            fuzz::must(file.find("iptables-wrapper") != std::string_view::npos);
            fuzz::must(file.find(*version) != std::string_view::npos);
        }
    }
    return 0;
}
