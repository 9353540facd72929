// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/own_tool.hpp"

#include "wrapper/tool/arguments.hpp"
#include "wrapper/tool/help_text.hpp"
#include "wrapper/tool/inspection.hpp"
#include "wrapper/tool/link_changes.hpp"

namespace iptables_wrapper::wrapper {

ExitStatus run_own_tool(int argc, const char* const* argv, const Streams& streams) {
    const Arguments arguments = parse_arguments(argc, argv);
    if (!arguments.mistake.empty()) {
        say(streams.err, "error", arguments.mistake, "; try 'iptables-wrapper --help'");
        return ExitStatus::usage;
    }
    switch (*arguments.action) {
    case Action::detect:
        return detect(arguments, streams);
    case Action::verify:
        return verify(streams);
    case Action::switch_now:
        return switch_commands(arguments.wait_seconds, streams);
    case Action::reset:
        return reset_commands(Missing::leave, streams);
    case Action::install:
        return reset_commands(Missing::create, streams);
    case Action::version:
        streams.out.append("iptables-wrapper " IPTABLES_WRAPPER_VERSION "\n");
        return ExitStatus::done;
    case Action::help:
        streams.out.append(help_text);
        return ExitStatus::done;
    }
    __builtin_unreachable();
}

} // namespace iptables_wrapper::wrapper
