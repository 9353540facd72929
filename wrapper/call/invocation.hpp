// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// The command that this process was called as; nothing when it was called by its own name or any other.
/// `argument_zero` is argv[0]: its last component counts. `executed` is executed_path(): it stands in for an
/// empty argv[0], and shows when the wrapper lies where a real binary belongs. Then running "the real one"
/// would run the wrapper again, without end and whatever the inodes say (a copy has its own), so that throws
/// Failure.
std::optional<std::string> command_called(std::string_view argument_zero, std::string_view executed);

} // namespace iptables_wrapper::wrapper
