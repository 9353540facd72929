// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "installer/system/lines.hpp"

#include <charconv>
#include <string>

namespace iptables_wrapper::installer {

namespace {

/// " name path": the first space ends the name, so a path may have spaces.
std::optional<GroupLink> pair_in(std::string_view line) {
    line.remove_prefix(1);
    const std::size_t space = line.find(' ');
    if (space == std::string_view::npos || space == 0 || space + 1 == line.size()) {
        return std::nullopt;
    }
    return GroupLink{std::string(line.substr(0, space)), std::string(line.substr(space + 1))};
}

/// Puts one field where it belongs; false if its value makes no sense.
bool take_field(LinkGroup& group, std::string_view name, const std::string& value) {
    const std::string path = value == "none" ? "" : value;
    if (name == "Name") {
        group.master.name = value;
    } else if (name == "Link") {
        group.master.link = value;
    } else if (name == "Best") {
        group.best = path;
    } else if (name == "Value") {
        group.value = path;
    } else if (name == "Alternative") {
        group.alternatives.push_back({value, 0, {}});
    } else if (name == "Status") {
        group.status = value == "auto" ? LinkGroup::Status::automatic : LinkGroup::Status::manual;
        return value == "auto" || value == "manual";
    } else if (name == "Priority") {
        if (group.alternatives.empty()) {
            return false;
        }
        const char* const end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, group.alternatives.back().priority);
        return error == std::errc() && stop == end;
    }
    return true;
}

} // namespace

std::optional<LinkGroup> parse_query(std::string_view text) {
    LinkGroup group;
    std::string_view field;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) {
            continue;
        }
        // "Name: value". "Slaves:" has an empty value and goes on in lines that begin with a space.
        if (line.front() != ' ') {
            const std::size_t colon = line.find(':');
            if (colon == std::string_view::npos) {
                return std::nullopt;
            }
            field = line.substr(0, colon);
            const std::size_t value = colon + (line.substr(colon).starts_with(": ") ? 2 : 1);
            if (!take_field(group, field, std::string(line.substr(value)))) {
                return std::nullopt;
            }
        } else if (field == "Slaves") {
            const std::optional<GroupLink> pair = pair_in(line);
            if (!pair) {
                return std::nullopt;
            }
            if (group.alternatives.empty()) {
                group.followers.push_back(*pair);
            } else {
                group.alternatives.back().followers[pair->name] = pair->link;
            }
        }
    }
    if (group.master.name.empty() || group.master.link.empty()) {
        return std::nullopt;
    }
    return group;
}

} // namespace iptables_wrapper::installer
