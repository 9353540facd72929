// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"

#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

// Whether the commands lead where the plan should have led them.

/// What the path leads to, for an error message.
std::string destination(const fs::path& path) {
    const std::vector<Hop> hops = follow_links(path);
    if (hops.empty()) {
        return identity_of(path) ? "it leads to a file of its own" : "it leads nowhere";
    }
    return "it leads to '" + pointed_at(hops.back().path, hops.back().target).native() + "'";
}

bool leads_to(const fs::path& command, const fs::path& wrapper) {
    const std::optional<FileIdentity> identity = identity_of(wrapper);
    return identity && identity_of(command) == identity;
}

/// Throws Failure unless `command` leads to the file `wrapper`.
void require_leads_to(const fs::path& command, const fs::path& wrapper) {
    if (!leads_to(command, wrapper)) {
        throw Failure("redirect", command.native(),
                      destination(command) + ", not '" + wrapper.native() + "'");
    }
}

/// Throws Failure when `command` leads to the file `wrapper`.
void require_leads_elsewhere(const fs::path& command, const fs::path& wrapper) {
    const std::vector<Hop> hops = follow_links(command);
    const bool is_lost =
        !hops.empty() && !identity_of(command) && pointed_at(hops.back().path, hops.back().target) == wrapper;
    if (leads_to(command, wrapper) || is_lost) {
        throw Failure("restore", command.native(), "it still leads to '" + wrapper.native() + "'");
    }
}

} // namespace

std::string in_quotes(std::string_view path) {
    return "'" + printable(path) + "'";
}

std::string arrow(std::string_view from, std::string_view to) {
    return in_quotes(from) + " -> " + in_quotes(to);
}

namespace actions {

Action unchanged(const std::string& what) {
    return {NoChange{}, Words("unchanged " + what)};
}

Action nothing_to_uninstall(const fs::path& directory) {
    return {NoChange{}, Words("nothing to uninstall in " + in_quotes(directory.native()))};
}

Action left_alone(const std::string& what, const std::string& why) {
    return {NoChange{}, Words("left " + what + " alone: " + why)};
}

Action write_file(WriteFile file) {
    Words words("create", "created", in_quotes(file.path.native()));
    return {std::move(file), std::move(words)};
}

Action make_link(fs::path path, std::string target) {
    Words words("link", "linked", arrow(path.native(), target));
    return {MakeLink{std::move(path), std::move(target)}, std::move(words)};
}

Action make_directory(fs::path path) {
    Words words("create", "created", "directory " + in_quotes(path.native()));
    return {MakeDirectory{std::move(path)}, std::move(words)};
}

Action remove_directory(fs::path path) {
    Words words("remove", "removed", "directory " + in_quotes(path.native()));
    return {RemoveDirectory{std::move(path)}, std::move(words)};
}

Action remove(Remove removal) {
    Words words("remove", "removed", in_quotes(removal.path.native()));
    return {std::move(removal), std::move(words)};
}

Action remove_leftover(fs::path path) {
    Words words("remove", "removed", "leftover " + in_quotes(path.native()));
    return {Remove{std::move(path), Remove::Importance::dispensable}, std::move(words)};
}

Action save_file(fs::path path, fs::path saved) {
    Words words("save", "saved", in_quotes(path.native()) + " as " + in_quotes(saved.native()));
    return {SaveFile{std::move(path), std::move(saved)}, std::move(words)};
}

Action restore_file(fs::path path, fs::path saved) {
    Words words("restore", "restored", in_quotes(path.native()) + " from " + in_quotes(saved.native()));
    return {RestoreFile{std::move(path), std::move(saved)}, std::move(words)};
}

Action verify_leads_to(std::vector<fs::path> commands, const fs::path& wrapper) {
    return {Verify{std::move(commands), [wrapper](const fs::path& path) { require_leads_to(path, wrapper); }},
            {}};
}

Action verify_leads_elsewhere(std::vector<fs::path> commands, const fs::path& wrapper) {
    return {Verify{std::move(commands),
                   [wrapper](const fs::path& path) { require_leads_elsewhere(path, wrapper); }},
            {}};
}

} // namespace actions

} // namespace iptables_wrapper::installer
