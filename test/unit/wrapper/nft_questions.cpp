// SPDX-License-Identifier: Apache-2.0
#include "test/unit/wrapper/kernel_replies.hpp"
#include "wrapper/probe/nft/questions.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <string>

#include <linux/netfilter.h>
#include <sys/socket.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;
using namespace kernel_replies;

namespace {

constexpr std::uint32_t first = 7;

/// What these datagrams say in return to `questions`.
BackendEvidence evidence_from(std::span<const NftQuestion> questions, const std::vector<Bytes>& datagrams) {
    std::vector<NftAnswer> answers(questions.size());
    for (const Bytes& datagram : datagrams) {
        add_answers(answers, datagram, first);
    }
    BackendEvidence nft;
    add_evidence(questions, answers, nft);
    return nft;
}

/// Answers to all questions: ENOENT, but `reply` to the one at `index`.
BackendEvidence evidence_with(std::span<const NftQuestion> questions, std::size_t index, const Bytes& reply) {
    std::vector<Bytes> datagrams;
    for (std::size_t other = 0; other < questions.size(); ++other) {
        datagrams.push_back(other == index ? reply
                                           : error(static_cast<std::uint32_t>(first + other), ENOENT));
    }
    return evidence_from(questions, datagrams);
}

std::size_t index_of(std::span<const NftQuestion> questions, Family family, std::string_view table,
                     std::string_view chain) {
    const auto found = std::ranges::find_if(questions, [&](const NftQuestion& question) {
        return question.family == family && question.table() == table && question.chain() == chain;
    });
    BOOST_REQUIRE((found != questions.end()));
    return static_cast<std::size_t>(found - questions.begin());
}

std::uint32_t number_of(std::size_t index) {
    return static_cast<std::uint32_t>(first + index);
}

} // namespace

BOOST_AUTO_TEST_SUITE(nft_questions)

BOOST_AUTO_TEST_CASE(the_hints_are_asked_for_alone_in_the_order_in_which_they_count) {
    BOOST_REQUIRE(hint_questions.size() == 4U);
    for (std::size_t index = 0; index < hint_questions.size(); ++index) {
        const NftQuestion& question = hint_questions.at(index);
        BOOST_TEST((question.family == (index < 2 ? Family::ipv4 : Family::ipv6)));
        BOOST_TEST(question.table() == "mangle");
        BOOST_TEST(question.chain() == (index % 2 == 0 ? "KUBE-IPTABLES-HINT" : "KUBE-KUBELET-CANARY"));
    }
}

