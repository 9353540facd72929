// SPDX-License-Identifier: Apache-2.0
// The parsers of text: of files, of what other programs print, of names. Each is given every input.
#include "common/commands.hpp"
#include "common/failure.hpp"
#include "installer/link_systems/dpkg/update_alternatives.hpp"
#include "installer/link_systems/groups/state_file.hpp"
#include "installer/link_systems/libalternatives/configuration.hpp"
#include "installer/survey/iptables_version.hpp"
#include "test/fuzz/target.hpp"
#include "wrapper/call/become.hpp"
#include "wrapper/probe/legacy/table.hpp"

#include <algorithm>
#include <string>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using namespace iptables_wrapper::wrapper;

namespace {

/// What is quoted in messages stands in the output.
void version(std::string_view output) {
    if (const auto version = parse_version(output)) {
        fuzz::must(!version->text.empty() && output.find(version->text) != std::string_view::npos);
    }
}

void names_of_tables(std::string_view names) {
    fuzz::must(!lists_table(names, hint_table) || names.find(hint_table) != std::string_view::npos);
    fuzz::must(!lists_module(names, "iptable_mangle") ||
               names.find("iptable_mangle") != std::string_view::npos);
}

void link_group(std::string_view answer) {
    if (const auto group = parse_query(answer)) {
        fuzz::must(!group->master.name.empty());
        fuzz::must(group->links().size() == group->followers.size() + 1);
        for (const Alternative& alternative : group->alternatives) {
            fuzz::must(group->alternative(alternative.path) != nullptr);
        }
    }
}

/// What a tool prints for --help. A directory taken from it is absolute and stands in it.
void help_of_tool(std::string_view help) {
    for (const char* option : {"--altdir", "--admindir"}) {
        const std::string path = default_in_help(help, option, "otherwise");
        fuzz::must(path == "otherwise" ||
                   (path.starts_with('/') && help.find(path) != std::string_view::npos));
    }
}

/// What is read can be joined and left, and comes out of both as a record again.
void state_file(std::string_view text) {
    const auto group = parse_state_file("group", text);
    if (!group) {
        return;
    }
    const Alternative wanted{"/usr/sbin/iptables-wrapper", 100, {}};
    const std::string joined = with_alternative(text, wanted, LinkGroup::Status::automatic);
    const auto after = parse_state_file("group", joined);
    fuzz::must(after && after->alternative(wanted.path) != nullptr && after->followers == group->followers);
    const auto left =
        parse_state_file("group", without_alternative(joined, wanted.path, LinkGroup::Status::automatic));
    fuzz::must(left && left->alternative(wanted.path) == nullptr);
}

/// The name of libalternatives' configuration, and what is in it. What is made of it for the wrapper runs the
/// wrapper, whatever the other lines say, and belongs to the same group.
void configuration(std::string_view name, std::string_view text) {
    const auto number = configuration_number(name);
    fuzz::must(!number || (*number > 0 && configuration_number(std::to_string(*number) + ".conf") == number));
    const auto chosen = chosen_in(text, "iptables");
    fuzz::must(!chosen || *chosen > 0);
    const std::string wrapper = "/usr/sbin/iptables-wrapper";
    const std::string ours = configuration_for(wrapper, text);
    fuzz::must(value_in(ours, "binary") == wrapper);
    fuzz::must(value_in(ours, "options") == "KeepArgv0");
    fuzz::must(value_in(ours, "group") == value_in(text, "group"));
    fuzz::must(configuration_for(wrapper, ours) == ours);
}

void called(std::string_view name, std::string_view executed) {
    if (const auto misplaced = find_misplaced(executed)) {
        // Whatever the names: one line, and nothing in it that a terminal would obey.
        std::string line;
        append_sentence(line, misplaced->text());
        fuzz::must(line.find_first_of("\n\r\x1b\x7f") == std::string::npos);
    }
    const auto command = command_called(name, executed);
    fuzz::must(!command || is_command(*command));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    version(text);
    names_of_tables(text);
    link_group(text);
    help_of_tool(text);
    state_file(text);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view rest = text.substr(std::min(end + 1, text.size()));
    configuration(text.substr(0, end), rest);
    called(text.substr(0, end), rest);
    return 0;
}
