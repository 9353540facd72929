// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/finding.hpp"

#include "common/failure.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

bool all_good(const std::vector<Finding>& findings) {
    return std::ranges::all_of(
        findings, [](const Finding& finding) { return finding.verdict == Finding::Verdict::good; });
}

const char* word_for(Finding::Subject subject) {
    switch (subject) {
    case Finding::Subject::flavour:
        return "flavour";
    case Finding::Subject::wrapper:
        return "wrapper";
    case Finding::Subject::group:
        return "group";
    case Finding::Subject::command:
        return "command";
    case Finding::Subject::leftover:
        return "leftover";
    case Finding::Subject::system:
        return "system";
    }
    return "";
}

std::string line_of(const Finding& finding) {
    constexpr std::size_t width = 10;
    std::string subject = word_for(finding.subject);
    subject.resize(width, ' ');
    return (finding.verdict == Finding::Verdict::good ? "ok   " : "bad  ") + subject + "'" +
           printable(finding.name) + "': " + printable(finding.detail);
}

} // namespace iptables_wrapper::installer
