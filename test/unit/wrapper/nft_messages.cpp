// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft_messages.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstring>

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <sys/socket.h>

using namespace iptables_wrapper;

namespace {

constexpr std::uint32_t first = 7;
constexpr std::uint16_t new_chain = (NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_NEWCHAIN;

using Bytes = std::vector<std::byte>;

Bytes message(std::uint16_t type, std::uint32_t sequence, const Bytes& payload) {
    nlmsghdr header{};
    header.nlmsg_len = static_cast<std::uint32_t>(sizeof header + payload.size());
    header.nlmsg_type = type;
    header.nlmsg_seq = sequence;
    Bytes bytes(sizeof header);
    std::memcpy(bytes.data(), &header, sizeof header);
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    return bytes;
}

/// The kernel's answer to a request it cannot fulfil: the negative errno and the head of the request.
Bytes error_message(std::uint32_t sequence, int error_number) {
    nlmsgerr payload{};
    payload.error = -error_number;
    Bytes bytes(sizeof payload);
    std::memcpy(bytes.data(), &payload, sizeof payload);
    return message(NLMSG_ERROR, sequence, bytes);
}

Probe probe_from(const std::vector<Bytes>& datagrams) {
    NftAnswers answers;
    for (const Bytes& datagram : datagrams) {
        add_nft_answers(answers, datagram, first);
    }
    return nft_probe_from(answers);
}

/// Answers to all four questions, each the errno or 0 for a chain.
Probe probe_from_errors(std::array<int, 4> errors) {
    std::vector<Bytes> datagrams;
    for (std::size_t index = 0; index < errors.size(); ++index) {
        const auto sequence = static_cast<std::uint32_t>(first + index);
        datagrams.push_back(errors.at(index) == 0 ? message(new_chain, sequence, Bytes(20))
                                                  : error_message(sequence, errors.at(index)));
    }
    return probe_from(datagrams);
}

} // namespace

BOOST_AUTO_TEST_SUITE(nft_messages)

BOOST_AUTO_TEST_CASE(the_request_asks_for_four_chains_by_name_without_dumping) {
    const Bytes request = nft_request(first);
    std::size_t offset = 0;
    for (std::size_t index = 0; index < nft_questions.size(); ++index) {
        nlmsghdr header{};
        nfgenmsg generic{};
        BOOST_REQUIRE(request.size() >= offset + sizeof header + sizeof generic);
        std::memcpy(&header, request.data() + offset, sizeof header);
        std::memcpy(&generic, request.data() + offset + sizeof header, sizeof generic);
        BOOST_TEST(header.nlmsg_type == ((NFNL_SUBSYS_NFTABLES << 8) | NFT_MSG_GETCHAIN));
        BOOST_TEST(header.nlmsg_flags == NLM_F_REQUEST);
        BOOST_TEST(header.nlmsg_seq == first + index);
        BOOST_TEST(header.nlmsg_len % 4 == 0U);
        BOOST_TEST(generic.nfgen_family == (index < 2 ? AF_INET : AF_INET6));
        const std::string text{reinterpret_cast<const char*>(request.data()) + offset, header.nlmsg_len};
        BOOST_TEST((text.find(std::string{"\x0b\x00\x01\x00mangle\0\0", 12}) != std::string::npos ||
                    text.find(std::string{"\x00\x0b\x00\x01mangle\0\0", 12}) != std::string::npos));
        BOOST_TEST(text.find(std::string{name_of(nft_questions.at(index).chain)} + '\0') !=
                   std::string::npos);
        offset += header.nlmsg_len;
    }
    BOOST_TEST(offset == request.size());
}

BOOST_AUTO_TEST_CASE(each_answer_belongs_to_its_question) {
    for (std::size_t found = 0; found < 4; ++found) {
        std::array<int, 4> errors{ENOENT, ENOENT, ENOENT, ENOENT};
        errors.at(found) = 0;
        const Probe probe = probe_from_errors(errors);
        BOOST_TEST(probe.ipv4.chains.hint == (found == 0));
        BOOST_TEST(probe.ipv4.chains.canary == (found == 1));
        BOOST_TEST(probe.ipv6.chains.hint == (found == 2));
        BOOST_TEST(probe.ipv6.chains.canary == (found == 3));
        BOOST_TEST((look_of(probe) == Look::done));
    }
}

BOOST_AUTO_TEST_CASE(one_refusal_stands_for_all) {
    const Probe probe = probe_from({error_message(first, EPERM)});
    BOOST_TEST((probe.ipv4.look == Look::blind));
    BOOST_TEST((probe.ipv6.look == Look::blind));
    BOOST_TEST(probe.ipv6.reason == "operation not permitted");
}

BOOST_AUTO_TEST_CASE(a_kernel_without_nft_says_so) {
    const Probe probe = probe_from_errors({EINVAL, EINVAL, EINVAL, EINVAL});
    BOOST_TEST((look_of(probe) == Look::not_in_kernel));
    BOOST_TEST(probe.ipv4.reason == "invalid argument");
}

BOOST_AUTO_TEST_CASE(a_passing_error_or_a_missing_answer_is_blind) {
    BOOST_TEST((probe_from_errors({ENOMEM, ENOENT, ENOENT, ENOENT}).ipv4.look == Look::blind));
    const Probe probe = probe_from({error_message(first, ENOENT), error_message(first + 1, ENOENT)});
    BOOST_TEST((probe.ipv4.look == Look::done));
    BOOST_TEST((probe.ipv6.look == Look::blind));
    BOOST_TEST(probe.ipv6.reason == "no answer");
}

BOOST_AUTO_TEST_CASE(several_answers_may_share_a_datagram) {
    Bytes datagram;
    for (std::uint32_t index = 0; index < 4; ++index) {
        const Bytes part =
            index == 2 ? message(new_chain, first + index, Bytes(20)) : error_message(first + index, ENOENT);
        datagram.insert(datagram.end(), part.begin(), part.end());
    }
    const Probe probe = probe_from({datagram});
    BOOST_TEST(probe.ipv6.chains.hint);
    BOOST_TEST((look_of(probe) == Look::done));
}

BOOST_AUTO_TEST_CASE(answers_to_others_and_lies_are_passed_over) {
    Bytes too_long = message(new_chain, first, {});
    const std::uint32_t lie = 1000;
    std::memcpy(too_long.data(), &lie, sizeof lie);
    Bytes too_short = message(new_chain, first, {});
    const std::uint32_t nothing = 3;
    std::memcpy(too_short.data(), &nothing, sizeof nothing);
    const Bytes whole = message(new_chain, first, Bytes(20));
    for (const Bytes& datagram :
         {message(new_chain, first + 4, Bytes(20)), message(new_chain, first - 1, Bytes(20)),
          message(NLMSG_DONE, first, Bytes(20)), message(NLMSG_ERROR, first, Bytes(3)),
          error_message(first, 0), error_message(first, -5), error_message(first, 70000), too_long, too_short,
          Bytes{}, Bytes(whole.begin(), whole.begin() + 15)}) {
        NftAnswers answers;
        add_nft_answers(answers, datagram, first);
        BOOST_TEST(!answers.errors[0].has_value());
    }
}

BOOST_AUTO_TEST_SUITE_END()
