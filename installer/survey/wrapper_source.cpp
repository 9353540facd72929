// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/wrapper_source.hpp"

#include "common/commands.hpp"
#include "common/executable.hpp"
#include "common/links.hpp"
#include "installer/survey/embedded_wrapper.hpp"
#include "installer/system/atomic_file.hpp"

#include <boost/filesystem/operations.hpp>

namespace iptables_wrapper::installer {

namespace {

std::string beside(const std::string& installer) {
    const std::string directory = directory_of(installer);
    return (directory == "/" ? "" : directory) + "/" + std::string(wrapper_name);
}

bool same_file(const std::string& a, const std::string& b) {
    const std::optional<FileIdentity> identity = identity_of(a);
    return a == b || (identity && identity == identity_of(b));
}

} // namespace

std::string installer_file() {
    const std::string path = own_path();
    boost::system::error_code error;
    const auto resolved = boost::filesystem::canonical(path.empty() ? executed_path() : path, error);
    if (error || !boost::filesystem::is_regular_file(resolved, error)) {
        return {};
    }
    return resolved.string();
}

std::string wrapper_content(const std::string& chosen, const std::string& installer,
                            const std::string& target) {
    std::string source = chosen;
    if (source.empty() && !installer.empty()) {
        const std::string neighbour = beside(installer);
        if (look_at(neighbour).kind != Node::Kind::missing && !same_file(neighbour, target)) {
            source = neighbour;
        }
    }
    if (source.empty()) {
        return std::string(embedded_wrapper());
    }
    try {
        std::string content = read_file(source);
        if (content.empty()) {
            throw Failure("install", source, "the file is empty");
        }
        return content;
    } catch (Failure& failure) {
        failure.hint = "name the file of the wrapper with --wrapper FILE";
        if (chosen.empty()) {
            failure.hint = "remove it, and the wrapper inside the installer is installed";
        }
        throw;
    }
}

std::vector<std::string> installer_files(const std::string& installer, const std::string& target) {
    if (installer.empty() || installer.starts_with("/usr/")) {
        return {};
    }
    std::vector<std::string> files{installer};
    const std::string neighbour = beside(installer);
    if (look_at(neighbour).kind != Node::Kind::missing && !same_file(neighbour, target)) {
        files.push_back(neighbour);
    }
    return files;
}

} // namespace iptables_wrapper::installer
