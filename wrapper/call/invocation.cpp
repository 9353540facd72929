// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/invocation.hpp"

#include "common/commands.hpp"
#include "common/failure.hpp"
#include "common/links.hpp"

namespace iptables_wrapper::wrapper {

std::optional<std::string> command_called(std::string_view argument_zero, std::string_view executed) {
    if (is_real_name(last_component(executed))) {
        throw Failure{"run", std::string{executed}, "it is the wrapper, where the real iptables should be",
                      "install the iptables package again, then iptables-wrapper-installer"};
    }
    const std::string_view name = last_component(argument_zero.empty() ? executed : argument_zero);
    if (!is_command(name)) {
        return std::nullopt;
    }
    return std::string{name};
}

} // namespace iptables_wrapper::wrapper
