// SPDX-License-Identifier: Apache-2.0
// The wrapper becomes the real iptables of the mode that the host uses. By its own name, it is a tool that
// tells which mode that is.
#include "common/this_process.hpp"
#include "wrapper/call/become.hpp"
#include "wrapper/tool/arguments.hpp"
#include "wrapper/tool/tasks.hpp"

#include <unistd.h>

namespace {

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

/// By its own name. If it cannot decide at all, the exit status is the one that a call would have.
ExitStatus run_tool(const Arguments& arguments, const Streams& streams) {
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
        return switch_commands(arguments, streams);
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

ExitStatus run(int argc, char** argv) {
    Output err{STDERR_FILENO, WhenFull::lose};
    const std::string_view executed = executed_path();
    if (const auto misplaced = find_misplaced(executed)) {
        return report(err, *misplaced);
    }
    if (const auto command = command_called(argv[0] == nullptr ? "" : argv[0], executed)) {
        return report(err, become(*command, argv, err));
    }
    Output out{STDOUT_FILENO};
    const ExitStatus status = run_tool(parse_arguments(argc, argv), {out, err});
    if (const int error_number = out.flush(); error_number != 0) {
        return report(err,
                      {"write to the standard output", {}, reason_of(error_number), {}, ExitStatus::failed});
    }
    return status;
}

} // namespace

int main(int argc, char** argv) {
    return static_cast<int>(run(argc, argv));
}
