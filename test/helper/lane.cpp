// SPDX-License-Identifier: Apache-2.0
#include "test/helper/lane.hpp"

#include <iostream>
#include <mutex>
#include <sstream>

namespace iptables_wrapper::test {

namespace {

/// Takes the wrapper's own lines out of `errors`; whether there were any.
bool take_own_lines(std::string& errors) {
    std::istringstream lines(errors);
    std::string others;
    bool any = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("iptables-wrapper: debug: ")) {
            any = true;
        } else {
            others.append(line).append("\n");
        }
    }
    errors = others;
    return any;
}

/// iptables-legacy of different namespaces need not wait for each other.
std::string lock_file(int number) {
    return "XTABLES_LOCKFILE=/run/xtables.lock." + std::to_string(number / lanes_of_a_namespace);
}

} // namespace

Tally& tally() {
    static Tally only;
    return only;
}

void fail(const std::string& text) {
    constexpr int most_failures = 10;
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    if (++tally().failures <= most_failures) {
        std::cerr << text << std::endl;
    }
}

std::string joined(const Words& words) {
    std::string text;
    for (const std::string& word : words) {
        text.append(text.empty() ? "" : " ").append(word);
    }
    return text;
}

Lane::Lane(Mode mode, int number, long calls)
    : mode_(mode), number_(number), calls_(calls), chain_("LANE" + std::to_string(number)),
      silent_({lock_file(number)}), asked_({lock_file(number), "IPTABLES_WRAPPER_DEBUG=1"}) {}

void Lane::work() {
    while (!stopped()) {
        ++round_;
        six_ = round_ % 2 == 0;
        rules_ = {rule(1), rule(2), rule(3)};
        call("-restore", {"--noflush", "-w"}, "*filter\n" + listed(":" + chain_ + " - [0:0]\n") + "COMMIT\n",
             "");
        call("", {"-w", "-S", chain_}, "", listed("-N " + chain_ + "\n"));
        rules_.push_back(rule(4));
        call("", arguments_of("-A", 4), "", "");
        call("-save", {"-t", "filter"}, "", listed(":" + chain_ + " - [0:0]\n"));
        rules_.erase(rules_.begin());
        call("", arguments_of("-D", 1), "", "");
        call("", {"-w", "-S", chain_}, "", listed("-N " + chain_ + "\n"));
        call("", {"--version"}, "", "");
    }
    expect_nothing_elsewhere();
}

bool Lane::stopped() const {
    return tally().failures != 0 || tally().begun >= calls_;
}

/// Rules of another round look otherwise, so that old ones cannot be taken for new ones.
std::string Lane::address(int number) const {
    const std::string host = std::to_string(round_ % 250 + 1) + (six_ ? ":" : ".") + std::to_string(number);
    return six_ ? "2001:db8::" + host + "/128" : "192.0." + host + "/32";
}

Words Lane::arguments_of(const char* change, int number) const {
    return {"-w", change, chain_, "-s", address(number), "-j", "ACCEPT"};
}

std::string Lane::rule(int number) const {
    return "-A " + chain_ + " -s " + address(number) + " -j ACCEPT\n";
}

std::string Lane::listed(std::string text) const {
    for (const std::string& one : rules_) {
        text += one;
    }
    return text;
}

/// Of what -save prints, the lines of this chain; of what --version prints, nothing when it is right.
std::string Lane::relevant(const std::string& kind, const Words& arguments, const std::string& output) const {
    if (arguments.front() == "--version") {
        const std::string mark = mode_ == Mode::nft ? " (nf_tables)\n" : " (legacy)\n";
        const std::string beginning = six_ ? "ip6tables v1." : "iptables v1.";
        return output.starts_with(beginning) && output.ends_with(mark) ? "" : output;
    }
    if (kind != "-save") {
        return output;
    }
    std::istringstream lines(output);
    std::string own;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(":" + chain_ + " ") || line.starts_with("-A " + chain_ + " ")) {
            own.append(line).append("\n");
        }
    }
    return own;
}

void Lane::call(const std::string& kind, const Words& arguments, const std::string& input,
                const std::string& expected) {
    if (tally().failures != 0) {
        return;
    }
    const long number = ++tally().begun;
    Words words{(six_ ? "ip6tables" : "iptables") + kind};
    if ((number / 2) % 2 == 0) {
        words.front().insert(0, directory);
    }
    words.insert(words.end(), arguments.begin(), arguments.end());
    const bool asked = number % 2 == 0;
    Result result = (asked ? asked_ : silent_).run(words, input);
    if (asked) {
        ++tally().asked;
        tally().wrapped += take_own_lines(result.errors) ? 1 : 0;
    }
    const std::string output = relevant(kind, arguments, result.output);
    if (result.status != 0 || !result.errors.empty() || output != expected) {
        fail("lane " + std::to_string(number_) + ": " + joined(words) + ": wait status " +
             std::to_string(result.status) + "\nstderr: " + result.errors + "\nstdout: " + output +
             "\nexpected: " + expected);
    }
}

/// What was meant for one mode has not gone to the other.
void Lane::expect_nothing_elsewhere() {
    const Mode other = mode_ == Mode::nft ? Mode::legacy : Mode::nft;
    for (const char* command : {"iptables-save", "ip6tables-save"}) {
        const Result result = silent_.run({directory + std::string{real_name(command, other)}});
        if (result.status != 0 || result.output.find(chain_) != std::string::npos) {
            fail("rules in the wrong mode:\n" + result.output + result.errors);
        }
    }
}

} // namespace iptables_wrapper::test
