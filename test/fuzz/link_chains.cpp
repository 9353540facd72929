// SPDX-License-Identifier: Apache-2.0
// The input is an action and lines of "name target": links, made in a directory beside a wrapper and its real
// programs. Whatever leads where, in circles or nowhere: a change leaves every program as it is, every name
// in its place and no name more; every command that led to a file leads to one; one that is reported as
// linked leads where it was pointed; and the same change once more finds nothing to do. Only where a command
// leads through a link that another one, or a real program, leads through too, what suits the one may be
// changed again for the other; that comes to an end.
#include "common/links.hpp"
#include "test/fuzz/target.hpp"
#include "wrapper/links/switch_links.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

namespace {

/// Names, with the text of a link.
using Contents = std::map<std::string, std::string>;

/// The wrapper and what stands for the real programs, of which some are links to others, as packages have
/// them.
const Contents programs{{"iptables-wrapper", ""},
                        {"xtables-nft-multi", ""},
                        {"xtables-legacy-multi", ""},
                        {"iptables-nft", "xtables-nft-multi"},
                        {"iptables-legacy-save", "xtables-legacy-multi"}};
constexpr std::size_t most_lines = 8;

/// A directory with these files, gone with the process; in memory where that can be had.
class Place {
public:
    Place() : path_(::access("/dev/shm", W_OK) == 0 ? "/dev/shm/" : "/tmp/") {
        path_ += "iptables-wrapper-XXXXXX";
        fuzz::must(::mkdtemp(path_.data()) != nullptr);
        for (const auto& [name, target] : programs) {
            fuzz::must((target.empty() ? ::mknod(in(name).c_str(), S_IFREG | 0755, 0)
                                       : ::symlink(target.c_str(), in(name).c_str())) == 0);
        }
    }
    Place(const Place&) = delete;
    Place(Place&&) = delete;
    Place& operator=(const Place&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place() {
        for (const auto& [name, target] : contents()) {
            ::unlink(in(name).c_str());
        }
        ::rmdir(path_.c_str());
    }

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string in(std::string_view name) const { return (path_ + "/").append(name); }

    /// Every name in it, with the text of a link.
    [[nodiscard]] Contents contents() const {
        Contents found;
        DIR* const directory = ::opendir(path_.c_str());
        fuzz::must(directory != nullptr);
        while (const dirent* const entry = ::readdir(directory)) {
            const std::string name{static_cast<const char*>(entry->d_name)};
            if (name != "." && name != "..") {
                found[name] =
                    entry->d_type == DT_LNK ? std::string{read_link(in(name).c_str()).value_or("")} : "";
            }
        }
        ::closedir(directory);
        return found;
    }

private:
    std::string path_;
};

const Place& place() {
    static const Place only;
    return only;
}

/// Makes the links of the input, and returns what is in the place then. What cannot be made is left out; an
/// absolute target is one in the place.
Contents make_links(std::string_view text) {
    Contents made = programs;
    for (std::size_t lines = 0; lines < most_lines && !text.empty(); ++lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t space = std::min(line.find(' '), line.size());
        const std::string name{line.substr(0, space)};
        std::string target{line.substr(std::min(space + 1, line.size()))};
        if (target.starts_with('/')) {
            target.insert(0, place().path());
        }
        if (name.find('/') == std::string::npos && name.find('\0') == std::string::npos &&
            ::symlink(target.c_str(), place().in(name).c_str()) == 0) {
            made[name] = std::string{read_link(place().in(name).c_str()).value_or("")};
        }
    }
    return made;
}

enum class Change { first_call, make_nft, make_legacy, reset, install };

LinkResults make(Change change, const Installation& installation) {
    switch (change) {
    case Change::first_call:
        return switch_links(installation, place().path(), Mode::nft, PointsAt::wrapper);
    case Change::make_nft:
        return switch_links(installation, place().path(), Mode::nft, PointsAt::real);
    case Change::make_legacy:
        return switch_links(installation, place().path(), Mode::legacy, PointsAt::real);
    case Change::reset:
        return reset_links(installation, Missing::leave);
    case Change::install:
        return reset_links(installation, Missing::create);
    }
    return {};
}

/// What a command that was linked must lead to.
std::optional<FileIdentity> destination(Change change, const Installation& installation,
                                        std::string_view command) {
    if (change == Change::reset || change == Change::install) {
        return installation.self;
    }
    const auto real =
        find_real(installation, command, change == Change::make_legacy ? Mode::legacy : Mode::nft);
    return real ? std::optional{real->identity} : std::nullopt;
}

/// The links that `name` leads through, up to a real program's, as inodes: a path can be written in many
/// ways.
std::vector<ino_t> links_under(std::string_view name) {
    std::vector<ino_t> links;
    LinkWalk walk{place().in(name)};
    while (walk.next()) {
        if (is_command(name) && is_real_name(last_component(walk.hop().path))) {
            break;
        }
        struct stat status {};
        fuzz::must(::lstat(walk.hop().path.c_str(), &status) == 0);
        links.push_back(status.st_ino);
    }
    return links;
}

/// Whether a command leads through a link that another command, or a real program, leads through too.
bool share_a_link() {
    std::map<ino_t, std::string> users;
    for (const auto& [name, target] : place().contents()) {
        if (!is_command(name) && !is_real_name(name)) {
            continue;
        }
        const std::string user = is_command(name) ? name : "real programs";
        for (const ino_t link : links_under(name)) {
            if (users.emplace(link, user).first->second != user) {
                return true;
            }
        }
    }
    return false;
}

bool changes_anything(Change change, const Installation& installation) {
    return std::ranges::any_of(make(change, installation), [](const LinkResult& result) {
        return result.outcome == LinkOutcome::linked;
    });
}

/// The commands that lead to a file at all.
std::set<std::string_view> working_commands() {
    std::set<std::string_view> working;
    for (const std::string_view command : all_commands) {
        if (identity_of(place().in(command).c_str())) {
            working.insert(command);
        }
    }
    return working;
}

/// Puts these links in the place of all that are there.
void make_anew(const Contents& links) {
    for (const auto& [name, target] : place().contents()) {
        fuzz::must(programs.contains(name) || ::unlink(place().in(name).c_str()) == 0);
    }
    for (const auto& [name, target] : links) {
        fuzz::must(programs.contains(name) || ::symlink(target.c_str(), place().in(name).c_str()) == 0);
    }
}

/// Makes the change to `before`; returns what is there then.
Contents check(Change change, const Installation& installation, const Contents& before) {
    const std::set<std::string_view> working = working_commands();
    const LinkResults results = make(change, installation);
    Contents after = place().contents();
    for (const auto& [name, target] : before) {
        fuzz::must(after.contains(name));
        fuzz::must(programs.contains(name) ? target == after.at(name) : !after.at(name).empty());
    }
    for (const auto& [name, target] : after) {
        fuzz::must(before.contains(name) || (change == Change::install && is_command(name)));
    }
    if (after == before) {
        return after;
    }
    fuzz::must(std::ranges::includes(working_commands(), working));
    bool exact = std::ranges::all_of(results, [&](const LinkResult& result) {
        return result.outcome != LinkOutcome::linked || identity_of(place().in(result.command).c_str()) ==
                                                            destination(change, installation, result.command);
    });
    for (std::size_t left = all_commands.size(); changes_anything(change, installation); --left) {
        fuzz::must(left > 0);
        exact = false;
    }
    exact = exact && place().contents() == after;
    if (!exact && !share_a_link()) {
        make_anew(before);
        fuzz::must(share_a_link());
        return before;
    }
    return after;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    static const std::string wrapper = place().in("iptables-wrapper");
    static const Installation installation{wrapper, identity_of(wrapper.c_str()), {}};
    const Contents before = make_links(fuzz::text(data, size).substr(1));
    for (const auto& [name, target] : check(static_cast<Change>(data[0] % 5), installation, before)) {
        if (!programs.contains(name)) {
            fuzz::must(::unlink(place().in(name).c_str()) == 0);
        }
    }
    return 0;
}
