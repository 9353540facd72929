// SPDX-License-Identifier: Apache-2.0
#include "installer/system/failure.hpp"

#include <cctype>
#include <cstring>

namespace iptables_wrapper::installer {

Failure::Failure(std::string intent_, std::string path_, std::string reason_, std::string hint_)
    : intent(std::move(intent_)), path(std::move(path_)), reason(std::move(reason_)), hint(std::move(hint_)) {
}

std::string reason_of(int error_number) {
    // Untranslated, since neither program calls setlocale(3).
    std::string reason = std::strerror(error_number);
    // What glibc and musl say of a number they do not know.
    if (reason.starts_with("Unknown error") || reason == "No error information") {
        return "error " + std::to_string(error_number);
    }
    // "Input/output error" begins in lower case here, "RPC …" stays.
    if (reason.size() > 1 && std::islower(static_cast<unsigned char>(reason[1])) != 0) {
        reason[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
    }
    return reason;
}

Failure system_failure(std::string intent, std::string path, int error_number, std::string hint) {
    Failure failure(std::move(intent), std::move(path), reason_of(error_number), std::move(hint));
    failure.error_number = error_number;
    return failure;
}

Failure out_of_memory() {
    return {"continue", "", "out of memory"}; // short enough for strings that keep their text in themselves
}

std::string printable(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string shown;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7f) {
            shown.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 0xfU]);
        } else {
            shown.append(1, character);
        }
    }
    return shown;
}

std::string sentence(const Failure& failure) {
    std::string text = "cannot " + failure.intent;
    if (!failure.path.empty()) {
        text.append(" '").append(failure.path).append("'");
    }
    return printable(text.append(": ").append(failure.reason));
}

std::string report_of(std::string_view program, const Failure& failure) {
    std::string lines{program};
    lines.append(": error: ").append(sentence(failure)).append("\n");
    if (!failure.hint.empty()) {
        lines.append(program).append(": hint: ").append(printable(failure.hint)).append("\n");
    }
    return lines;
}

} // namespace iptables_wrapper::installer
