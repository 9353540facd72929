// SPDX-License-Identifier: Apache-2.0
// The steps of an installation, as data. A plan is a list of these: it is applied, or only printed.
//
// There are few operations, and none knows its purpose: a link system's configuration, a record for
// --uninstall and the wrapper itself are all just files to write. What a step means to the user is in its
// words.
#pragma once

#include "installer/system/atomic_file.hpp"
#include "installer/system/path.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace iptables_wrapper::installer {

/// Where the bytes of a regular file are kept until the run is over. A hard link under a hidden name beside
/// it needs no space, so a full disk does not prevent undoing. In directories where every entry means
/// something to a tool (dpkg's records), nothing of ours may lie that long: there, the bytes are kept in
/// memory.
enum class BackupMethod { hard_link, in_memory };

/// A path that an action changes.
struct Touched {
    fs::path path;
    BackupMethod method = BackupMethod::hard_link;
};

/// Nothing is to be done.
struct NoChange {};

/// Writes a whole file, in place of the file or link that is there.
struct WriteFile {
    fs::path path;
    std::string content;
    FileAttributes attributes;
    BackupMethod method = BackupMethod::hard_link;
};

/// Makes `path` a link to `target`, in place of the link or file that is there.
struct MakeLink {
    fs::path path;
    std::string target;
};

struct MakeDirectory {
    fs::path path;
};

struct RemoveDirectory {
    fs::path path;
};

/// Removes a file or a link. It is no failure if nothing is there.
struct Remove {
    /// A dispensable removal that fails is a warning, and is never undone.
    enum class Importance { required, dispensable };
    /// Whether to wait first until processes that looked a command up while its links changed have started
    /// it: the kernel may have read the old link a moment ago, and its target must not disappear before that.
    enum class Moment { at_once, after_lookups };

    fs::path path;
    Importance importance = Importance::required;
    Moment moment = Moment::at_once;
    BackupMethod method = BackupMethod::hard_link;
};

/// Also keeps the regular file `path` as `saved`, replacing an older one. It stays at `path` until something
/// replaces it there.
struct SaveFile {
    fs::path path;
    fs::path saved;
};

/// Puts the file `saved` back to `path`.
struct RestoreFile {
    fs::path path;
    fs::path saved;
};

/// Runs a program of the system that changes files by itself.
struct RunTool {
    std::string intent; ///< what for, after "cannot"
    std::string object; ///< and to what, as in Failure
    fs::path tool;      ///< absolute
    std::vector<std::string> arguments;
    std::vector<Touched> touched; ///< everything it may change
    std::chrono::seconds limit{60};
};

/// Looks at each command, and throws Failure if one does not do what it should do by now.
struct Verify {
    std::vector<fs::path> commands;
    std::function<void(const fs::path& command)> look;
};

using Operation = std::variant<NoChange, WriteFile, MakeLink, MakeDirectory, RemoveDirectory, Remove,
                               SaveFile, RestoreFile, RunTool, Verify>;

/// All paths that must be restored to undo `operation`, in the order in which they are backed up. None for a
/// dispensable operation.
std::vector<Touched> touched_by(const Operation& operation);

/// Whether the installation is as good without `operation`, which removes what nobody needs.
bool is_dispensable(const Operation& operation);

/// Carries `operation` out. Throws Failure; what has been changed by then is among touched_by(operation).
void perform(const Operation& operation);

enum class Tense { past, conditional };

/// What the user reads: "linked 'a' -> 'b'", and of a dry run "would link 'a' -> 'b'". Both come from one
/// place, so that they cannot differ. Empty for a step that is not worth a line.
class Words {
public:
    Words() = default;
    /// The same in each tense.
    explicit Words(const std::string& text) : past_(text), conditional_(text) {}
    Words(std::string_view base, std::string_view past, const std::string& object)
        : past_(std::string(past).append(" ").append(object)),
          conditional_(std::string("would ").append(base).append(" ").append(object)) {}

    [[nodiscard]] const std::string& in(Tense tense) const {
        return tense == Tense::past ? past_ : conditional_;
    }

private:
    std::string past_;
    std::string conditional_;
};

struct Action {
    Operation operation;
    Words words;
};

using Plan = std::vector<Action>;

/// `path` in single quotes, on one line whatever bytes are in it.
std::string in_quotes(std::string_view path);

/// "'from' -> 'to'".
std::string arrow(std::string_view from, std::string_view to);

/// The actions with their usual words. `what` comes with its quotes.
namespace actions {
Action unchanged(const std::string& what);
Action nothing_to_uninstall(const fs::path& directory);
/// Nothing is done to `what` because of what an administrator has chosen.
Action left_alone(const std::string& what, const std::string& why);
Action write_file(WriteFile file);
Action make_link(fs::path path, std::string target);
Action make_directory(fs::path path);
Action remove_directory(fs::path path);
Action remove(Remove removal);
Action remove_leftover(fs::path path);
Action save_file(fs::path path, fs::path saved);
Action restore_file(fs::path path, fs::path saved);
/// Makes sure that each of `commands` leads to the file `wrapper`.
Action verify_leads_to(std::vector<fs::path> commands, const fs::path& wrapper);
/// Makes sure that none of `commands` does.
Action verify_leads_elsewhere(std::vector<fs::path> commands, const fs::path& wrapper);
} // namespace actions

} // namespace iptables_wrapper::installer
