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

Action nothing_to_uninstall(const std::string& directory) {
    return {NoChange{}, Words("nothing to uninstall in " + in_quotes(directory))};
}

Action left_alone(const std::string& what, const std::string& why) {
    return {NoChange{}, Words("left " + what + " alone: " + why)};
}

Action write_file(WriteFile file) {
    Words words("create", "created", in_quotes(file.path));
    return {std::move(file), std::move(words)};
}

Action make_link(std::string path, std::string target) {
    Words words("link", "linked", arrow(path, target));
    return {MakeLink{std::move(path), std::move(target)}, std::move(words)};
}

Action make_directory(std::string path) {
    Words words("create", "created", "directory " + in_quotes(path));
    return {MakeDirectory{std::move(path)}, std::move(words)};
}

Action remove_directory(std::string path) {
    Words words("remove", "removed", "directory " + in_quotes(path));
    return {RemoveDirectory{std::move(path)}, std::move(words)};
}

Action remove(Remove removal) {
    Words words("remove", "removed", in_quotes(removal.path));
    return {std::move(removal), std::move(words)};
}

Action remove_leftover(std::string path) {
    Words words("remove", "removed", "leftover " + in_quotes(path));
    return {Remove{std::move(path), Remove::Importance::dispensable}, std::move(words)};
}

Action save_file(std::string path, std::string saved) {
    Words words("save", "saved", in_quotes(path) + " as " + in_quotes(saved));
    return {SaveFile{std::move(path), std::move(saved)}, std::move(words)};
}

Action restore_file(std::string path, std::string saved) {
    Words words("restore", "restored", in_quotes(path) + " from " + in_quotes(saved));
    return {RestoreFile{std::move(path), std::move(saved)}, std::move(words)};
}

Action verify_leads_to(std::vector<std::string> commands, const std::string& wrapper) {
    return {
        Verify{std::move(commands), [wrapper](const std::string& path) { require_leads_to(path, wrapper); }},
        {}};
}

Action verify_leads_elsewhere(std::vector<std::string> commands, const std::string& wrapper) {
    return {Verify{std::move(commands),
                   [wrapper](const std::string& path) { require_leads_elsewhere(path, wrapper); }},
            {}};
}

} // namespace actions

} // namespace iptables_wrapper::installer
