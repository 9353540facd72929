// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"
#include "installer/system/child.hpp"
#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

#include <cerrno>
#include <ctime>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

/// Nothing says when all lookups are done. They take microseconds, but a busy machine can delay any process
/// for a while.
constexpr timespec lookup_time{0, 200'000'000};

struct Performer {
    void operator()(const NoChange& /*operation*/) const {}
    void operator()(const WriteFile& operation) const {
        write_file(operation.path, operation.content, operation.attributes);
    }
    void operator()(const MakeLink& operation) const {
        if (const int error = replace_link(operation.path, operation.target)) {
            throw file_failure("link", operation.path, error);
        }
    }
    void operator()(const MakeDirectory& operation) const {
        boost::system::error_code error;
        // Its mode is 0755, by our umask. Boost does not fail if it exists already.
        if (!fs::create_directory(operation.path, error)) {
            throw file_failure("create the directory", operation.path, error ? error.value() : EEXIST);
        }
    }
    void operator()(const RemoveDirectory& operation) const {
        // Not fs::remove, which would also remove a file that has taken the directory's place.
        if (::rmdir(operation.path.c_str()) != 0) {
            throw file_failure("remove the directory", operation.path, errno);
        }
    }
    void operator()(const Remove& operation) const {
        if (operation.moment == Remove::Moment::after_lookups) {
            ::nanosleep(&lookup_time, nullptr); // NOLINT(cert-err33-c): cut short, it is as good as it can be
        }
        // Not fs::remove, which would also remove an empty directory.
        if (::unlink(operation.path.c_str()) != 0 && errno != ENOENT) {
            throw file_failure("remove", operation.path, errno);
        }
    }
    void operator()(const SaveFile& operation) const;
    void operator()(const RestoreFile& operation) const {
        boost::system::error_code error;
        fs::rename(operation.saved, operation.path, error);
        if (error) {
            throw file_failure("restore", operation.path, error.value());
        }
    }
    void operator()(const RunTool& operation) const {
        const ChildResult result = run_child(operation.tool, operation.arguments, operation.limit);
        if (!result.succeeded()) {
            throw Failure(operation.intent, operation.object,
                          operation.tool.native() + ": " + trouble_with(result));
        }
    }
    void operator()(const Verify& operation) const {
        for (const fs::path& command : operation.commands) {
            operation.look(command);
        }
    }
};

/// By a second name if the file system has hard links, else by a copy. Either way, the file stays in its
/// place.
void Performer::operator()(const SaveFile& operation) const {
    const fs::path temporary = temporary_name_beside(operation.saved);
    boost::system::error_code error;
    fs::create_hard_link(operation.path, temporary, error);
    if (!error) {
        fs::rename(temporary, operation.saved, error);
        if (error) {
            boost::system::error_code ignored;
            fs::remove(temporary, ignored);
            throw file_failure("save", operation.path, error.value());
        }
        return;
    }
    const int number = error.value();
    if (number != EPERM && number != EMLINK && number != EOPNOTSUPP && number != EXDEV) {
        throw file_failure("save", operation.path, number);
    }
    const Node node = look_at(operation.path);
    write_file(operation.saved, read_file(operation.path),
               {node.mode, node.owner, node.group, extended_attributes_of(operation.path)});
}

struct Toucher {
    std::vector<Touched> operator()(const NoChange& /*operation*/) const { return {}; }
    std::vector<Touched> operator()(const WriteFile& operation) const {
        return {{operation.path, operation.method}};
    }
    std::vector<Touched> operator()(const MakeLink& operation) const { return {{operation.path}}; }
    std::vector<Touched> operator()(const MakeDirectory& operation) const { return {{operation.path}}; }
    std::vector<Touched> operator()(const RemoveDirectory& operation) const { return {{operation.path}}; }
    std::vector<Touched> operator()(const Remove& operation) const {
        if (is_dispensable(operation)) {
            return {};
        }
        return {{operation.path, operation.method}};
    }
    std::vector<Touched> operator()(const SaveFile& operation) const { return {{operation.saved}}; }
    std::vector<Touched> operator()(const RestoreFile& operation) const {
        return {{operation.path}, {operation.saved}};
    }
    std::vector<Touched> operator()(const RunTool& operation) const { return operation.touched; }
    std::vector<Touched> operator()(const Verify& /*operation*/) const { return {}; }
};

} // namespace

std::vector<Touched> touched_by(const Operation& operation) {
    return std::visit(Toucher{}, operation);
}

bool is_dispensable(const Operation& operation) {
    const auto* const removal = std::get_if<Remove>(&operation);
    return removal != nullptr && removal->importance == Remove::Importance::dispensable;
}

void perform(const Operation& operation) {
    std::visit(Performer{}, operation);
}

} // namespace iptables_wrapper::installer
