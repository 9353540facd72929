// SPDX-License-Identifier: Apache-2.0
// Running a process with a given input and catching what it writes.
#pragma once

#include "common/file_descriptor.hpp"

#include <string>
#include <utility>
#include <vector>

namespace iptables_wrapper::test {

using Words = std::vector<std::string>;

/// What a process has left behind.
struct Result {
    int status = -1; ///< as waitpid gives it
    std::string output;
    std::string errors;
};

/// A place in memory for one output of a process.
class Catcher {
public:
    Catcher();
    [[nodiscard]] int number() const { return file_.number(); }
    /// What has come, which is forgotten then.
    [[nodiscard]] std::string take() const;

private:
    FileDescriptor file_;
};

/// Runs processes, one after the other, in an environment of a path, plain English and `more_environment`.
class Runner {
public:
    explicit Runner(Words more_environment = {}) : environment_(std::move(more_environment)) {
        environment_.insert(environment_.end(), {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"});
    }

    /// Runs the program `words.front()`, found by its path or through PATH, and waits for its end. `input`,
    /// at most what a pipe holds, comes through a pipe: what is read too early is lost to whoever comes
    /// later.
    Result run(const Words& words, const std::string& input = {});

private:
    Words environment_;
    Catcher output_;
    Catcher errors_;
};

} // namespace iptables_wrapper::test
