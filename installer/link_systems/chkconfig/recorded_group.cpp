// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/recorded_group.hpp"

#include "common/failure.hpp"
#include "common/links.hpp"
#include "installer/link_systems/chkconfig/state_file.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

void refuse_half_written(const std::string& file) {
    const std::string half = file + ".new";
    if (look_at(half).kind != Node::Kind::missing) {
        throw Failure("change", file, "'" + half + "' is there: alternatives is at work, or was killed",
                      "remove '" + half + "' when no alternatives is running; it stops that tool as well");
    }
}

std::optional<RecordedGroup> read_group(const Search& search, const std::string& name) {
    const std::string file = std::string(chkconfig_state_directory) + "/" + name;
    const Node node = look_at(file);
    if (node.kind == Node::Kind::missing) {
        return std::nullopt;
    }
    const std::string text = read_file(file);
    std::optional<LinkGroup> group = parse_state_file(name, text);
    if (!group) {
        search.warnings.push_back(
            sentence(Failure("use", file, "it is not of the form that alternatives writes")) +
            "; taken as no record");
        return std::nullopt;
    }
    refuse_half_written(file);
    group->value = read_link(std::string(chkconfig_link_directory) + "/" + name).value_or("");
    std::vector<Node> registered;
    for (const GroupLink& link : group->links()) {
        registered.push_back(look_at(link.link));
    }
    return RecordedGroup{examine_group(search.site, std::move(*group), chkconfig_link_directory),
                         file,
                         text,
                         {node.mode, node.owner, node.group},
                         std::move(registered)};
}

} // namespace

std::vector<RecordedGroup> find_recorded_groups(const Search& search) {
    std::vector<RecordedGroup> found;
    for (const std::string& command : search.unclaimed) {
        const bool held = std::ranges::any_of(
            found, [&command](const RecordedGroup& recorded) { return recorded.group.holds(command); });
        if (held) {
            continue;
        }
        if (std::optional<RecordedGroup> recorded = read_group(search, command)) {
            found.push_back(std::move(*recorded));
        }
    }
    return found;
}

} // namespace iptables_wrapper::installer
