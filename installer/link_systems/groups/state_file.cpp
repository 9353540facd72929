// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/state_file.hpp"

#include "installer/link_systems/groups/link_group.hpp"
#include "installer/system/lines.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

// A state file line by line, as state_file.hpp describes it: read from its text, and written again.

/// An alternative, line by line.
struct Block {
    std::string path;
    std::string priority_line; ///< with family and service
    std::vector<std::string> follower_paths;
};

/// The whole file, line by line.
struct StateFile {
    LinkGroup::Status status = LinkGroup::Status::automatic;
    std::string link; ///< the master's
    std::vector<GroupLink> followers;
    std::vector<Block> blocks;
};

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

/// The priority in a line: "10", "@family@10", "10 service", "0x10", "+10"; what does not fit an int is cut
/// off to one.
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

/// The lines of `text`; nothing if the tool would refuse it.
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

/// The text with these lines.
std::string text_of(const StateFile& file) {
    std::string text = file.status == LinkGroup::Status::automatic ? "auto\n" : "manual\n";
    text += file.link + "\n";
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

Alternative alternative_of(const StateFile& file, const Block& block) {
    Alternative alternative{block.path, priority_in(block.priority_line).value_or(0), {}};
    for (std::size_t i = 0; i < file.followers.size(); ++i) {
        if (const std::string& path = block.follower_paths[i]; !path.empty()) {
            alternative.followers[file.followers[i].name] = path;
        }
    }
    return alternative;
}

void erase(StateFile& file, std::string_view path) {
    std::erase_if(file.blocks, [path](const Block& block) { return block.path == path; });
}

} // namespace

std::optional<LinkGroup> parse_state_file(std::string_view name, std::string_view text) {
    const std::optional<StateFile> file = read_lines(text);
    if (!file) {
        return std::nullopt;
    }
    LinkGroup group;
    group.master = {std::string(name), file->link};
    group.followers = file->followers;
    group.status = file->status;
    for (const Block& block : file->blocks) {
        group.alternatives.push_back(alternative_of(*file, block));
    }
    const auto best = std::ranges::max_element(group.alternatives, {}, &Alternative::priority);
    group.best = best == group.alternatives.end() ? "" : best->path; // of equal ones the first
    return group;
}

std::string with_alternative(std::string_view text, const Alternative& wanted, LinkGroup::Status status) {
    StateFile file = read_lines(text).value_or(StateFile{});
    erase(file, wanted.path);
    file.status = status;
    Block block{wanted.path, std::to_string(wanted.priority), {}};
    for (const GroupLink& follower : file.followers) {
        const auto found = wanted.followers.find(follower.name);
        block.follower_paths.push_back(found == wanted.followers.end() ? "" : found->second);
    }
    file.blocks.push_back(std::move(block));
    return text_of(file);
}

std::string without_alternative(std::string_view text, std::string_view path, LinkGroup::Status status) {
    StateFile file = read_lines(text).value_or(StateFile{});
    erase(file, path);
    file.status = status;
    return text_of(file);
}

} // namespace iptables_wrapper::installer
