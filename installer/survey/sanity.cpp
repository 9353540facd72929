// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/sanity.hpp"

#include "common/commands.hpp"
#include "installer/commands/site.hpp"
#include "installer/survey/iptables_version.hpp"
#include "installer/survey/wrapper_file.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/child.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/links.hpp"

#include <boost/filesystem/operations.hpp>

#include <cerrno>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

constexpr std::chrono::seconds version_deadline{10};

constexpr const char* remedy_for_version =
    "install iptables 1.8.4 or newer in both modes, or pass --no-sanity-check";
constexpr const char* remedy_for_damage = "install the iptables package again, or pass --no-sanity-check";
constexpr const char* remedy_for_permissions =
    "make it and its program interpreter executable (is their file system mounted noexec?), or pass "
    "--no-sanity-check";

constexpr const char* remedy_for_machine =
    "take the installer for the platform of this system, or pass --no-sanity-check";

Refusal refusal(const fs::path& program, std::string reason, const char* remedy, int error_number = 0) {
    Refusal result{"use", program.native(), std::move(reason), remedy};
    result.error_number = error_number;
    return result;
}

/// Names the package if distributions have the modes, or the two commands, in different ones.
std::string remedy_for_missing(const std::string& command, Mode mode) {
    if (command == "ip6tables") {
        return "install the IPv6 commands, too (Wolfi: apk add ip6tables), or pass --no-sanity-check";
    }
    switch (mode) {
    case Mode::nft:
        return "install iptables in nft mode, too (Alpine: apk add iptables; Fedora: dnf install "
               "iptables-nft), or pass --modes legacy where that is the only mode";
    case Mode::legacy:
        return "install iptables in legacy mode, too (Alpine: apk add iptables-legacy; Fedora: dnf install "
               "iptables-legacy), or pass --modes nft where that is the only mode (RHEL)";
    }
    return {};
}

ChildResult ask_version(const fs::path& program) {
    try {
        return run_child(program, {"--version"}, version_deadline);
    } catch (const Failure& failure) {
        throw refusal(program, failure.reason,
                      failure.error_number == EACCES ? remedy_for_permissions : remedy_for_damage);
    }
}

IptablesVersion version_of(const fs::path& program, Mode mode) {
    const ChildResult answer = ask_version(program);
    if (!answer.succeeded()) {
        throw refusal(program, trouble_with(answer) + " when asked for its version", remedy_for_damage);
    }
    const std::optional<IptablesVersion> version = parse_version(answer.output);
    if (!version) {
        const std::string line = answer.output.substr(0, answer.output.find('\n')).substr(0, 60);
        throw refusal(program, "'" + printable(line) + "' is not a version of iptables", remedy_for_version);
    }
    if (version->numbers < oldest_version) {
        throw refusal(program, "version " + printable(version->text) + " is older than 1.8.4",
                      remedy_for_version);
    }
    if (version->mode != mode) {
        throw refusal(program, "it does not work in " + std::string(name_of(mode)) + " mode",
                      remedy_for_version);
    }
    return *version;
}

/// The program of `command` in `mode`, if its file says that it can be run. If it is missing everywhere, the
/// refusal names the place beside the commands.
fs::path require_program(const fs::path& directory, const std::string& command, Mode mode) {
    const std::string name(std::string_view(real_name(command, mode)));
    const std::optional<RealProgram> found = find_program_called(directory, name);
    fs::path program = found ? found->path : directory / name;
    boost::system::error_code error;
    const fs::file_status status = fs::status(program, error);
    if (error) {
        throw Refusal("use", program.native(), reason_of(error.value()), remedy_for_missing(command, mode));
    }
    if (!fs::is_regular_file(status)) {
        throw refusal(program, "not a regular file", remedy_for_damage);
    }
    if (::access(program.c_str(), X_OK) != 0) {
        throw refusal(program, "not executable", remedy_for_permissions);
    }
    if (is_for_another_machine(read_file(program))) {
        throw refusal(program, "it is a program for another architecture than the wrapper",
                      remedy_for_machine, ENOEXEC);
    }
    return program;
}

/// The other one of iptables_directories, if the command at `path` is only a link to the same command there:
/// Fedora's packages for /usr/bin leave such links where /usr/sbin is still a directory of its own. Both ways
/// to the command must end in the same place, so the wrapper goes where the links lead.
std::optional<fs::path> real_directory_of(const fs::path& path, const Node& node) {
    if (node.kind != Node::Kind::link || fs::path(node.target).filename() != path.filename()) {
        return std::nullopt;
    }
    const fs::path target = pointed_at(path, node.target).parent_path();
    for (const fs::path& directory : possible_directories()) {
        if (certain_identity(directory) && is_same_directory(directory, target) &&
            !is_same_directory(directory, path.parent_path())) {
            return directory;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<fs::path> find_iptables_directory() {
    for (const fs::path& directory : possible_directories()) {
        const fs::path path = directory / "iptables";
        const Node node = look_at(path);
        if (node.kind != Node::Kind::missing) {
            return real_directory_of(path, node).value_or(directory);
        }
    }
    return std::nullopt;
}

fs::path require_iptables_directory() {
    if (std::optional<fs::path> directory = find_iptables_directory()) {
        return *std::move(directory);
    }
    for (const char* elsewhere : {"/usr/local/sbin/iptables", "/usr/local/bin/iptables"}) {
        if (certain_identity(elsewhere)) {
            throw Refusal("find", "iptables",
                          "it is not in /usr/sbin, /sbin or /usr/bin; '" + std::string(elsewhere) +
                              "' is not looked at",
                          "link all its programs into /usr/sbin, or install the distribution's iptables");
        }
    }
    throw Refusal("find", "iptables", "it is not in /usr/sbin, /sbin or /usr/bin",
                  "install iptables first (Debian: apt-get install iptables; Alpine: apk add iptables "
                  "iptables-legacy; Fedora: dnf install iptables-nft iptables-legacy)");
}

std::vector<Fitness> examine_sanity(const fs::path& directory, const std::vector<Mode>& modes) {
    std::vector<Fitness> all;
    for (const Mode mode : modes) {
        Fitness fitness{mode, {}, {}};
        try {
            for (const char* command : {"iptables", "ip6tables"}) {
                require_program(directory, command, mode);
            }
            fitness.version = version_of(require_program(directory, "iptables-save", mode), mode).text;
        } catch (const Refusal& refusal) {
            fitness.trouble = refusal;
        }
        all.push_back(std::move(fitness));
    }
    return all;
}

std::vector<std::string> require_fitness(const std::vector<Fitness>& modes) {
    for (const Fitness& fitness : modes) {
        if (fitness.trouble) {
            throw Refusal(*fitness.trouble);
        }
    }
    const Fitness& first = modes.front();
    const Fitness& last = modes.back();
    if (first.version == last.version) {
        return {};
    }
    return {"the versions differ: iptables-" + std::string(name_of(first.mode)) + " is " +
            printable(first.version) + ", iptables-" + std::string(name_of(last.mode)) + " is " +
            printable(last.version)};
}

} // namespace iptables_wrapper::installer
