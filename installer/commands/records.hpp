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

#include <array>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

inline constexpr std::string_view state_directory = "/var/lib/iptables-wrapper";
inline constexpr std::string_view record_directory = "/var/lib/iptables-wrapper/original";

/// record_directory and all above it, outermost first: none of them is sure to exist in a small image.
inline constexpr std::array<const char*, 4> record_directory_path{
    "/var", "/var/lib", "/var/lib/iptables-wrapper", "/var/lib/iptables-wrapper/original"};

/// The record of `command`.
inline std::string record_of(std::string_view command) {
    return std::string(record_directory) + "/" + std::string(command);
}

/// The record of the link that led `command` past its link group.
inline std::string record_around(std::string_view command) {
    return record_of("around-" + std::string(command));
}

/// The record of what had been chosen in the link group `group`.
inline std::string record_of_group(std::string_view group) {
    return record_of("alternatives-" + std::string(group));
}

/// Keeps in `record` that the link `path` led to `target`.
inline Action record_link(std::string record, std::string_view path, std::string target) {
    Words words("record", "recorded", "that " + in_quotes(path) + " led to " + in_quotes(target));
    return {MakeLink{std::move(record), std::move(target)}, std::move(words)};
}

/// Keeps that `path` had been chosen by hand in the link group `group`.
inline Action record_choice(std::string_view group, std::string path) {
    Words words("record", "recorded", "that " + in_quotes(path) + " was chosen in group " + in_quotes(group));
    return {MakeLink{record_of_group(group), std::move(path)}, std::move(words)};
}

/// Keeps that `command` did not exist at `path`.
inline Action record_absence(std::string_view command, std::string_view path) {
    Words words("record", "recorded", "that " + in_quotes(path) + " did not exist");
    return {WriteFile{record_of(command), {}, {}}, std::move(words)};
}

/// Where the regular file at `path` is kept.
inline std::string saved_name(const std::string& path) {
    return path + ".iptables-wrapper-saved";
}

} // namespace iptables_wrapper::installer
