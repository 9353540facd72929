// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/chkconfig/chkconfig_alternatives.hpp"

#include "common/commands.hpp"
#include "common/failure.hpp"
#include "common/links.hpp"
#include "installer/link_systems/chkconfig/state_file.hpp"
#include "installer/system/atomic_file.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

const std::string record_directory = "/var/lib/alternatives/";

void refuse_half_written(const std::string& file) {
    const std::string half = file + ".new";
    if (look_at(half).kind != Node::Kind::missing) {
        throw Failure("change", file, "'" + half + "' is there: alternatives is at work, or was killed",
                      "remove '" + half + "' when no alternatives is running; it stops that tool as well");
    }
}

std::optional<RecordedGroup> read_group(const std::string& name, std::vector<std::string>& warnings) {
    const std::string file = record_directory + name;
    if (look_at(file).kind == Node::Kind::missing) {
        return std::nullopt;
    }
    const std::string text = read_file(file);
    std::optional<LinkGroup> group = parse_state_file(name, text);
    if (!group) {
        warnings.push_back(sentence(Failure("use", file, "it is not of the form that alternatives writes")) +
                           "; taken as no record");
        return std::nullopt;
    }
    refuse_half_written(file);
    const std::string link = std::string(chkconfig_link_directory) + "/" + name;
    group->value = read_link(link).value_or("");
    return RecordedGroup{std::move(*group), file, text};
}

} // namespace

std::vector<RecordedGroup> find_recorded_groups(std::vector<std::string>& warnings) {
    std::vector<RecordedGroup> found;
    for (const std::string_view command : all_commands) {
        const bool held = std::any_of(found.begin(), found.end(), [command](const RecordedGroup& recorded) {
            return recorded.group.holds(command);
        });
        if (held) {
            continue;
        }
        if (std::optional<RecordedGroup> recorded = read_group(std::string(command), warnings)) {
            found.push_back(std::move(*recorded));
        }
    }
    return found;
}

} // namespace iptables_wrapper::installer
