// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/text.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

enum class Action { detect, verify, switch_now, reset, install, version, help };
enum class Format { text, json };

/// The wrapper's own command line.
struct Arguments {
    std::optional<Action> action;
    Format format = Format::text;
    std::optional<unsigned> wait_seconds;
    const char* links = nullptr;          ///< the directory to make links in, an absolute path; or null
    const char* const* program = nullptr; ///< the program to become, with its arguments and a null; or null
    Phrase mistake;                       ///< what is wrong with them; empty when nothing is
};

/// Reads `argv` (argc entries, and a null). Options are written in full; `--wait 30` may be `--wait=30`. A
/// usage error is in `mistake`, and the rest means nothing then. Without one, there is an action.
Arguments parse_arguments(int argc, const char* const* argv);

} // namespace iptables_wrapper::wrapper
