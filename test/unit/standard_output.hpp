// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"

#include <array>
#include <iostream>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

namespace iptables_wrapper::test {

/// Keeps what is written to one of the standard descriptors while it lives.
class Recording {
public:
    explicit Recording(int descriptor)
        : descriptor_(descriptor), before_(::dup(descriptor)), file_(::memfd_create("recording", 0)) {
        // What a test has printed so far would come in between, if a child process ends and flushes its copy.
        std::cout.flush();
        ::dup2(file_.number(), descriptor_);
    }
    Recording(const Recording&) = delete;
    Recording& operator=(const Recording&) = delete;
    Recording(Recording&&) = delete;
    Recording& operator=(Recording&&) = delete;
    ~Recording() { ::dup2(before_.number(), descriptor_); }

    /// Everything up to now.
    [[nodiscard]] std::string text() const {
        std::string text;
        std::array<char, 4096> buffer{};
        while (true) {
            const ssize_t count =
                ::pread(file_.number(), buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
            if (count <= 0) {
                return text;
            }
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }

private:
    int descriptor_;
    FileDescriptor before_;
    FileDescriptor file_;
};

/// What `run` writes to stdout and to stderr.
struct Output {
    std::string out;
    std::string err;
};

template <class Function>
Output output_of(const Function& run) {
    const Recording out(STDOUT_FILENO);
    const Recording err(STDERR_FILENO);
    run();
    return {out.text(), err.text()};
}

} // namespace iptables_wrapper::test
