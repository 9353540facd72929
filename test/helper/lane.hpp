// SPDX-License-Identifier: Apache-2.0
// One of those who call at once, with a chain of its own; and what all threads count.
#pragma once

#include "common/commands.hpp"
#include "test/helper/process.hpp"

#include <atomic>
#include <string>

namespace iptables_wrapper::test {

struct Tally {
    std::atomic<long> begun{0};
    std::atomic<long> asked{0};   ///< calls that were to tell
    std::atomic<long> wrapped{0}; ///< those of them that met the wrapper
    std::atomic<long> looks{0};
    std::atomic<long> disturbances{0};
    std::atomic<int> failures{0};
    std::atomic<bool> over{false}; ///< all calls have been made
};

/// The one of this process.
Tally& tally();

/// Counts a failure, and prints it on stderr when it is among the first.
void fail(const std::string& text);

/// Where the commands are.
inline constexpr const char* directory = "/usr/sbin/";

/// So many lanes share a network namespace.
inline constexpr int lanes_of_a_namespace = 4;

/// "words one after the other"
std::string joined(const Words& words);

class Lane {
public:
    Lane(Mode mode, int number, long calls);

    /// Rounds of seven calls, in turns with IPv4 and IPv6, until all lanes together have made all calls or
    /// one has failed.
    void work();

private:
    void call(const std::string& kind, const Words& arguments, const std::string& input,
              const std::string& expected);
    void expect_nothing_elsewhere();
    [[nodiscard]] bool stopped() const;
    [[nodiscard]] std::string address(int number) const;
    [[nodiscard]] Words arguments_of(const char* change, int number) const;
    [[nodiscard]] std::string rule(int number) const;
    [[nodiscard]] std::string listed(std::string text) const;
    [[nodiscard]] std::string relevant(const std::string& kind, const Words& arguments,
                                       const std::string& output) const;

    Mode mode_;
    int number_;
    long calls_; ///< of all lanes
    std::string chain_;
    long round_ = 0;
    bool six_ = false; ///< this round is with IPv6
    Words rules_;      ///< that must be in the chain
    Runner silent_;
    Runner asked_; ///< is to tell whether it met the wrapper
};

} // namespace iptables_wrapper::test
