// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/backup.hpp"

#include "installer/system/links.hpp"

#include <cerrno>
#include <cstdio>

#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::installer {

Backup::Backup(std::string path, BackupMethod method) : path_(std::move(path)), before_(look_at(path_)) {
    if (before_.kind != Node::Kind::file) {
        return;
    }
    if (method == BackupMethod::hard_link) {
        std::string hidden = temporary_name_beside(path_).native();
        if (::link(path_.c_str(), hidden.c_str()) == 0) {
            hidden_ = std::move(hidden);
            identity_ = identity_of(path_); // after link(2), which on overlayfs makes a new file of it
            return;
        }
    }
    content_ = read_file(path_);
}

void Backup::remove_newcomer() const {
    const bool is_directory = look_at(path_).kind == Node::Kind::directory;
    const int result = is_directory ? ::rmdir(path_.c_str()) : ::unlink(path_.c_str());
    if (result != 0 && errno != ENOENT) {
        throw file_failure("remove", path_, errno);
    }
}

bool Backup::is_as_before() const {
    if (look_at(path_) != before_) {
        return false;
    }
    if (before_.kind != Node::Kind::file) {
        return true;
    }
    return hidden_.empty() ? read_file(path_) == content_ : identity_of(path_) == identity_;
}

void Backup::restore() const {
    if (is_as_before()) {
        discard(); // also, rename(2) onto its own other name is an error on overlayfs
        return;
    }
    switch (before_.kind) {
    case Node::Kind::missing:
        remove_newcomer();
        return;
    case Node::Kind::link:
        if (const int error = replace_link(path_, before_.target)) {
            throw file_failure("restore the link", path_, error);
        }
        return;
    case Node::Kind::file:
        if (hidden_.empty()) {
            write_file(path_, content_, {before_.mode, before_.owner, before_.group});
        } else if (::rename(hidden_.c_str(), path_.c_str()) != 0) {
            throw file_failure("restore", path_, errno);
        }
        return;
    case Node::Kind::directory:
        if ((::mkdir(path_.c_str(), before_.mode) != 0 && errno != EEXIST) ||
            ::chmod(path_.c_str(), before_.mode) != 0) {
            throw file_failure("restore the directory", path_, errno);
        }
        return;
    case Node::Kind::other:
        return; // never replaced
    }
}

void Backup::discard() const noexcept {
    if (!hidden_.empty()) {
        ::unlink(hidden_.c_str());
    }
}

} // namespace iptables_wrapper::installer
