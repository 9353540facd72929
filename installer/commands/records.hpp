// SPDX-License-Identifier: Apache-2.0
// What was there before the installation, kept for --uninstall under /var/lib/iptables-wrapper/original:
//
//   <command> -> <text>               the link that the command was
//   <command>, an empty regular file  the command did not exist
//   around-<command> -> <text>        the link that the command was, past the link group it belongs to
//   alternatives-<group> -> <path>    the alternative that had been chosen by hand
//
// Links, because they are made and read in one step and need no file format. A command that was a regular
// file has no record here: the file itself is kept, beside the command, under saved_name.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/commands/site.hpp"

#include <array>
#include <string>

namespace iptables_wrapper::installer {

inline constexpr const char* state_directory = "/var/lib/iptables-wrapper";
inline constexpr const char* record_directory = "/var/lib/iptables-wrapper/original";

/// record_directory and all above it, outermost first. A small image may have none of them.
inline constexpr std::array<const char*, 4> record_directory_path{
    "/var", "/var/lib", "/var/lib/iptables-wrapper", "/var/lib/iptables-wrapper/original"};

/// The record of `command`.
inline fs::path record_of(const std::string& command) {
    return fs::path(record_directory) / command;
}

/// The record of the link that led `command` past its link group.
inline fs::path record_around(const std::string& command) {
    return record_of("around-" + command);
}

/// The record of what had been chosen in the link group `group`.
inline fs::path record_of_group(const std::string& group) {
    return record_of("alternatives-" + group);
}

/// Records in `record` that the link `path` led to `target`.
inline Action record_link(fs::path record, const fs::path& path, std::string target) {
    Words words("record", "recorded", "that " + in_quotes(path.native()) + " led to " + in_quotes(target));
    return {MakeLink{std::move(record), std::move(target)}, std::move(words)};
}

/// Records that `path` had been chosen by hand in the link group `group`.
inline Action record_choice(const std::string& group, std::string path) {
    Words words("record", "recorded", "that " + in_quotes(path) + " was chosen in group " + in_quotes(group));
    return {MakeLink{record_of_group(group), std::move(path)}, std::move(words)};
}

/// Records that `command` did not exist at `path`.
inline Action record_absence(const std::string& command, const fs::path& path) {
    Words words("record", "recorded", "that " + in_quotes(path.native()) + " did not exist");
    return {WriteFile{record_of(command), {}, {}}, std::move(words)};
}

/// Where the regular file at `path` is kept.
inline fs::path saved_name(fs::path path) {
    path += ".iptables-wrapper-saved";
    return path;
}

/// Adds what --uninstall will need to know about the command, unless it is recorded already. A link that
/// someone else has made since replaces the record: a package upgrade has changed what was there "before".
void record_command(const Site& site, const CommandState& command, Plan& plan);

/// Removes the second name of a file that is still in its place: a run that was killed half way left it.
Action drop_saved(const CommandState& command);

/// Adds the steps that restore the recorded link, file or absence. What belongs to someone else by now stays.
void restore_command(const Site& site, const CommandState& command, Plan& plan);

} // namespace iptables_wrapper::installer
