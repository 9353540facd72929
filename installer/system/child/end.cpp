// SPDX-License-Identifier: Apache-2.0
#include "installer/system/child/end.hpp"

#include "installer/system/failure.hpp"

#include <algorithm>
#include <string_view>

namespace iptables_wrapper::installer {

namespace {

/// The line of a complaint that says what is wrong: the first that names an error, else the first that says
/// anything, other than how to get help.
std::string telling_line(std::string_view complaint) {
    std::string_view telling;
    while (!complaint.empty()) {
        const std::string_view line = complaint.substr(0, complaint.find('\n'));
        complaint.remove_prefix(std::min(line.size() + 1, complaint.size()));
        if (line.find("error") != std::string_view::npos) {
            return printable(line);
        }
        const bool says_nothing = line.find_first_not_of(" \t\r") == std::string_view::npos ||
                                  line.find("--help") != std::string_view::npos;
        if (telling.empty() && !says_nothing) {
            telling = line;
        }
    }
    return printable(telling);
}

} // namespace

std::string trouble_with(const ChildResult& result) {
    switch (result.end) {
    case ChildResult::End::timed_out:
        return "no answer within " + std::to_string(result.allowed.count()) + " seconds";
    case ChildResult::End::said_too_much:
        return "more than " + std::to_string(most_output) + " bytes of output";
    case ChildResult::End::unreadable:
        return "its output cannot be read";
    case ChildResult::End::killed:
    case ChildResult::End::exited:
        break;
    }
    std::string trouble = result.end == ChildResult::End::killed ? "killed by signal " : "exit status ";
    trouble += std::to_string(result.status);
    const std::string line = telling_line(result.complaint);
    return line.empty() ? trouble : trouble + " (" + line + ")";
}

} // namespace iptables_wrapper::installer
