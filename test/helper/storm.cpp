// SPDX-License-Identifier: Apache-2.0
// Usage: storm nft|legacy hint|owner CALLS LANES [-- DISTURBER...]...
// Calls the six commands CALLS times, LANES at a time, and checks each call to the letter: exit status,
// output, rules kept and found again, not a byte on stderr. Meanwhile the disturbers run again and again, and
// a reader looks each command up without pause. Prints what was counted; exit status 1, with the first
// failures on stderr, when one call, look or disturber was not as it should be.
//
// Each lane has a chain of its own, so that what it expects to find depends on nobody else. Every second call
// is asked to tell whether it met the wrapper (IPTABLES_WRAPPER_DEBUG), the others must not say a word.
#include "common/commands.hpp"
#include "common/links.hpp"
#include "test/helper/lane.hpp"

#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <sched.h>
#include <sys/stat.h>

namespace {

using namespace iptables_wrapper;
using namespace iptables_wrapper::test;

void disturb(const Words& words) {
    Runner runner;
    while (!tally().over) {
        const Result result = runner.run(words);
        if (result.status != 0 || !result.errors.empty()) {
            fail(joined(words) + ": wait status " + std::to_string(result.status) +
                 "\nstderr: " + result.errors);
            return;
        }
        ++tally().disturbances;
    }
}

/// Looks each command up: always an executable file, never the other mode's.
void look_all_the_time(Mode other) {
    const auto wrong = identity_of((directory + std::string{multi_call_name(other)}).c_str());
    while (!tally().over) {
        for (const std::string_view command : all_commands) {
            const std::string path = std::string(directory).append(command);
            struct stat status {};
            if (::stat(path.c_str(), &status) != 0) {
                fail("missing: " + path);
            } else if (!S_ISREG(status.st_mode) || (status.st_mode & S_IXOTH) == 0 ||
                       FileIdentity{status.st_dev, status.st_ino} == wrong) {
                fail("not the right program: " + path);
            }
            ++tally().looks;
        }
    }
}

/// What the mode of a host is told by: each line is one call of its iptables.
const std::map<std::string, std::vector<Words>> evidence_by_name{
    {"hint", {{"-t", "mangle", "-N", "KUBE-IPTABLES-HINT"}}},
    {"owner", {{"-N", "DOCKER"}, {"-A", "FORWARD", "-j", "DOCKER"}}},
};

/// The threads made from here on, and what they run, are in a network namespace of their own, on a host of
/// that mode.
void enter_new_network(Mode mode, const std::vector<Words>& evidence) {
    if (::unshare(CLONE_NEWNET) != 0) {
        fail("cannot make a network namespace");
    }
    for (const Words& arguments : evidence) {
        Words words{directory + std::string{real_name("iptables", mode)}};
        words.insert(words.end(), arguments.begin(), arguments.end());
        const Result result = Runner().run(words);
        if (result.status != 0) {
            fail("cannot plant the evidence: " + result.errors);
        }
    }
}

std::vector<Words> disturbers_in(const Words& arguments) {
    std::vector<Words> disturbers;
    for (const std::string& word : arguments) {
        if (word == "--") {
            disturbers.emplace_back();
        } else {
            disturbers.back().push_back(word);
        }
    }
    return disturbers;
}

} // namespace

int main(int count, char** arguments) { // NOLINT(bugprone-exception-escape): it ends the storm, and says why
    const auto mode = mode_called(count < 5 ? "" : arguments[1]);
    const auto evidence = evidence_by_name.find(count < 5 ? "" : arguments[2]);
    if (!mode || evidence == evidence_by_name.end()) {
        std::cerr << "Usage: storm nft|legacy hint|owner CALLS LANES [-- DISTURBER...]...\n";
        return 2;
    }
    const long calls = std::stol(arguments[3]);
    const int lanes = std::stoi(arguments[4]);

    std::vector<std::thread> others;
    others.emplace_back(look_all_the_time, *mode == Mode::nft ? Mode::legacy : Mode::nft);
    for (const Words& words : disturbers_in({arguments + 5, arguments + count})) {
        others.emplace_back(disturb, words);
    }
    std::vector<std::thread> callers;
    for (int number = 0; number < lanes; ++number) {
        if (number % lanes_of_a_namespace == 0) {
            enter_new_network(*mode, evidence->second);
        }
        callers.emplace_back([=] { Lane(*mode, number, calls).work(); });
    }
    for (std::thread& caller : callers) {
        caller.join();
    }
    tally().over = true;
    for (std::thread& other : others) {
        other.join();
    }
    std::cout << tally().begun << " calls, " << lanes << " at a time; of " << tally().asked << " asked, "
              << tally().wrapped << " met the wrapper; " << tally().disturbances << " disturbances; "
              << tally().looks << " looks; " << tally().failures << " failures" << std::endl;
    return tally().failures == 0 ? 0 : 1;
}
