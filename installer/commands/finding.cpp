// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/finding.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

bool all_good(const std::vector<Finding>& findings) {
    return std::ranges::all_of(
        findings, [](const Finding& finding) { return finding.verdict == Finding::Verdict::good; });
}

const char* word_for(Finding::Subject subject) {
    switch (subject) {
    case Finding::Subject::mode:
        return "mode";
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

Finding::Runs runs_in(Mode mode) {
    switch (mode) {
    case Mode::nft:
        return Finding::Runs::nft;
    case Mode::legacy:
        return Finding::Runs::legacy;
    }
    return Finding::Runs::other;
}

const char* word_for(Finding::Runs runs) {
    switch (runs) {
    case Finding::Runs::wrapper:
        return "wrapper";
    case Finding::Runs::nft:
        return "nft";
    case Finding::Runs::legacy:
        return "legacy";
    case Finding::Runs::other:
        return "other";
    case Finding::Runs::nothing:
        return "nothing";
    }
    return "";
}

const char* word_for(Finding::ChosenBy chosen_by) {
    switch (chosen_by) {
    case Finding::ChosenBy::call:
        return "call";
    case Finding::ChosenBy::hand:
        return "hand";
    }
    return "";
}

} // namespace iptables_wrapper::installer
