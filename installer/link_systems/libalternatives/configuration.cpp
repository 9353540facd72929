// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/configuration.hpp"

#include "installer/system/atomic_file.hpp"
#include "installer/system/lines.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace iptables_wrapper::installer {

namespace {

constexpr const char* configuration_directory = "/usr/share/libalternatives";

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r";
    const std::size_t first = std::min(text.find_first_not_of(space), text.size());
    text.remove_prefix(first);
    return text.substr(0, text.find_last_not_of(space) + 1);
}

/// "key" of "key = value"; empty for another line.
std::string_view key_of(std::string_view line) {
    const std::size_t equal = line.find('=');
    return equal == std::string_view::npos ? std::string_view{} : trimmed(line.substr(0, equal));
}

} // namespace

std::optional<int> configuration_number(std::string_view name) {
    // Through a long, cut off to an int: so does atoi.
    const int number = static_cast<int>(std::strtol(std::string(name).c_str(), nullptr, 10));
    return number > 0 ? std::optional(number) : std::nullopt;
}

std::string value_in(std::string_view text, std::string_view key) {
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (key_of(line) == key) {
            return std::string(trimmed(line.substr(line.find('=') + 1)));
        }
    }
    return {};
}

std::string configuration_for(const std::string& wrapper, std::string_view other) {
    std::string text = "binary=" + wrapper + "\n";
    while (!other.empty()) {
        const std::string_view line = take_line(other);
        if (const std::string_view key = key_of(line); key == "group" || key == "man") {
            text.append(line).append("\n");
        }
    }
    return text + "options=KeepArgv0\n";
}

Configurations configurations_of(const std::string& command) {
    Configurations found{fs::path(configuration_directory) / command, {}, {}};
    for (const fs::path& path : listing(found.directory)) {
        const std::string name = path.filename().native();
        const std::optional<int> number = configuration_number(name);
        if (!number) {
            continue;
        }
        found.numbers.push_back(*number);
        if (name == std::to_string(*number) + ".conf") {
            found.files.push_back({path, *number, read_file(path)});
        }
    }
    std::ranges::sort(found.numbers);
    std::ranges::sort(found.files, {}, &Configuration::number);
    return found;
}

namespace {

struct ChoiceFile {
    const char* path;
    const char* option; ///< of `alts`, for this file
};

constexpr std::array<ChoiceFile, 2> choice_files{
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
    for (const ChoiceFile& file : choice_files) {
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

std::optional<std::string> what_alts_runs(const Configurations& configurations,
                                          const std::optional<Choice>& choice) {
    if (configurations.numbers.empty()) {
        return std::nullopt;
    }
    const int number = choice ? choice->number : configurations.numbers.back();
    const auto file = std::ranges::find(configurations.files, number, &Configuration::number);
    if (file == configurations.files.end()) {
        return std::nullopt;
    }
    return value_in(file->text, "binary");
}

} // namespace iptables_wrapper::installer
