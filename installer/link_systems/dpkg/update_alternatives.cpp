// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/dpkg/update_alternatives.hpp"

#include "common/commands.hpp"
#include "installer/link_systems/groups/state_file.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/child.hpp"
#include "installer/system/failure.hpp"

#include <algorithm>
#include <iterator>

namespace iptables_wrapper::installer {

namespace {

constexpr std::chrono::seconds query_deadline{60};
constexpr const char* usual_record_directory = "/var/lib/dpkg/alternatives";

/// The exit status of --query for "no such group", and for every other error.
constexpr int status_not_registered = 2;

/// Whether a group of that name is registered, judging by the file that dpkg keeps for it.
bool is_on_record(const fs::path& record_directory, std::string_view group) {
    return look_at(record_directory / std::string(group)).kind != Node::Kind::missing;
}

/// Adds the wrapper if it is registered though its file is missing. The tool does not name such an
/// alternative, but the links lead there until it next changes the group.
void add_lost_wrapper(const UpdateAlternatives& system, LinkGroup& group) {
    const fs::path record = system.record_directory / group.master.name;
    const std::optional<LinkGroup> recorded = parse_state_file(group.master.name, read_file(record));
    if (!recorded) {
        return;
    }
    std::ranges::copy_if(recorded->alternatives, std::back_inserter(group.alternatives),
                         [&group](const Alternative& alternative) {
                             return fs::path(alternative.path).filename() == std::string(wrapper_name) &&
                                    group.alternative(alternative.path) == nullptr;
                         });
}

std::optional<UpdateAlternatives> examine(const fs::path& tool) {
    const ChildResult version = run_child(tool, {"--version"}, query_deadline);
    if (!version.succeeded()) {
        throw Failure("use", tool.native(), trouble_with(version));
    }
    // "Debian update-alternatives version …" up to dpkg 1.21, without "Debian" since; chkconfig's tool, which
    // some systems call by this name too, says "alternatives version …".
    const std::string_view first_line = std::string_view{version.output}.substr(0, version.output.find('\n'));
    if (first_line.find("update-alternatives version") == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string help = run_child(tool, {"--help"}, query_deadline).output;
    return UpdateAlternatives{tool, default_in_help(help, "--altdir", "/etc/alternatives"),
                              default_in_help(help, "--admindir", usual_record_directory)};
}

} // namespace

std::string default_in_help(std::string_view help, std::string_view option, std::string_view otherwise) {
    constexpr std::string_view opening = "(default is ";
    const std::size_t described = help.find(std::string(option) + " ");
    const std::size_t start = help.find(opening, described);
    const std::size_t next_option = help.find("\n  --", described);
    if (described == std::string_view::npos || start == std::string_view::npos || start > next_option) {
        return std::string(otherwise);
    }
    const std::string_view path = help.substr(start + opening.size());
    const std::size_t end = path.find(')');
    if (end == std::string_view::npos || !path.starts_with('/')) {
        return std::string(otherwise);
    }
    return std::string(path.substr(0, end));
}

std::optional<UpdateAlternatives> find_update_alternatives(std::vector<std::string>& warnings) {
    for (const char* tool : {"/usr/bin/update-alternatives", "/usr/sbin/update-alternatives"}) {
        if (look_at(tool).kind == Node::Kind::missing) {
            continue;
        }
        try {
            if (std::optional<UpdateAlternatives> found = examine(tool)) {
                return found;
            }
        } catch (Failure& failure) {
            // If plain links replaced links that are registered, the next upgrade would remove the wrapper.
            if (std::ranges::any_of(all_commands, [](std::string_view command) {
                    return is_on_record(usual_record_directory, command);
                })) {
                failure.hint = "iptables is registered with it: repair it, then run the installer again";
                throw;
            }
            warnings.push_back(sentence(failure) + "; going on as if it were not installed");
        }
    }
    return std::nullopt;
}

std::optional<LinkGroup> query(const UpdateAlternatives& system, const std::string& group) {
    const ChildResult answer = run_child(system.tool, {"--query", group}, query_deadline);
    if (answer.end == ChildResult::End::exited && answer.status == status_not_registered &&
        !is_on_record(system.record_directory, group)) {
        return std::nullopt;
    }
    if (!answer.succeeded()) {
        throw Failure("read the alternatives of group", group, trouble_with(answer));
    }
    std::optional<LinkGroup> parsed = parse_query(answer.output);
    if (!parsed) {
        throw Failure("read the alternatives of group", group,
                      "'" + system.tool.native() + "' printed an unknown format");
    }
    add_lost_wrapper(system, *parsed);
    return parsed;
}

} // namespace iptables_wrapper::installer
