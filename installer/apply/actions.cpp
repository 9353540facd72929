// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"

#include "installer/apply/verify.hpp"
#include "installer/system/failure.hpp"

namespace iptables_wrapper::installer {

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
