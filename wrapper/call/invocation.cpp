// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/invocation.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"

namespace iptables_wrapper::wrapper {

std::optional<std::string_view> command_called(std::string_view argument_zero, std::string_view executed) {
    const std::string_view name = last_component(argument_zero.empty() ? executed : argument_zero);
    return is_command(name) ? std::optional{name} : std::nullopt;
}

std::optional<Failure> find_misplaced(std::string_view executed) {
    if (!is_real_name(last_component(executed))) {
        return std::nullopt;
    }
    return Failure{"run", executed, "it is the wrapper, where the real iptables should be",
                   "install the iptables package again, then iptables-wrapper-installer"};
}

} // namespace iptables_wrapper::wrapper
