// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/state_file_lines.hpp"

#include "installer/system/lines.hpp"

#include <algorithm>
#include <cstdlib>

namespace iptables_wrapper::installer {

namespace {

/// The lines of a text as the tool reads them. Beyond the end there is nothing.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    /// The next line, blanks before it taken off; nothing at the end.
    std::optional<std::string> next() {
        if (text_.empty()) {
            return std::nullopt;
        }
        std::string_view line = take_line(text_);
        line.remove_prefix(std::min(line.find_first_not_of(" \t\r\v\f"), line.size()));
        return std::string(line);
    }

    /// Whether nothing but empty lines is left.
    bool at_end() {
        while (const std::optional<std::string> line = next()) {
            if (!line->empty()) {
                return false;
            }
        }
        return true;
    }

private:
    std::string_view text_;
};

bool is_path(const std::optional<std::string>& line) {
    return line && line->starts_with('/');
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

/// Reads the mode and the links.
bool take_header(StateFile& file, Reader& reader) {
    const std::optional<std::string> mode = reader.next();
    const std::optional<std::string> link = reader.next();
    if ((mode != "auto" && mode != "manual") || !is_path(link)) {
        return false;
    }
    file.status = mode == "auto" ? LinkGroup::Status::automatic : LinkGroup::Status::manual;
    file.link = *link;
    std::optional<std::string> name = reader.next();
    while (name && !name->empty()) {
        const std::optional<std::string> follower = reader.next();
        if (name->starts_with('/') || !is_path(follower)) {
            return false;
        }
        file.followers.push_back({*name, *follower});
        name = reader.next();
    }
    return name.has_value();
}

bool take_block(StateFile& file, std::string path, Reader& reader) {
    const std::optional<std::string> priority = reader.next();
    if (!path.starts_with('/') || !priority || !priority_in(*priority)) {
        return false;
    }
    Block block{std::move(path), *priority, {}};
    for (std::size_t i = 0; i < file.followers.size(); ++i) {
        const std::string follower = reader.next().value_or("");
        if (!follower.empty() && !follower.starts_with('/')) {
            return false;
        }
        block.follower_paths.push_back(follower);
    }
    file.blocks.push_back(std::move(block));
    return true;
}

} // namespace

std::optional<int> priority_in(std::string_view line) {
    if (line.starts_with('@')) {
        const std::size_t end = line.find('@', 1);
        if (end == std::string_view::npos || end == 1) {
            return std::nullopt;
        }
        line.remove_prefix(end + 1);
    }
    const std::string text(line);
    char* end = nullptr;
    const long number = std::strtol(text.c_str(), &end, 0);
    if (end == text.c_str()) {
        return std::nullopt;
    }
    return static_cast<int>(number);
}

std::optional<StateFile> read_lines(std::string_view text) {
    StateFile file;
    Reader reader(text);
    if (text.find('\0') != std::string_view::npos || !take_header(file, reader)) {
        return std::nullopt;
    }
    std::optional<std::string> path = reader.next();
    while (path && !path->empty()) {
        if (!take_block(file, *path, reader)) {
            return std::nullopt;
        }
        path = reader.next();
    }
    if (!reader.at_end()) {
        return std::nullopt; // the tool would ignore it, but writing the file would lose it
    }
    return file;
}

std::string text_of(const StateFile& file) {
    std::string text = std::string(word_for(file.status)) + "\n" + file.link + "\n";
    for (const GroupLink& follower : file.followers) {
        text += follower.name + "\n" + follower.link + "\n";
    }
    text += "\n";
    for (const Block& block : file.blocks) {
        text += block.path + "\n" + block.priority_line + "\n";
        for (const std::string& path : block.follower_paths) {
            text += path + "\n";
        }
    }
    return text;
}

} // namespace iptables_wrapper::installer
