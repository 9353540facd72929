// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/backup.hpp"

#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

namespace iptables_wrapper::installer {

Backup::Backup(fs::path path, BackupMethod method) : path_(std::move(path)), before_(look_at(path_)) {
    if (before_.kind != Node::Kind::file) {
        return;
    }
    if (method == BackupMethod::hard_link) {
        fs::path hidden = temporary_name_beside(path_);
        boost::system::error_code error;
        fs::create_hard_link(path_, hidden, error);
        if (!error) {
            hidden_ = std::move(hidden);
            identity_ = identity_of(path_); // after link(2), which on overlayfs makes a new file of it
            return;
        }
    }
    content_ = read_file(path_);
    extended_ = extended_attributes_of(path_);
}

void Backup::remove_newcomer() const {
    boost::system::error_code error;
    fs::remove(path_, error); // that nothing is there is no error
    if (error) {
        throw file_failure("remove", path_, error.value());
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
    boost::system::error_code error;
    switch (before_.kind) {
    case Node::Kind::missing:
        remove_newcomer();
        return;
    case Node::Kind::link:
        if (const int number = replace_link(path_, before_.target)) {
            throw file_failure("restore the link", path_, number);
        }
        return;
    case Node::Kind::file:
        if (hidden_.empty()) {
            write_file(path_, content_, {before_.mode, before_.owner, before_.group, extended_});
            return;
        }
        fs::rename(hidden_, path_, error);
        if (error) {
            throw file_failure("restore", path_, error.value());
        }
        return;
    case Node::Kind::directory:
        fs::create_directory(path_, error); // that it is there is no error
        if (!error) {
            fs::permissions(path_, static_cast<fs::perms>(before_.mode), error);
        }
        if (error) {
            throw file_failure("restore the directory", path_, error.value());
        }
        return;
    case Node::Kind::other:
        return; // never replaced
    }
}

void Backup::discard() const noexcept {
    if (!hidden_.empty()) {
        boost::system::error_code ignored;
        fs::remove(hidden_, ignored);
    }
}

} // namespace iptables_wrapper::installer
