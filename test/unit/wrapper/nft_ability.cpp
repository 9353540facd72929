// SPDX-License-Identifier: Apache-2.0
#include "test/unit/wrapper/kernel_replies.hpp"
#include "wrapper/probe/nft/ability.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <string>

#include <linux/netfilter/nf_tables_compat.h>

using namespace iptables_wrapper::wrapper;
using namespace kernel_replies;

namespace {

constexpr std::uint32_t first = 7;

Trial trial_of(const std::vector<Bytes>& datagrams) {
    TrialAnswers answers;
    for (const Bytes& datagram : datagrams) {
        add_trial_answers(answers, datagram, first);
    }
    return trial_from(answers);
}

} // namespace

BOOST_AUTO_TEST_SUITE(nft_ability)

BOOST_AUTO_TEST_CASE(nft_compat_is_there_when_it_answers) {
    const Bytes answer =
        message(netfilter_message(NFNL_SUBSYS_NFT_COMPAT, NFNL_MSG_COMPAT_GET), first, Bytes(20));
    BOOST_TEST((extensions_in(answer, first) == Extensions::there));
    BOOST_TEST((extensions_in(error(first, ENOENT), first) == Extensions::there));
    BOOST_TEST((extensions_in(error(first, EINVAL), first) == Extensions::missing));
    BOOST_TEST((extensions_in(error(first, EOPNOTSUPP), first) == Extensions::missing));
    for (const int passing : {EPERM, ENOMEM, EAGAIN}) {
        BOOST_TEST((extensions_in(error(first, passing), first) == Extensions::unclear), passing);
    }
    BOOST_TEST((extensions_in(error(first + 1, EINVAL), first) == Extensions::not_asked));
    BOOST_TEST((extensions_in(error(first + 1, EINVAL) + answer, first) == Extensions::there));
    BOOST_TEST((extensions_in({}, first) == Extensions::not_asked));
}

BOOST_AUTO_TEST_CASE(the_batch_is_begun_and_never_ended) {
    AbilityRequestRoom room;
    MessageReader messages{write_trial(room, "some-table", first)};
    const auto begin = messages.next();
    BOOST_REQUIRE(begin.has_value());
    BOOST_TEST(begin->header.nlmsg_type == NFNL_MSG_BATCH_BEGIN);
    std::uint32_t sequence = first;
    for (const int type : {NFT_MSG_NEWTABLE, NFT_MSG_NEWCHAIN, NFT_MSG_NEWRULE}) {
        const auto step = messages.next();
        BOOST_REQUIRE(step.has_value());
        BOOST_TEST(step->header.nlmsg_type == netfilter_message(NFNL_SUBSYS_NFTABLES, type));
        BOOST_TEST(step->header.nlmsg_seq == sequence++);
        BOOST_TEST((step->header.nlmsg_flags & NLM_F_ACK) != 0);
        const std::string text{reinterpret_cast<const char*>(step->payload.data()), step->payload.size()};
        BOOST_TEST(text.find("some-table") != std::string::npos);
    }
    BOOST_TEST(!messages.next().has_value());
}

BOOST_AUTO_TEST_CASE(the_table_is_dormant_and_must_be_new) {
    AbilityRequestRoom room;
    MessageReader messages{write_trial(room, "some-table", first)};
    messages.next();
    const auto table = messages.next();
    BOOST_REQUIRE(table.has_value());
    BOOST_TEST((table->header.nlmsg_flags & NLM_F_EXCL) != 0);
    AttributeReader attributes{table->payload.subspan(sizeof(nfgenmsg))};
    bool dormant = false;
    while (const auto attribute = attributes.next()) {
        dormant = dormant || (attribute->type == NFTA_TABLE_FLAGS &&
                              number_in(attribute->value) == std::uint32_t{NFT_TABLE_F_DORMANT});
    }
    BOOST_TEST(dormant);
}

BOOST_AUTO_TEST_CASE(the_trial_passes_when_every_step_is_acknowledged) {
    BOOST_TEST((trial_of({error(first, 0), error(first + 1, 0), error(first + 2, 0)}) == Trial::passed));
    BOOST_TEST((trial_of({error(first, 0), error(first + 1, 0)}) == Trial::unclear));
    BOOST_TEST((trial_of({}) == Trial::unclear));
}

BOOST_AUTO_TEST_CASE(the_trial_fails_by_what_the_kernel_lacks) {
    for (const int lacking : {ENOENT, EOPNOTSUPP, EAFNOSUPPORT, EPROTONOSUPPORT}) {
        BOOST_TEST((trial_of({error(first, 0), error(first + 1, lacking), error(first + 2, ENOENT)}) ==
                    Trial::failed));
        BOOST_TEST(
            (trial_of({error(first, 0), error(first + 1, 0), error(first + 2, lacking)}) == Trial::failed));
    }
}

BOOST_AUTO_TEST_CASE(what_fails_only_because_of_another_step_does_not_count) {
    for (const int passing : {EPERM, EEXIST, ENOMEM, EBUSY}) {
        BOOST_TEST((trial_of({error(first, passing), error(first + 1, ENOENT), error(first + 2, ENOENT)}) ==
                    Trial::unclear),
                   passing);
    }
    // The refusal of the whole datagram answers what begins it.
    BOOST_TEST((trial_of({error(first - 1, EPERM)}) == Trial::unclear));
}

BOOST_AUTO_TEST_CASE(the_first_answer_to_a_step_counts) {
    BOOST_TEST((trial_of({error(first, 0), error(first + 1, ENOENT), error(first + 1, 0),
                          error(first + 2, 0)}) == Trial::failed));
}

BOOST_AUTO_TEST_SUITE_END()
