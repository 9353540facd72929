// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/arguments.hpp"

#include "common/failure.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include <getopt.h>

namespace iptables_wrapper {

namespace {

/// What getopt_long returns: below every letter that it could return.
enum Option : int { detect = 1, json, switch_now, wait, reset, version, help };

constexpr unsigned longest_wait = 86400;

void take_action(Arguments& arguments, Action action) {
    if (arguments.action && *arguments.action != action) {
        arguments.mistake = "only one thing can be done at a time";
    }
    arguments.action = action;
}

void take_wait(Arguments& arguments, std::string_view text) {
    unsigned seconds = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), seconds);
    if (error != std::errc{} || end != text.end() || seconds > longest_wait) {
        arguments.mistake = "--wait takes whole seconds from 0 to 86400, not '" + printable(text) + "'";
    }
    arguments.wait_seconds = seconds;
}

void check_combination(Arguments& arguments) {
    if (!arguments.mistake.empty()) {
        return;
    }
    if (!arguments.action) {
        arguments.mistake = "nothing to do";
    } else if (arguments.format == Format::json && arguments.action != Action::detect) {
        arguments.mistake = "--json goes with --detect";
    } else if (arguments.wait_seconds && arguments.action != Action::switch_now) {
        arguments.mistake = "--wait goes with --switch";
    }
}

/// What getopt_long stumbled over: `option` is optopt, `word` the one before optind.
std::string mistake_at(int option, const char* word) {
    if (option == wait) {
        return "--wait takes whole seconds";
    }
    // A letter may stand in the midst of others, and then getopt_long has not moved on.
    const std::string text = option >= ' ' ? std::string{"-"} + static_cast<char>(option) : std::string{word};
    return "cannot understand '" + printable(text) + "'";
}

} // namespace

Arguments parse_arguments(int argc, char** argv) {
    static const std::array options{
        option{"detect", no_argument, nullptr, detect},     option{"json", no_argument, nullptr, json},
        option{"switch", no_argument, nullptr, switch_now}, option{"wait", required_argument, nullptr, wait},
        option{"reset", no_argument, nullptr, reset},       option{"version", no_argument, nullptr, version},
        option{"help", no_argument, nullptr, help},         option{nullptr, 0, nullptr, 0}};
    Arguments arguments;
    opterr = 0; // the words are ours
    for (int found = 0; (found = ::getopt_long(argc, argv, "", options.data(), nullptr)) != -1;) {
        switch (found) {
        case detect:
            take_action(arguments, Action::detect);
            break;
        case json:
            arguments.format = Format::json;
            break;
        case switch_now:
            take_action(arguments, Action::switch_now);
            break;
        case wait:
            take_wait(arguments, optarg);
            break;
        case reset:
            take_action(arguments, Action::reset);
            break;
        case version:
            take_action(arguments, Action::version);
            break;
        case help:
            take_action(arguments, Action::help);
            break;
        default:
            arguments.mistake = mistake_at(optopt, argv[optind - 1]);
            return arguments;
        }
    }
    for (; optind < argc; ++optind) {
        if (std::string_view{argv[optind]} == "install") {
            take_action(arguments, Action::install);
        } else {
            arguments.mistake = "cannot understand '" + printable(argv[optind]) + "'";
        }
    }
    check_combination(arguments);
    return arguments;
}

} // namespace iptables_wrapper
