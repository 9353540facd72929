// SPDX-License-Identifier: Apache-2.0
#include "installer/system/failure.hpp"

#include <utility>

namespace iptables_wrapper::installer {

Failure::Failure(std::string intent_, std::string path_, std::string reason_, std::string hint_)
    : intent(std::move(intent_)), path(std::move(path_)), reason(std::move(reason_)), hint(std::move(hint_)) {
}

std::string reason_of(int error_number) {
    return std::string{iptables_wrapper::reason_of(error_number)};
}

Failure system_failure(std::string intent, std::string path, int error_number, std::string hint) {
    Failure failure(std::move(intent), std::move(path), reason_of(error_number), std::move(hint));
    failure.error_number = error_number;
    return failure;
}

Failure out_of_memory() {
    return {"continue", "", "out of memory"}; // short enough for strings that need no heap
}

std::string printable(std::string_view text) {
    std::string shown;
    append_printable(shown, text);
    return shown;
}

std::string sentence(const Failure& failure) {
    std::string text;
    append_sentence(text, failure.text());
    return text;
}

std::string report_of(std::string_view program, const Failure& failure) {
    std::string lines;
    append_report(lines, program, failure.text());
    return lines;
}

} // namespace iptables_wrapper::installer
