// SPDX-License-Identifier: Apache-2.0
// The steps of an installation, as data. A plan is a list of these: it is applied, or only printed.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/link_systems/dpkg/dpkg_alternatives.hpp"

#include <string>
#include <variant>
#include <vector>

namespace iptables_wrapper::installer {

/// Nothing to do for `what`, which is as it should be.
struct Unchanged {
    std::string what; ///< with its quotes: "'/usr/sbin/iptables'", "group 'iptables'"
};

/// Removes what a killed run left behind.
struct RemoveLeftover {
    std::string path;
};

struct MakeDirectory {
    std::string path;
};

struct RemoveDirectory {
    std::string path;
};

/// Writes the wrapper's file, executable for everyone.
struct WriteWrapper {
    std::string path;
    std::string content;
};

/// Keeps the text of a link: makes the link `path` -> `target`.
struct RecordLink {
    std::string path;
    std::string target;
};

/// Keeps that a command did not exist: makes the empty file `path`.
struct RecordAbsence {
    std::string path;
};

/// Keeps the regular file `path` as `saved` too. It stays at `path` until something is put in its place.
struct SaveFile {
    std::string path;
    std::string saved;
};

/// Puts the file `saved` back to `path`.
struct RestoreFile {
    std::string path;
    std::string saved;
};

/// Makes `path` a link to `target`, in place of the link or file that is there.
struct SetLink {
    std::string path;
    std::string target;
};

struct RemoveFile {
    std::string path;
};

/// Removes a record, which nobody needs after the removal.
struct RemoveRecord {
    std::string path;
};

/// Has update-alternatives change a group.
struct ChangeGroup {
    enum class Change { enroll, make_current, choose, withdraw };
    Change change = Change::enroll;
    std::string group;
    std::string alternative; ///< the path that is registered, chosen, withdrawn
    std::string tool;
    std::vector<std::string> arguments;
    std::string record_file;        ///< the group's record, one of the things that will change
    std::vector<std::string> links; ///< all its links, the others
};

/// Replaces the record of a link group that is kept in a file of its own, whose links are other actions.
struct WriteGroupRecord {
    ChangeGroup::Change change = ChangeGroup::Change::enroll;
    std::string group;
    std::string alternative; ///< the path that is registered, or withdrawn
    std::string path;
    std::string content;
};

/// Writes a configuration file that says what a command runs.
struct WriteConfiguration {
    std::string path;
    std::string content;
};

/// Makes sure that each command leads to the wrapper, or that none does.
struct Verify {
    enum class Expectation { leads_to_wrapper, leads_elsewhere };
    Expectation expectation = Expectation::leads_to_wrapper;
    std::vector<std::string> commands;
    std::string wrapper;
};

/// Waits until whoever looked a command up while its links changed is through with it: the kernel may have
/// read the old link a moment before, and its target must not go meanwhile.
struct LetLookupsEnd {};

/// Deletes a file of the installer. That it cannot be deleted is a warning only.
struct DeleteInstaller {
    std::string path;
};

using Action =
    std::variant<Unchanged, RemoveLeftover, MakeDirectory, RemoveDirectory, WriteWrapper, RecordLink,
                 RecordAbsence, SaveFile, RestoreFile, SetLink, RemoveFile, RemoveRecord, ChangeGroup,
                 WriteGroupRecord, WriteConfiguration, Verify, LetLookupsEnd, DeleteInstaller>;

/// The line for stdout, without line feed: "linked '/usr/sbin/iptables' -> 'iptables-wrapper'", and for a dry
/// run "would link …". Empty for those that change nothing.
std::string line_of(const Action& action, Effect effect);

} // namespace iptables_wrapper::installer
