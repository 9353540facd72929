// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace iptables_wrapper {

enum class Action { detect, switch_now, reset, install, version, help };
enum class Format { text, json };

/// The wrapper's own command line.
struct Arguments {
    std::optional<Action> action;
    Format format = Format::text;
    std::optional<unsigned> wait_seconds;
    std::string mistake; ///< what is wrong with them; empty when nothing is
};

/// Reads `argv` (argc entries and a null pointer) with getopt_long(3), which may reorder it. Never throws for
/// what users write: that becomes `mistake`, and then the rest means nothing. Otherwise there is an action.
Arguments parse_arguments(int argc, char** argv);

} // namespace iptables_wrapper
