// SPDX-License-Identifier: Apache-2.0
// How a failure becomes words, for both programs. `Output` is anything with append(std::string_view): a
// std::string, or the buffer of a descriptor.
#pragma once

#include "common/text.hpp"

#include <array>
#include <string_view>

namespace iptables_wrapper {

/// What went wrong, in four parts.
struct FailureText {
    std::string_view intent; ///< what was to be done, after "cannot": "read the link"
    std::string_view path;   ///< what it was to be done to; empty where there is no such thing
    std::string_view reason; ///< why not, lower case, no full stop
    std::string_view hint;   ///< the remedy, a sentence without full stop; empty where none is known
};

/// The words for an errno: the system's, untranslated, beginning in lower case ("permission denied").
Text<64> reason_of(int error_number);

/// Appends `text`, with bytes that could break a line or drive a terminal (below 0x20, 0x7f) shown as "\xNN".
template <typename Output>
void append_printable(Output& output, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto is_control = [](char character) {
        const auto byte = static_cast<unsigned char>(character);
        return byte < 0x20 || byte == 0x7f;
    };
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(std::ranges::find_if(text, is_control) - text.begin());
        output.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (!text.empty()) {
            const auto byte = static_cast<unsigned char>(text.front());
            const std::array shown{'\\', 'x', digits[byte >> 4U], digits[byte & 0xfU]};
            output.append(std::string_view{shown.data(), shown.size()});
            text.remove_prefix(1);
        }
    }
}

/// Appends "cannot <intent> '<path>': <reason>", on one line.
template <typename Output>
void append_sentence(Output& output, const FailureText& failure) {
    output.append("cannot ");
    append_printable(output, failure.intent);
    if (!failure.path.empty()) {
        output.append(" '");
        append_printable(output, failure.path);
        output.append("'");
    }
    output.append(": ");
    append_printable(output, failure.reason);
}

/// Appends the lines for stderr, each with its line feed: "<program>: error: <sentence>" and, where there is
/// a hint, "<program>: hint: <hint>".
template <typename Output>
void append_report(Output& output, std::string_view program, const FailureText& failure) {
    output.append(program);
    output.append(": error: ");
    append_sentence(output, failure);
    output.append("\n");
    if (!failure.hint.empty()) {
        output.append(program);
        output.append(": hint: ");
        append_printable(output, failure.hint);
        output.append("\n");
    }
}

} // namespace iptables_wrapper
