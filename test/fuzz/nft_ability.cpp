// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/nft/ability.hpp"

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto datagram = fuzz::bytes(data, size);
    // An answer takes a message, and a trial passes only by three of them.
    fuzz::must(extensions_in(datagram, 1) == Extensions::not_asked || size >= 16);
    TrialAnswers answers;
    add_trial_answers(answers, datagram, 1);
    fuzz::must(trial_from(answers) == Trial::unclear || size >= 20);
    fuzz::must(trial_from(answers) != Trial::passed || size >= 60);
    for (const auto& error : answers) {
        fuzz::must(error.value_or(0) >= 0);
    }
    return 0;
}
