// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/perform.hpp"

#include "common/links.hpp"
#include "installer/system/child.hpp"

#include <cerrno>
#include <cstdio>
#include <ctime>

#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

constexpr std::chrono::seconds change_deadline{60};

/// Nothing tells when all are through; it takes microseconds, and a busy machine can hold up anyone for a
/// while.
constexpr timespec lookup_time{0, 200'000'000};

void set_link(const std::string& path, const std::string& target) {
    if (const int error = replace_link(path, target)) {
        throw file_failure("link", path, error);
    }
}

void remove_file(const std::string& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) {
        throw file_failure("remove", path, errno);
    }
}

/// What the path leads to, for an error message.
std::string destination(const std::string& path) {
    const std::vector<Hop> hops = follow_links(path);
    if (hops.empty()) {
        return identity_of(path) ? "it is a file of its own" : "there is no such file";
    }
    return "it leads to '" + pointed_at(hops.back().path, hops.back().target) + "'";
}

struct Performer {
    void operator()(const Unchanged& /*action*/) const {}
    void operator()(const RemoveLeftover& action) const { remove_file(action.path); }
    void operator()(const MakeDirectory& action) const {
        if (::mkdir(action.path.c_str(), 0755) != 0) {
            throw file_failure("create the directory", action.path, errno);
        }
    }
    void operator()(const RemoveDirectory& action) const {
        if (::rmdir(action.path.c_str()) != 0) {
            throw file_failure("remove the directory", action.path, errno);
        }
    }
    void operator()(const WriteWrapper& action) const {
        write_file(action.path, action.content, {0755, {}, {}});
    }
    void operator()(const RecordLink& action) const { set_link(action.path, action.target); }
    void operator()(const RecordAbsence& action) const { write_file(action.path, "", {0644, {}, {}}); }
    void operator()(const SaveFile& action) const;
    void operator()(const RestoreFile& action) const {
        if (::rename(action.saved.c_str(), action.path.c_str()) != 0) {
            throw file_failure("restore", action.path, errno);
        }
    }
    void operator()(const SetLink& action) const { set_link(action.path, action.target); }
    void operator()(const RemoveFile& action) const { remove_file(action.path); }
    void operator()(const RemoveRecord& action) const { remove_file(action.path); }
    void operator()(const ChangeGroup& action) const {
        const ChildResult result = run_child(action.tool, action.arguments, change_deadline);
        if (!result.succeeded()) {
            throw Failure("change the alternatives of group", action.group,
                          action.tool + ": " + trouble_with(result));
        }
    }
    void operator()(const WriteGroupRecord& action) const {
        const Node present = look_at(action.path);
        write_file(action.path, action.content, {present.mode, present.owner, present.group});
    }
    void operator()(const WriteConfiguration& action) const {
        write_file(action.path, action.content, {0644, {}, {}});
    }
    void operator()(const Verify& action) const;
    void operator()(const LetLookupsEnd& /*action*/) const {
        ::nanosleep(&lookup_time, nullptr); // NOLINT(cert-err33-c): cut short, it is as good as it can be
    }
    void operator()(const DeleteInstaller& action) const { remove_file(action.path); }
};

/// By a second name where the file system has such; by a copy otherwise. The command stays in its place
/// either way.
void Performer::operator()(const SaveFile& action) const {
    if (::link(action.path.c_str(), action.saved.c_str()) == 0) {
        return;
    }
    const int error = errno;
    if (error != EPERM && error != EMLINK && error != EOPNOTSUPP && error != EXDEV) {
        throw file_failure("save", action.path, error);
    }
    const Node node = look_at(action.path);
    write_file(action.saved, read_file(action.path), {node.mode, node.owner, node.group});
}

void Performer::operator()(const Verify& action) const {
    const std::optional<FileIdentity> wrapper = identity_of(action.wrapper);
    for (const std::string& command : action.commands) {
        const bool leads_there = wrapper && identity_of(command) == wrapper;
        switch (action.expectation) {
        case Verify::Expectation::leads_to_wrapper:
            if (!leads_there) {
                throw Failure("make '" + action.wrapper + "' of", command, destination(command));
            }
            break;
        case Verify::Expectation::leads_elsewhere:
            if (leads_there) {
                throw Failure("remove '" + action.wrapper + "' from under", command, destination(command));
            }
            break;
        }
    }
}

struct Toucher {
    std::vector<Touched> operator()(const Unchanged& /*action*/) const { return {}; }
    std::vector<Touched> operator()(const RemoveLeftover& /*action*/) const { return {}; }
    std::vector<Touched> operator()(const Verify& /*action*/) const { return {}; }
    std::vector<Touched> operator()(const LetLookupsEnd& /*action*/) const { return {}; }
    std::vector<Touched> operator()(const DeleteInstaller& /*action*/) const { return {}; }
    std::vector<Touched> operator()(const SaveFile& action) const { return {{action.saved}}; }
    std::vector<Touched> operator()(const RestoreFile& action) const {
        return {{action.path}, {action.saved}};
    }
    // A hidden file among the records would keep their directory from being removed.
    std::vector<Touched> operator()(const RemoveRecord& action) const {
        return {{action.path, Keep::in_memory}};
    }
    std::vector<Touched> operator()(const ChangeGroup& action) const {
        std::vector<Touched> all{{action.record_file, Keep::in_memory}};
        for (const std::string& link : action.links) {
            all.push_back({link, Keep::beside});
        }
        // The tool makes each under such a name first, and leaves that there when it fails.
        const std::size_t finished = all.size();
        for (std::size_t i = 0; i < finished; ++i) {
            all.push_back({all[i].path + ".dpkg-tmp", Keep::in_memory});
        }
        return all;
    }
    std::vector<Touched> operator()(const WriteConfiguration& action) const {
        return {{action.path, Keep::in_memory}};
    }
    std::vector<Touched> operator()(const WriteGroupRecord& action) const {
        return {{action.path, Keep::in_memory}};
    }
    template <typename OnePath>
    std::vector<Touched> operator()(const OnePath& action) const {
        return {{action.path}};
    }
};

} // namespace

std::vector<Touched> touched_by(const Action& action) {
    return std::visit(Toucher{}, action);
}

bool is_dispensable(const Action& action) {
    return std::holds_alternative<RemoveLeftover>(action) || std::holds_alternative<DeleteInstaller>(action);
}

void perform(const Action& action) {
    std::visit(Performer{}, action);
}

} // namespace iptables_wrapper::installer
