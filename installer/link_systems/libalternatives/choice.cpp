// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/choice.hpp"

#include "installer/link_systems/libalternatives/configuration.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/lines.hpp"

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

namespace {

struct ChoiceFile {
    const char* path;
    const char* option; ///< of `alts`, for this file
};

constexpr std::array<ChoiceFile, 2> files{
    {{"/root/.config/libalternatives.conf", "-u"}, {"/etc/libalternatives.conf", "-s"}}};

} // namespace

std::optional<int> chosen_in(std::string_view text, std::string_view command) {
    std::optional<int> chosen;
    while (!text.empty()) {
        const std::string value = value_in(take_line(text), command);
        if (const std::optional<int> number = configuration_number(value)) {
            chosen = number;
        }
    }
    return chosen;
}

std::optional<Choice> choice_of(const std::string& command, const std::vector<int>& numbers) {
    for (const ChoiceFile& file : files) {
        if (!certain_identity(file.path)) {
            continue;
        }
        const std::optional<int> number = chosen_in(read_file(file.path), command);
        if (number && std::ranges::find(numbers, *number) != numbers.end()) {
            return Choice{file.path, *number,
                          std::string("alts ").append(file.option).append(" -n ").append(command)};
        }
    }
    return std::nullopt;
}

} // namespace iptables_wrapper::installer
