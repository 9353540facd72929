// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/become_program.hpp"

#include "common/links.hpp"
#include "wrapper/execute.hpp"

#include <cerrno>
#include <cstdlib>
#include <initializer_list>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

constexpr std::string_view path_variable = "PATH=";

/// What execvp(3) searches without PATH.
constexpr std::string_view usual_path = "/usr/local/bin:/bin:/usr/bin";

std::string_view search_path() {
    const char* const path = std::getenv("PATH");
    return path == nullptr ? usual_path : path;
}

/// 0 if `path` is a file that we may execute, or an errno.
int obstacle_to_running(const Path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return errno;
    }
    if (!S_ISREG(status.st_mode)) {
        return EACCES;
    }
    return refusal_of(path.c_str(), X_OK) == EACCES ? EACCES : 0;
}

/// Writes texts one behind the other, and a zero in the end.
char* write_text(char* place, std::initializer_list<std::string_view> parts) {
    for (const std::string_view part : parts) {
        place += part.copy(place, part.size());
    }
    *place = '\0';
    return place + 1;
}

/// A copy of the environment with `directory` first in PATH; null without memory for it. Memory from the
/// kernel: an environment may be of any size, and we have no heap.
char** environment_with(std::string_view directory) {
    std::size_t count = 0;
    while (environ[count] != nullptr) {
        ++count;
    }
    const std::string_view path = search_path();
    const std::size_t pointers = (count + 2) * sizeof(char*);
    void* const memory = ::mmap(nullptr, pointers + path_variable.size() + directory.size() + path.size() + 2,
                                PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        return nullptr;
    }
    auto* const copy = static_cast<char**>(memory);
    char* const text = static_cast<char*>(memory) + pointers;
    write_text(text, {path_variable, directory, ":", path});
    bool found = false;
    for (std::size_t i = 0; i < count; ++i) {
        const bool is_path = std::string_view{environ[i]}.starts_with(path_variable);
        copy[i] = is_path ? text : environ[i];
        found = found || is_path;
    }
    copy[count] = found ? nullptr : text;
    return copy;
}

/// Whether `directory` is the first of `path` already, as after a program that we became has started us
/// again.
bool begins_with(std::string_view path, std::string_view directory) {
    return path.substr(0, path.find(':')) == directory;
}

} // namespace

bool acts_for_another() {
    return ::getuid() != ::geteuid() || ::getgid() != ::getegid();
}

Outcome<Path> find_in_path(std::string_view program) {
    int obstacle = ENOENT;
    if (program.find('/') != std::string_view::npos) {
        obstacle = obstacle_to_running(program);
        return obstacle == 0 ? Outcome<Path>{program} : not_executed(program, obstacle);
    }
    std::string_view rest = search_path();
    while (!program.empty()) {
        const std::string_view directory = rest.substr(0, rest.find(':'));
        const Path path = directory.empty() ? Path{program} : join(directory, program);
        const int error_number = obstacle_to_running(path);
        if (error_number == 0) {
            return path;
        }
        obstacle = error_number == EACCES ? EACCES : obstacle;
        if (directory.size() == rest.size()) {
            break;
        }
        rest.remove_prefix(directory.size() + 1);
    }
    return not_executed(program, obstacle);
}

Failure become_program(const Path& path, const char* const* arguments, std::string_view links) {
    char** const environment =
        links.empty() || begins_with(search_path(), links) ? environ : environment_with(links);
    if (environment == nullptr) {
        return not_executed(path, ENOMEM);
    }
    // execve does not write to its arguments; its signature is older than const.
    return execute(path, const_cast<char* const*>(arguments), // NOLINT(cppcoreguidelines-pro-type-const-cast)
                   environment, {});
}

} // namespace iptables_wrapper::wrapper
