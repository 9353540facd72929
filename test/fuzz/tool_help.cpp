// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

/// The input is what a tool prints for --help. A directory taken from it is absolute and stands in it.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view help = fuzz::text(data, size);
    for (const char* option : {"--altdir", "--admindir"}) {
        const std::string path = default_in_help(help, option, "otherwise");
        fuzz::must(path == "otherwise" ||
                   (path.starts_with('/') && help.find(path) != std::string_view::npos));
    }
    return 0;
}
