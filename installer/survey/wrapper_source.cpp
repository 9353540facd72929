// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/wrapper_source.hpp"

#include "common/commands.hpp"
#include "common/executable.hpp"
#include "installer/survey/embedded_wrapper.hpp"
#include "installer/survey/program_identity.hpp"
#include "installer/survey/refusal.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

namespace iptables_wrapper::installer {

namespace {

fs::path beside(const fs::path& installer) {
    return installer.parent_path() / std::string(wrapper_name);
}

bool same_file(const fs::path& a, const fs::path& b) {
    const std::optional<FileIdentity> identity = identity_of(a);
    return a == b || (identity && identity == identity_of(b));
}

/// Whether the installer is installed: a package has put it under /usr, or `cmake --install` into a directory
/// of its own under any prefix; or whether it lies where it was built.
bool is_installed(const fs::path& installer) {
    const fs::path directory = installer.parent_path();
    return installer.native().starts_with("/usr/") || directory.native().ends_with("/" PROGRAMS_DIRECTORY) ||
           look_at(directory / "../CMakeCache.txt").kind != Node::Kind::missing;
}

Machine own_machine() {
    const std::optional<ProgramIdentity> embedded = identify_program(embedded_wrapper());
    return embedded ? embedded->machine : Machine{};
}

bool is_this_installer(const fs::path& path) {
    try {
        const std::optional<ProgramIdentity> identity = identify_program(read_file(path));
        return identity && identity->machine == own_machine() &&
               identity->installer_version == IPTABLES_WRAPPER_VERSION;
    } catch (const Failure&) {
        return false;
    }
}

/// The version of the wrapper with this content; nothing when it is not this project's.
std::optional<std::string> wrapper_version(std::string_view content) {
    const std::optional<ProgramIdentity> identity = identify_program(content);
    return identity ? identity->wrapper_version : std::nullopt;
}

/// Why a file with this content is not a wrapper for this machine; nothing if it is one, of whatever version.
std::optional<std::string> why_no_wrapper(std::string_view content) {
    const std::optional<ProgramIdentity> identity = identify_program(content);
    if (!identity) {
        return is_elf(content) ? "it is cut off or damaged" : "it is not a program";
    }
    if (!identity->wrapper_version) {
        return "it does not say that it is this project's iptables-wrapper";
    }
    if (identity->machine != own_machine()) {
        return "it is a program for another architecture";
    }
    return std::nullopt;
}

/// The content of a file that is a wrapper for this machine. Throws Refusal with `hint`.
std::string read_wrapper(const fs::path& path, const char* hint) {
    std::string content;
    try {
        content = read_file(path);
    } catch (const Failure& failure) {
        throw Refusal("install", path.native(), failure.reason, hint);
    }
    if (const std::optional<std::string> reason = why_no_wrapper(content)) {
        throw Refusal("install", path.native(), *reason, hint);
    }
    return content;
}

std::string versions_of(std::string_view content) {
    return "it is version " + printable(wrapper_version(content).value_or("")) + ", this installer is " +
           IPTABLES_WRAPPER_VERSION;
}

NewWrapper chosen_wrapper(const fs::path& path) {
    NewWrapper wrapper{read_wrapper(path, "leave out --wrapper to install the wrapper inside the installer"),
                       {}};
    if (wrapper_version(wrapper.content) != IPTABLES_WRAPPER_VERSION) {
        wrapper.warnings.push_back("'" + printable(path.native()) +
                                   "' is not this installer's: " + versions_of(wrapper.content));
    }
    return wrapper;
}

/// Nobody chose a file that merely lies there: it must be the one that came with the installer.
NewWrapper neighbouring_wrapper(const fs::path& path) {
    constexpr const char* hint =
        "remove it, or no longer copy it into the image: the installer has its wrapper inside";
    NewWrapper wrapper{read_wrapper(path, hint), {}};
    if (wrapper_version(wrapper.content) != IPTABLES_WRAPPER_VERSION) {
        throw Refusal("install", path.native(), versions_of(wrapper.content),
                      std::string(hint) + "; --wrapper installs another version");
    }
    return wrapper;
}

} // namespace

fs::path installer_file() {
    for (const std::string& path : {std::string{own_path()}, std::string{executed_path()}}) {
        boost::system::error_code error;
        fs::path resolved = fs::canonical(path, error);
        if (!error && is_this_installer(resolved)) {
            return resolved;
        }
    }
    return {};
}

std::string difference(std::string_view installed, std::string_view expected) {
    if (const std::optional<std::string> reason = why_no_wrapper(installed)) {
        return *reason;
    }
    if (wrapper_version(installed) != wrapper_version(expected)) {
        return versions_of(installed);
    }
    return "it is of this installer's version, but its bytes differ";
}

NewWrapper wrapper_to_install(const Options& options, const fs::path& installer, const fs::path& target) {
    if (!options.wrapper_file.empty()) {
        return chosen_wrapper(options.wrapper_file);
    }
    if (options.task == Task::install && !installer.empty()) {
        const fs::path neighbour = beside(installer);
        if (look_at(neighbour).kind != Node::Kind::missing && !same_file(neighbour, target)) {
            return neighbouring_wrapper(neighbour);
        }
    }
    return {std::string(embedded_wrapper()), {}};
}

std::vector<fs::path> installer_files(const fs::path& installer, const fs::path& target) {
    if (installer.empty() || is_installed(installer)) {
        return {};
    }
    std::vector<fs::path> files{installer};
    const fs::path neighbour = beside(installer);
    if (look_at(neighbour).kind != Node::Kind::missing && !same_file(neighbour, target)) {
        files.push_back(neighbour);
    }
    return files;
}

} // namespace iptables_wrapper::installer
