// SPDX-License-Identifier: Apache-2.0
// Running a process with a given input and catching what it writes.
#include "test/helper/process.hpp"

#include <array>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace iptables_wrapper::test {

namespace {

[[noreturn]] void give_up(const char* what) {
    throw std::runtime_error(what);
}

/// As the arguments of exec are.
std::vector<char*> pointers(const Words& words) {
    std::vector<char*> all;
    for (const std::string& word : words) {
        all.push_back(const_cast<char*>(word.c_str())); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    }
    all.push_back(nullptr);
    return all;
}

/// A pipe that is full of `text` and has no writer any more.
FileDescriptor pipe_with(const std::string& text) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        give_up("cannot make a pipe");
    }
    FileDescriptor reading(pipe[0]);
    const FileDescriptor writing(pipe[1]);
    if (::write(writing.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        give_up("cannot fill a pipe");
    }
    return reading;
}

} // namespace

Catcher::Catcher() : file_(::memfd_create("output", MFD_CLOEXEC)) {
    if (!file_) {
        give_up("cannot make a file in memory");
    }
}

std::string Catcher::take() const {
    std::string text(static_cast<std::size_t>(::lseek(number(), 0, SEEK_END)), '\0');
    if (::pread(number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
        ::ftruncate(number(), 0) != 0 || ::lseek(number(), 0, SEEK_SET) != 0) {
        give_up("cannot read what a process has written");
    }
    return text;
}

Result Runner::run(const Words& words, const std::string& input) {
    const FileDescriptor reading = pipe_with(input);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, reading.number(), STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output_.number(), STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors_.number(), STDERR_FILENO);
    pid_t process = -1;
    const int error = ::posix_spawnp(&process, words.front().c_str(), &actions, nullptr,
                                     pointers(words).data(), pointers(environment_).data());
    ::posix_spawn_file_actions_destroy(&actions);
    Result result;
    if (error != 0) {
        result.errors = "not started: error " + std::to_string(error);
    } else if (::waitpid(process, &result.status, 0) == process) {
        result.output = output_.take();
        result.errors = errors_.take();
    }
    return result;
}

} // namespace iptables_wrapper::test