BOOST_AUTO_TEST_CASE(every_other_mark_and_built_in_chain_is_asked_for_once_in_each_family_it_belongs_to) {
    for (const Family family : all_families) {
        for (const Mark& mark : marks) {
            const auto asked = std::ranges::count_if(other_questions, [&](const NftQuestion& question) {
                return question.family == family && question.purpose == Purpose::mark &&
                       question.table() == mark.table && question.chain() == mark.chain;
            });
            BOOST_TEST(asked == (mark.rank != Rank::kubelet && applies_to(mark, family) ? 1 : 0), mark.chain);
        }
        for (const BuiltInChain& built_in : built_in_chains) {
            const auto asked = std::ranges::count_if(other_questions, [&](const NftQuestion& question) {
                return question.family == family && question.purpose == Purpose::occupancy &&
                       question.table() == built_in.table && question.chain() == built_in.chain;
            });
            BOOST_TEST(asked == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_request_asks_by_name_without_dumping) {
    for (const std::span<const NftQuestion> questions :
         {std::span<const NftQuestion>{hint_questions}, std::span<const NftQuestion>{other_questions}}) {
        NftRequestRoom room;
        MessageReader messages{write_questions(room, questions, first)};
        for (std::size_t index = 0; index < questions.size(); ++index) {
            const NftQuestion& question = questions[index];
            const auto message = messages.next();
            BOOST_REQUIRE(message.has_value());
            BOOST_TEST(message->header.nlmsg_type ==
                       netfilter_message(NFNL_SUBSYS_NFTABLES,
                                         question.chain().empty() ? NFT_MSG_GETTABLE : NFT_MSG_GETCHAIN));
            BOOST_TEST(message->header.nlmsg_flags == NLM_F_REQUEST);
            BOOST_TEST(message->header.nlmsg_seq == number_of(index));
            BOOST_TEST(std::to_integer<int>(message->payload[0]) ==
                       (question.family == Family::ipv4 ? AF_INET : AF_INET6));
            const std::string text{reinterpret_cast<const char*>(message->payload.data()),
                                   message->payload.size()};
            BOOST_TEST(text.find(std::string{question.table()} + '\0') != std::string::npos);
            BOOST_TEST(text.find(std::string{question.chain()} + '\0') != std::string::npos);
        }
        BOOST_TEST(!messages.next().has_value());
    }
}

BOOST_AUTO_TEST_CASE(each_mark_is_found_by_its_own_answer) {
    for (const std::span<const NftQuestion> questions :
         {std::span<const NftQuestion>{hint_questions}, std::span<const NftQuestion>{other_questions}}) {
        for (std::size_t index = 0; index < questions.size(); ++index) {
            const NftQuestion& question = questions[index];
            const BackendEvidence nft = evidence_with(questions, index, chain(number_of(index), 1));
            for (std::size_t mark = 0; mark < marks.size(); ++mark) {
                for (const Family family : all_families) {
                    BOOST_TEST(nft.of(family).marks.has(mark) ==
                               (question.purpose == Purpose::mark && question.index == mark &&
                                question.family == family));
                }
            }
            BOOST_TEST(is_occupied(nft) == (question.purpose == Purpose::occupancy));
            BOOST_TEST((status_of(nft) == ProbeStatus::probed));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_owners_chain_counts_only_while_it_is_in_use) {
    const std::size_t index = index_of(other_questions, Family::ipv4, "filter", "DOCKER-USER");
    BOOST_TEST((evidence_with(other_questions, index, chain(number_of(index), 0)).ipv4.marks == MarkSet{}));
    BOOST_TEST((evidence_with(other_questions, index, chain(number_of(index), 1)).ipv4.marks != MarkSet{}));
}

BOOST_AUTO_TEST_CASE(a_hint_and_a_canary_count_by_being_there) {
    BOOST_TEST((evidence_with(hint_questions, 1, chain(number_of(1), 0)).ipv4.marks != MarkSet{}));
    const std::size_t index = index_of(other_questions, Family::ipv6, "mangle", "KUBE-PROXY-CANARY");
    BOOST_TEST((evidence_with(other_questions, index, chain(number_of(index), 0)).ipv6.marks != MarkSet{}));
}

BOOST_AUTO_TEST_CASE(a_native_table_counts_by_being_there) {
    const std::size_t index = index_of(other_questions, Family::ipv4, "docker-bridges", "");
    const Bytes table = message(netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWTABLE), number_of(index),
                                Bytes(sizeof(nfgenmsg)));
    BOOST_TEST((evidence_with(other_questions, index, table).ipv4.marks != MarkSet{}));
}

BOOST_AUTO_TEST_CASE(a_base_chain_is_occupied_by_rules_or_by_a_policy) {
    const std::size_t index = index_of(other_questions, Family::ipv6, "filter", "FORWARD");
    BOOST_TEST(!is_occupied(evidence_with(other_questions, index, chain(number_of(index), 0, NF_ACCEPT))));
    BOOST_TEST(!is_occupied(evidence_with(other_questions, index, chain(number_of(index), 0))));
    BOOST_TEST(evidence_with(other_questions, index, chain(number_of(index), 0, NF_DROP)).ipv6.occupied);
    BOOST_TEST(evidence_with(other_questions, index, chain(number_of(index), 1, NF_ACCEPT)).ipv6.occupied);
}

BOOST_AUTO_TEST_CASE(one_refusal_stands_for_all) {
    const BackendEvidence nft = evidence_from(hint_questions, {error(first, EPERM)});
    for (const Family family : all_families) {
        BOOST_TEST((nft.of(family).status == ProbeStatus::blind));
        BOOST_TEST(nft.of(family).failure.error_number == EPERM);
    }
}

BOOST_AUTO_TEST_CASE(a_kernel_without_nft_says_so) {
    std::vector<Bytes> datagrams;
    for (std::size_t index = 0; index < hint_questions.size(); ++index) {
        datagrams.push_back(error(number_of(index), EINVAL));
    }
    const BackendEvidence nft = evidence_from(hint_questions, datagrams);
    BOOST_TEST((status_of(nft) == ProbeStatus::absent));
    BOOST_TEST(nft.ipv4.failure.error_number == EINVAL);
}

BOOST_AUTO_TEST_CASE(a_family_that_is_not_loaded_yet_has_no_chains) {
    const BackendEvidence nft = evidence_with(hint_questions, 0, error(first, EAFNOSUPPORT));
    BOOST_TEST((nft.ipv4.status == ProbeStatus::probed));
    BOOST_TEST((nft.ipv4.marks == MarkSet{}));
}

BOOST_AUTO_TEST_CASE(every_passing_error_is_blind_and_counts_before_an_absence) {
    for (const int passing : {EPERM, EACCES, ENOMEM, ENOBUFS, EAGAIN, EINTR}) {
        BOOST_TEST((evidence_with(hint_questions, 1, error(number_of(1), passing)).ipv4.status ==
                    ProbeStatus::blind),
                   passing);
    }
    const BackendEvidence nft =
        evidence_from(hint_questions, {error(first, ENOMEM), error(first + 1, EINVAL),
                                       error(first + 2, EINVAL), error(first + 3, ENOMEM)});
    BOOST_TEST((nft.ipv4.status == ProbeStatus::blind));
    BOOST_TEST((nft.ipv6.status == ProbeStatus::blind));
    BOOST_TEST(nft.ipv6.failure.error_number == ENOMEM);
}

BOOST_AUTO_TEST_CASE(a_missing_answer_makes_its_family_blind) {
    const BackendEvidence nft =
        evidence_from(hint_questions, {error(first, ENOENT), error(first + 1, ENOENT)});
    BOOST_TEST((nft.ipv4.status == ProbeStatus::probed));
    BOOST_TEST((nft.ipv6.status == ProbeStatus::blind));
    BOOST_TEST(nft.ipv6.failure.error_number == 0);
}

BOOST_AUTO_TEST_CASE(answers_to_other_questions_are_passed_over) {
    for (const std::uint32_t sequence : {0U, first - 1, first + 4, 0xffffffffU}) {
        std::array<NftAnswer, 4> answers{};
        add_answers(answers, chain(sequence, 1), first);
        BOOST_TEST(
            std::ranges::none_of(answers, [](const NftAnswer& answer) { return answer.error.has_value(); }));
    }
    // An acknowledgement is no answer: none was asked for.
    std::array<NftAnswer, 4> answers{};
    add_answers(answers, error(first, 0), first);
    BOOST_TEST(!answers[0].error.has_value());
}

BOOST_AUTO_TEST_CASE(completeness_is_all_of_them) {
    std::array<NftAnswer, 4> answers{};
    BOOST_TEST(!is_complete(answers));
    add_answers(answers, error(first, ENOENT) + error(first + 1, ENOENT) + error(first + 2, ENOENT), first);
    BOOST_TEST(!is_complete(answers));
    add_answers(answers, chain(first + 3, 0), first);
    BOOST_TEST(is_complete(answers));
}

BOOST_AUTO_TEST_SUITE_END()
