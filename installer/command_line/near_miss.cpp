// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/near_miss.hpp"

#include <algorithm>
#include <numeric>

namespace iptables_wrapper::installer {

namespace {

constexpr std::size_t most_mistakes = 2;
constexpr std::size_t shortest_beginning = 3;

/// How many letters must be changed, added or removed to turn `a` into `b` (the Levenshtein distance).
std::size_t mistakes_between(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::optional<std::string_view> meant_by(std::string_view word, const std::vector<std::string_view>& known) {
    std::optional<std::string_view> nearest;
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

} // namespace iptables_wrapper::installer
