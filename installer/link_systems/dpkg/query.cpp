// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "installer/system/lines.hpp"

#include <charconv>
#include <string>

namespace iptables_wrapper::installer {

namespace {

struct Field {
    std::string_view name;
    std::string value;
};

/// "Name: value"; nothing for another line. "Slaves:" has an empty value and goes on in lines that begin with
/// a space.
std::optional<Field> field_in(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with(' ')) {
        value.remove_prefix(1);
    }
    return Field{line.substr(0, colon), std::string(value)};
}

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
bool take_field(LinkGroup& group, const Field& field) {
    const std::string value = field.value == "none" ? "" : field.value;
    if (field.name == "Name") {
        group.master.name = field.value;
    } else if (field.name == "Link") {
        group.master.link = field.value;
    } else if (field.name == "Best") {
        group.best = value;
    } else if (field.name == "Value") {
        group.value = value;
    } else if (field.name == "Alternative") {
        group.alternatives.push_back({field.value, 0, {}});
    } else if (field.name == "Status") {
        if (field.value != "auto" && field.value != "manual") {
            return false;
        }
        group.status = field.value == "auto" ? LinkGroup::Status::automatic : LinkGroup::Status::manual;
    } else if (field.name == "Priority") {
        if (group.alternatives.empty()) {
            return false;
        }
        const char* const end = field.value.data() + field.value.size();
        const auto [stop, error] =
            std::from_chars(field.value.data(), end, group.alternatives.back().priority);
        return error == std::errc() && stop == end;
    }
    return true;
}

} // namespace

std::optional<LinkGroup> parse_query(std::string_view text) {
    LinkGroup group;
    std::string current_field;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line.empty()) {
            continue;
        }
        if (line.front() == ' ') {
            if (current_field != "Slaves") {
                continue;
            }
            const std::optional<GroupLink> pair = pair_in(line);
            if (!pair) {
                return std::nullopt;
            }
            if (group.alternatives.empty()) {
                group.followers.push_back(*pair);
            } else {
                group.alternatives.back().followers[pair->name] = pair->link;
            }
            continue;
        }
        const std::optional<Field> field = field_in(line);
        if (!field || !take_field(group, *field)) {
            return std::nullopt;
        }
        current_field = field->name;
    }
    if (group.master.name.empty() || group.master.link.empty()) {
        return std::nullopt;
    }
    return group;
}

} // namespace iptables_wrapper::installer
