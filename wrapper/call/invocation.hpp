// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/failure.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// The command that this process was called as; nothing when it was called by its own name or any other.
/// `argument_zero` is argv[0]: its last component counts. `executed` is executed_path(): it stands in for an
/// empty argv[0].
std::optional<std::string_view> command_called(std::string_view argument_zero, std::string_view executed);

/// The failure to end with where the wrapper lies in the place of a real binary, as `executed` shows. Running
/// "the real one" would run the wrapper again, without end and whatever the inodes say (a copy has its own).
std::optional<Failure> find_misplaced(std::string_view executed);

} // namespace iptables_wrapper::wrapper
