// SPDX-License-Identifier: Apache-2.0
// The wrapper becomes the real iptables of the mode that the host uses. By its own name, it is a tool that
// tells which mode that is.
#include "common/executable.hpp"
#include "wrapper/call/become.hpp"
#include "wrapper/call/invocation.hpp"
#include "wrapper/tool/own_tool.hpp"

#include <unistd.h>

namespace {

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

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
    const ExitStatus status = run_own_tool(argc, argv, {out, err});
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
