// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/groups/state_file.hpp"

#include "installer/link_systems/groups/state_file_lines.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

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
