// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/iptables_version.hpp"

#include <charconv>

namespace iptables_wrapper::installer {

namespace {

/// Takes "1.8.10" off the front of `rest`. At least two numbers, or nothing.
std::optional<VersionNumbers> take_numbers(std::string_view& rest) {
    VersionNumbers numbers{};
    std::size_t count = 0;
    while (count < numbers.size()) {
        const std::string_view digits = count == 0 ? rest : rest.substr(1);
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), numbers[count]);
        if (error != std::errc()) {
            break;
        }
        rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
        ++count;
        if (rest.empty() || rest.front() != '.') {
            break;
        }
    }
    if (count < 2) {
        return std::nullopt;
    }
    return numbers;
}

} // namespace

std::optional<IptablesVersion> parse_version(std::string_view output) {
    std::string_view line = output.substr(0, output.find('\n'));
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    const std::size_t space = line.find(" v");
    if (space == std::string_view::npos || space == 0) {
        return std::nullopt;
    }
    std::string_view rest = line.substr(space + 2);
    const std::string_view word = rest.substr(0, rest.find(' '));

    IptablesVersion version;
    const std::optional<VersionNumbers> numbers = take_numbers(rest);
    if (!numbers) {
        return std::nullopt;
    }
    version.numbers = *numbers;
    version.text = word;

    const auto used = static_cast<std::size_t>(word.data() + word.size() - line.data());
    const std::string_view ending = line.substr(used);
    if (ending == " (nf_tables)") {
        version.mode = Mode::nft;
    } else if (ending == " (legacy)") {
        version.mode = Mode::legacy;
    } else if (!ending.empty()) {
        return std::nullopt;
    }
    return version;
}

} // namespace iptables_wrapper::installer
