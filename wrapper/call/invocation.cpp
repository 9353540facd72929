// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/invocation.hpp"

#include "common/commands.hpp"
#include "common/links.hpp"

namespace iptables_wrapper::wrapper {

std::optional<std::string_view> command_called(std::string_view argument_zero, std::string_view executed) {
    for (const std::string_view name : {last_component(argument_zero), last_component(executed)}) {
        if (is_command(name)) {
            return name;
        }
        if (name == wrapper_name) {
            break;
        }
    }
    return std::nullopt;
}

std::optional<Failure> find_misplaced(std::string_view executed) {
    if (!is_real_name(last_component(executed))) {
        return std::nullopt;
    }
    return Failure{"run", executed, "it is the wrapper, where the real iptables should be",
                   "install the iptables package again, then iptables-wrapper-installer"};
}

} // namespace iptables_wrapper::wrapper
