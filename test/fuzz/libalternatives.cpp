// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/configuration.hpp"
#include "test/fuzz/target.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

/// The input is the name of a configuration file, a line feed, and what is in it. What is made of it for the
/// wrapper runs the wrapper, whatever the other lines say, and belongs to the same group.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = fuzz::text(data, size);
    const std::size_t end = std::min(input.find('\n'), input.size());
    const std::string_view name = input.substr(0, end);
    const std::string_view text = input.substr(std::min(end + 1, input.size()));

    const auto number = configuration_number(name);
    fuzz::must(!number || (*number > 0 && configuration_number(std::to_string(*number) + ".conf") == number));
    const auto chosen = chosen_in(text, "iptables");
    fuzz::must(!chosen || *chosen > 0);
    const std::string wrapper = "/usr/sbin/iptables-wrapper";
    const std::string ours = configuration_for(wrapper, text);
    fuzz::must(value_in(ours, "binary") == wrapper);
    fuzz::must(value_in(ours, "options") == "KeepArgv0");
    fuzz::must(value_in(ours, "group") == value_in(text, "group"));
    fuzz::must(configuration_for(wrapper, ours) == ours);
    return 0;
}
