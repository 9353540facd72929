// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/nft_messages.hpp"

using namespace iptables_wrapper;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    NftAnswers answers;
    add_nft_answers(answers, fuzz::bytes(data, size), 1);
    const Probe probe = nft_probe_from(answers);
    // A question without an answer leaves its family blind, and a chain is seen only in an answer.
    fuzz::must(answers.complete() || look_of(probe) == Look::blind);
    fuzz::must(probe.ipv4.chains.hint == (answers.errors[0] == 0));
    fuzz::must(probe.ipv6.chains.canary == (answers.errors[3] == 0));
    return 0;
}
