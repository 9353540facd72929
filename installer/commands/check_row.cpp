// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/check_row.hpp"

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

bool all_good(const std::vector<CheckRow>& rows) {
    return std::ranges::all_of(rows,
                               [](const CheckRow& row) { return row.verdict == CheckRow::Verdict::good; });
}

CheckRow::Runs runs_in(Mode mode) {
    return mode == Mode::nft ? CheckRow::Runs::nft : CheckRow::Runs::legacy;
}

const char* word_for(CheckRow::Subject subject) {
    constexpr std::array words{"mode", "wrapper", "group", "command", "leftover", "system"};
    return words.at(static_cast<std::size_t>(subject));
}

const char* word_for(CheckRow::Runs runs) {
    constexpr std::array words{"wrapper", "nft", "legacy", "other", "nothing"};
    return words.at(static_cast<std::size_t>(runs));
}

const char* word_for(CheckRow::ChosenBy chosen_by) {
    return chosen_by == CheckRow::ChosenBy::call ? "call" : "hand";
}

} // namespace iptables_wrapper::installer
