// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/text.hpp"

#include <optional>
#include <string_view>

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

inline constexpr std::string_view help_text =
    "Usage: iptables-wrapper --detect [--json] [--wait SECONDS]\n"
    "       iptables-wrapper --switch [--wait SECONDS] [--links DIR]\n"
    "                        [-- PROGRAM [ARGUMENT...]]\n"
    "       iptables-wrapper --verify | --reset | install | --version | --help\n"
    "\n"
    "Stands in for iptables, ip6tables and their -save and -restore commands: on the\n"
    "first call it finds out whether this host uses legacy or nft, points the\n"
    "commands at that mode and becomes the real command. By its own name:\n"
    "\n"
    "  --detect          print the mode, what speaks for it and what the commands\n"
    "                    run now; changes nothing\n"
    "    --json          ... as a JSON object on one line\n"
    "    --wait SECONDS  ... once there is evidence; status 1 when the time is over\n"
    "  --switch          decide anew, and point the commands at the mode now; back\n"
    "                    at the wrapper if that is not permanent\n"
    "    --wait SECONDS  ... once there is evidence; status 1 when the time is over\n"
    "    --links DIR     ... with the six commands made in DIR instead, as links\n"
    "    -- PROGRAM ...  ... and become PROGRAM, with DIR first in its PATH\n"
    "  --verify          status 0 when each command leads to the wrapper or to the\n"
    "                    mode that the host uses\n"
    "  --reset           point the commands back at the wrapper\n"
    "  install           the same, and create those that are missing\n"
    "  --version         print the version (-V)\n"
    "  --help            print this text (-h)\n"
    "\n"
    "Environment, for commands that still lead to the wrapper:\n"
    "  IPTABLES_WRAPPER_MODE=nft|legacy|auto use this mode; auto: unset\n"
    "  IPTABLES_WRAPPER_GUESS=retry          guess without a warning\n"
    "  IPTABLES_WRAPPER_GUESS=keep           the same, and keep nft where nothing is\n"
    "  IPTABLES_WRAPPER_GUESS=never          fail (125) where only a guess is left\n"
    "  IPTABLES_WRAPPER_DEBUG=1|2            say on stderr what is decided and why,\n"
    "                                        or every step\n"
    "\n"
    "Exit status: 0 done, 1 failed, 2 usage, 125 cannot decide; of a command or\n"
    "PROGRAM its own, or 125, 126 (cannot be executed), 127 (not found).\n";

} // namespace iptables_wrapper::wrapper
