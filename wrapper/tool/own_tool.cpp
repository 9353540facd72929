// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/own_tool.hpp"

#include "wrapper/tool/arguments.hpp"
#include "wrapper/tool/help_text.hpp"
#include "wrapper/tool/inspection.hpp"
#include "wrapper/tool/link_changes.hpp"

namespace iptables_wrapper::wrapper {

ToolOutcome run_own_tool(int argc, const char* const* argv, Notify notify) {
    const Arguments arguments = parse_arguments(argc, argv);
    if (!arguments.mistake.empty()) {
        return {2, {}, "iptables-wrapper: error: " + arguments.mistake + "; try 'iptables-wrapper --help'\n"};
    }
    switch (*arguments.action) {
    case Action::detect:
        return detect(arguments, notify);
    case Action::verify:
        return verify();
    case Action::switch_now:
        return switch_commands(arguments.wait_seconds, notify);
    case Action::reset:
        return reset_commands(Missing::leave);
    case Action::install:
        return reset_commands(Missing::create);
    case Action::version:
        return {0, "iptables-wrapper " IPTABLES_WRAPPER_VERSION "\n", {}};
    case Action::help:
        return {0, std::string{help_text}, {}};
    }
    __builtin_unreachable();
}

} // namespace iptables_wrapper::wrapper
