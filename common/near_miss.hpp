// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <span>
#include <string_view>

namespace iptables_wrapper {

/// How many letters must be changed, added or removed to turn `a` into `b` (the Levenshtein distance), where
/// two neighbours that are exchanged count as two. `b` has less than 32 letters.
inline std::size_t mistakes_between(std::string_view a, std::string_view b) {
    std::array<std::size_t, 32> row{};
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row.at(j + 1);
            row.at(j + 1) = std::min({changed, row.at(j) + 1, row.at(j + 1) + 1});
        }
    }
    return row.at(b.size());
}

/// The one of `known` that `word` was probably meant to be: it begins with `word`, or at most two letters are
/// wrong, missing or too many. The first of those that are equally near; empty if none is near enough.
inline std::string_view meant_by(std::string_view word, std::span<const std::string_view> known) {
    constexpr std::size_t most_mistakes = 2;
    constexpr std::size_t shortest_beginning = 3;
    std::string_view nearest;
    std::size_t fewest = most_mistakes + 1;
    for (const std::string_view candidate : known) {
        const bool begins = word.size() >= shortest_beginning && candidate.starts_with(word);
        const std::size_t mistakes = begins ? most_mistakes : mistakes_between(word, candidate);
        if (mistakes < fewest && mistakes < word.size()) {
            nearest = candidate;
            fewest = mistakes;
        }
    }
    return nearest;
}

} // namespace iptables_wrapper
