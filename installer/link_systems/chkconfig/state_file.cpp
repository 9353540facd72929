// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/state_file.hpp"

#include <algorithm>
#include <charconv>

namespace iptables_wrapper::installer {

namespace {

using Lines = std::vector<std::string>;

Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string joined(const Lines& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line + "\n";
    }
    return text;
}

/// The lines before the first alternative: mode, master's link, followers, the empty one.
std::size_t header_size(const LinkGroup& group) {
    return 3 + 2 * group.slaves.size();
}

/// The lines of one alternative: path, priority, followers.
std::size_t block_size(const LinkGroup& group) {
    return 2 + group.slaves.size();
}

const char* word_for(LinkGroup::Status status) {
    switch (status) {
    case LinkGroup::Status::automatic:
        return "auto";
    case LinkGroup::Status::manual:
        return "manual";
    }
    return "";
}

/// "10", "@family@10", "10 service".
std::optional<long> priority_in(std::string_view line) {
    if (line.starts_with('@')) {
        const std::size_t end = line.find('@', 1);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        line.remove_prefix(end + 1);
    }
    long priority = 0;
    const char* const end = line.data() + line.size();
    const auto [stop, error] = std::from_chars(line.data(), end, priority);
    if (error != std::errc() || (stop != end && *stop != ' ')) {
        return std::nullopt;
    }
    return priority;
}

/// Reads the mode and the links.
bool take_header(LinkGroup& group, const Lines& lines) {
    if (lines.size() < 2 || lines[1].empty() || (lines[0] != "auto" && lines[0] != "manual")) {
        return false;
    }
    group.status = lines[0] == "auto" ? LinkGroup::Status::automatic : LinkGroup::Status::manual;
    group.master.link = lines[1];
    std::size_t next = 2;
    while (next + 1 < lines.size() && !lines[next].empty()) {
        group.slaves.push_back({lines[next], lines[next + 1]});
        next += 2;
    }
    return next < lines.size() && lines[next].empty();
}

std::optional<Alternative> alternative_in(const LinkGroup& group, const Lines& lines, std::size_t start) {
    const std::optional<long> priority = priority_in(lines[start + 1]);
    if (lines[start].empty() || !priority) {
        return std::nullopt;
    }
    Alternative alternative{lines[start], *priority, {}};
    for (std::size_t i = 0; i < group.slaves.size(); ++i) {
        if (const std::string& path = lines[start + 2 + i]; !path.empty()) {
            alternative.slaves[group.slaves[i].name] = path;
        }
    }
    return alternative;
}

/// Takes the alternative `path` out, wherever it is.
void erase(Lines& lines, const LinkGroup& group, std::string_view path) {
    const auto block = static_cast<std::ptrdiff_t>(block_size(group));
    auto place = lines.begin() + static_cast<std::ptrdiff_t>(header_size(group));
    while (place != lines.end()) {
        place = *place == path ? lines.erase(place, place + block) : place + block;
    }
}

} // namespace

std::optional<LinkGroup> parse_state_file(std::string_view name, std::string_view text) {
    const Lines lines = split(text);
    LinkGroup group;
    group.master.name = name;
    if (!take_header(group, lines) || (lines.size() - header_size(group)) % block_size(group) != 0) {
        return std::nullopt;
    }
    const Alternative* best = nullptr;
    for (std::size_t start = header_size(group); start < lines.size(); start += block_size(group)) {
        const std::optional<Alternative> alternative = alternative_in(group, lines, start);
        if (!alternative) {
            return std::nullopt;
        }
        group.alternatives.push_back(*alternative);
    }
    for (const Alternative& alternative : group.alternatives) {
        if (best == nullptr || alternative.priority > best->priority) { // of equal ones the first
            best = &alternative;
        }
    }
    group.best = best == nullptr ? "" : best->path;
    return group;
}

std::string with_alternative(std::string_view text, const LinkGroup& group, const Alternative& wanted) {
    Lines lines = split(text);
    erase(lines, group, wanted.path);
    lines.front() = word_for(LinkGroup::Status::automatic);
    lines.push_back(wanted.path);
    lines.push_back(std::to_string(wanted.priority));
    for (const GroupLink& follower : group.slaves) {
        const auto found = wanted.slaves.find(follower.name);
        lines.push_back(found == wanted.slaves.end() ? "" : found->second);
    }
    return joined(lines);
}

std::string without_alternative(std::string_view text, const LinkGroup& group, std::string_view path,
                                LinkGroup::Status status) {
    Lines lines = split(text);
    erase(lines, group, path);
    lines.front() = word_for(status);
    return joined(lines);
}

} // namespace iptables_wrapper::installer
