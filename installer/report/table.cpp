// SPDX-License-Identifier: Apache-2.0
#include "installer/report/table.hpp"

#include "installer/system/failure.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

/// "ok " or "bad", in green or red where that is wanted.
std::string verdict_of(const Finding& finding, Colour colour) {
    const bool good = finding.verdict == Finding::Verdict::good;
    std::string word = good ? "ok " : "bad";
    switch (colour) {
    case Colour::wanted:
        return (good ? "\x1b[32m" : "\x1b[31m") + word + "\x1b[0m";
    case Colour::unwanted:
        break;
    }
    return word;
}

} // namespace

std::vector<std::string> table_of(const std::vector<Finding>& findings, Colour colour) {
    constexpr std::size_t width_of_subject = 10;
    std::vector<std::string> names;
    std::size_t width_of_names = 0;
    for (const Finding& finding : findings) {
        names.push_back("'" + printable(finding.name) + "': ");
        width_of_names = std::max(width_of_names, names.back().size());
    }
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        std::string subject = word_for(findings[i].subject);
        subject.resize(width_of_subject, ' ');
        names[i].resize(width_of_names, ' ');
        lines.push_back(verdict_of(findings[i], colour) + "  " + subject + names[i] +
                        printable(findings[i].detail));
    }
    return lines;
}

} // namespace iptables_wrapper::installer
