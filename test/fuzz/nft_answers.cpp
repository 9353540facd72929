// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/nft/questions.hpp"

#include <vector>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

namespace {

void try_questions(std::span<const NftQuestion> questions, std::span<const std::byte> datagram) {
    std::vector<NftAnswer> answers(questions.size());
    add_answers(answers, datagram, 1);
    BackendEvidence nft;
    add_evidence(questions, answers, nft);
    // A question without an answer leaves its family blind, and a mark is seen only in an answer.
    fuzz::must(is_complete(answers) || status_of(nft) == ProbeStatus::blind);
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const NftQuestion& question = questions[index];
        fuzz::must(question.purpose != Purpose::mark || answers[index].error == 0 ||
                   !nft.of(question.family).marks.has(question.index));
        fuzz::must(answers[index].error.value_or(0) >= 0);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try_questions(hint_questions, fuzz::bytes(data, size));
    try_questions(other_questions, fuzz::bytes(data, size));
    return 0;
}
