// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/file_descriptor.hpp"
#include "wrapper/output.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

/// What `write` writes to the output that it is given.
template <typename Write>
std::string written(Write write) {
    const iptables_wrapper::FileDescriptor file{::memfd_create("output", MFD_CLOEXEC)};
    {
        iptables_wrapper::wrapper::Output output{file.number()};
        write(output);
        BOOST_TEST(output.flush() == 0);
    }
    std::string text;
    std::array<char, 4096> block{};
    ssize_t size = 0;
    while ((size = ::pread(file.number(), block.data(), block.size(), static_cast<off_t>(text.size()))) > 0) {
        text.append(block.data(), static_cast<std::size_t>(size));
    }
    return text;
}
