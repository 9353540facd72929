// SPDX-License-Identifier: Apache-2.0
#include "test/fuzz/target.hpp"
#include "wrapper/probe/nft/questions.hpp"

#include <algorithm>
#include <vector>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

namespace {

void try_questions(const NftQuestions& questions, std::span<const std::byte> datagram) {
    std::vector<NftAnswer> answers(questions.size());
    add_answers(answers, datagram, 1);
    BackendEvidence nft;
    NftTables tables;
    add_evidence(questions, answers, nft, tables);
    const NftQuestions for_chains = chain_questions(tables);
    answers.resize(std::max(answers.size(), for_chains.size()));
    add_chain_evidence(for_chains, answers, tables, nft);
    // A question without an answer leaves its family blind, and a mark is seen only in an answer.
    fuzz::must(is_complete(std::span{answers}.first(questions.size())) ||
               status_of(nft) == ProbeStatus::blind);
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const NftQuestion& question = questions[index];
        fuzz::must(question.subject != Subject::mark || answers[index].error == 0 ||
                   !nft.of(question.family).marks.has(question.index));
        fuzz::must(answers[index].error.value_or(0) >= 0);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto datagram = fuzz::bytes(data, size);
    try_questions(first_question(), datagram);
    try_questions(table_questions(), datagram);
    // That extensions are there takes an answer.
    fuzz::must(extensions_in(datagram, 1) != Extensions::there || size >= 20);
    return 0;
}
