// SPDX-License-Identifier: Apache-2.0
#include "installer/system/atomic_file.hpp"

#include "common/file_descriptor.hpp"

#include <boost/filesystem/operations.hpp>

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

constexpr mode_t permission_bits = 07777;

Node::Kind kind_of(mode_t mode) {
    if (S_ISLNK(mode)) {
        return Node::Kind::link;
    }
    if (S_ISREG(mode)) {
        return Node::Kind::file;
    }
    if (S_ISDIR(mode)) {
        return Node::Kind::directory;
    }
    return Node::Kind::other;
}

/// Whether that error says that there is nothing at the end of a path, rather than that we could not find
/// out.
bool leads_nowhere(int error_number) {
    return error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP;
}

/// Writes all of `content`; 0 or an errno.
int write_all(int descriptor, std::string_view content) {
    while (!content.empty()) {
        const ssize_t count = ::write(descriptor, content.data(), content.size());
        if (count < 0 && errno != EINTR) {
            return errno;
        }
        if (count > 0) {
            content.remove_prefix(static_cast<std::size_t>(count));
        }
    }
    return 0;
}

/// Sets them on the file behind `descriptor`; 0 or an errno.
int set_extended(int descriptor, const ExtendedAttributes& attributes) {
    for (const auto& [name, value] : attributes) {
        const bool is_set_by_policy =
            name == "security.selinux" && ::fgetxattr(descriptor, name.c_str(), nullptr, 0) > 0;
        if (!is_set_by_policy && ::fsetxattr(descriptor, name.c_str(), value.data(), value.size(), 0) != 0 &&
            name == file_capabilities) {
            return errno;
        }
    }
    return 0;
}

/// Fills the new file behind `descriptor`; 0 or an errno. Owner first: chown(2) takes setuid bits and file
/// capabilities away.
int fill(int descriptor, std::string_view content, const FileAttributes& attributes) {
    if (const int error = write_all(descriptor, content)) {
        return error;
    }
    if (attributes.owner && ::fchown(descriptor, *attributes.owner, attributes.group.value_or(-1U)) != 0) {
        return errno;
    }
    if (::fchmod(descriptor, attributes.mode) != 0) {
        return errno;
    }
    if (const int error = set_extended(descriptor, attributes.extended)) {
        return error;
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

} // namespace

Failure file_failure(std::string intent, const fs::path& path, int error_number) {
    const bool forbidden = error_number == EACCES || error_number == EPERM;
    return system_failure(std::move(intent), path.native(), error_number,
                          forbidden && ::geteuid() != 0 ? "run it as root" : "");
}

Node look_at(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return {};
        }
        throw file_failure("look at", path, errno);
    }
    Node node{kind_of(status.st_mode), {}, status.st_mode & permission_bits, status.st_uid, status.st_gid};
    if (node.kind == Node::Kind::link) {
        boost::system::error_code error;
        node.target = fs::read_symlink(path, error).native();
        if (error) {
            throw file_failure("read the link", path, error.value());
        }
    }
    return node;
}

std::optional<FileIdentity> certain_identity(const fs::path& path) {
    const std::optional<FileIdentity> identity = identity_of(path);
    if (!identity && !leads_nowhere(errno)) {
        throw file_failure("look at", path, errno);
    }
    return identity;
}

std::vector<Hop> certain_links(const fs::path& path) {
    std::vector<Hop> hops = follow_links(path);
    // EINVAL: a file, the end of the chain.
    if (hops.size() < max_hops && errno != EINVAL && !leads_nowhere(errno)) {
        throw file_failure("follow the links from", path, errno);
    }
    return hops;
}

std::string read_file(const fs::path& path, std::size_t most) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file) {
        throw file_failure("read", path, errno);
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) {
        throw file_failure("read", path, errno);
    }
    if (!S_ISREG(status.st_mode)) {
        throw Failure("read", path.native(), "not a regular file");
    }
    std::string content;
    content.reserve(std::min(static_cast<std::size_t>(status.st_size), most) + 1);
    std::vector<char> buffer(65536); // not on the stack, which may be limited to less
    while (true) {
        const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
        if (count == 0) {
            return content;
        }
        if (count < 0 && errno != EINTR) {
            throw file_failure("read", path, errno);
        }
        if (count > 0) {
            content.append(buffer.data(), static_cast<std::size_t>(count));
        }
        if (content.size() > most) {
            throw Failure("read", path.native(), "it is longer than " + std::to_string(most) + " bytes");
        }
    }
}

std::vector<fs::path> listing(const fs::path& directory) {
    std::vector<fs::path> paths;
    boost::system::error_code error;
    fs::directory_iterator entry(directory, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        paths.push_back(entry->path());
    }
    const int number = error.value();
    if (error && number != ENOENT && number != ENOTDIR) {
        throw file_failure("list the directory", directory, number);
    }
    std::ranges::sort(paths);
    return paths;
}

ExtendedAttributes extended_attributes_of(const fs::path& path) {
    ExtendedAttributes attributes;
    std::string names(65536, '\0'); // the kernel's limit (XATTR_LIST_MAX)
    const ssize_t length = ::listxattr(path.c_str(), names.data(), names.size());
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    for (std::size_t start = 0; start < names.size(); start = names.find('\0', start) + 1) {
        const std::string name = names.c_str() + start;
        std::string value(65536, '\0'); // likewise (XATTR_SIZE_MAX)
        const ssize_t size = ::getxattr(path.c_str(), name.c_str(), value.data(), value.size());
        if (size >= 0 && name != "security.ima" && name != "security.evm") {
            value.resize(static_cast<std::size_t>(size));
            attributes[name] = value;
        }
    }
    return attributes;
}

void sync_directory(const fs::path& directory) noexcept {
    const FileDescriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened) {
        ::fsync(opened.number()); // NOLINT(cert-err33-c): nothing is to be done about it
    }
}

void write_file(const fs::path& path, std::string_view content, const FileAttributes& attributes) {
    const fs::path temporary = temporary_name_beside(path);
    const FileDescriptor file(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file) {
        throw file_failure("write", path, errno);
    }
    boost::system::error_code error(fill(file.number(), content, attributes),
                                    boost::system::system_category());
    if (!error) {
        fs::rename(temporary, path, error);
    }
    if (error) {
        boost::system::error_code ignored;
        fs::remove(temporary, ignored);
        throw file_failure("write", path, error.value());
    }
    sync_directory(path.parent_path());
}

} // namespace iptables_wrapper::installer
