// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// The command that this process was called as; nothing if it was called by its own name or another one.
/// `argument_zero` is argv[0], of which the last component counts. If that is neither a command nor the
/// wrapper's own name (`exec -a main4 iptables`, or no argument at all), `executed` takes its place, which is
/// executed_path().
std::optional<std::string_view> command_called(std::string_view argument_zero, std::string_view executed);

/// The failure to end with if `executed` shows that the wrapper is in place of a real program. Running "the
/// real one" would run the wrapper again, without end. Comparing inodes does not notice that: a copy has its
/// own.
std::optional<Failure> find_misplaced(std::string_view executed);

/// Becomes the real `command`: decides on the mode, points the commands at it if the decision is permanent,
/// and executes the program with `argv`. The command must not notice what happened before. So this reads no
/// input, leaves no descriptor open, and writes to `err` only warnings and what IPTABLES_WRAPPER_DEBUG asks
/// for. Returns only what stopped it. Not inlined, as wrapper/tool/tasks.hpp explains.
[[gnu::noinline]] Failure become(std::string_view command, char** argv, Output& err);

} // namespace iptables_wrapper::wrapper
