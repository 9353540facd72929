// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/ability.hpp"

#include "wrapper/probe/netfilter_kernel.hpp"
#include "wrapper/probe/nft/netlink_message.hpp"

#include <algorithm>
#include <cerrno>

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <linux/netfilter/xt_tcpudp.h>
#include <sys/socket.h>

namespace iptables_wrapper::wrapper {

namespace {

/// The match to ask for: a kernel that has any extension of iptables has this one (xt_tcpudp). It looks only
/// at ports and starts no connection tracking.
constexpr std::string_view match_name = "tcp";
constexpr std::uint32_t match_revision = 0;
constexpr std::uint32_t kind_match = 0; // NFTA_COMPAT_TYPE: 0 match, 1 target

constexpr std::uint16_t acknowledged = NLM_F_REQUEST | NLM_F_ACK;
constexpr std::uint16_t created = acknowledged | NLM_F_CREATE | NLM_F_EXCL;

MessageHead step(int type, std::uint16_t flags, std::uint32_t sequence) {
    return {netfilter_message(NFNL_SUBSYS_NFTABLES, type), flags, sequence, AF_INET};
}

void write_table(MessageWriter& writer, std::string_view table, std::uint32_t sequence) {
    writer.begin(step(NFT_MSG_NEWTABLE, created, sequence));
    writer.add_text(NFTA_TABLE_NAME, table);
    writer.add_number(NFTA_TABLE_FLAGS, NFT_TABLE_F_DORMANT);
}

constexpr std::string_view chain_name = "POSTROUTING";

void write_chain(MessageWriter& writer, std::string_view table, std::uint32_t sequence) {
    writer.begin(step(NFT_MSG_NEWCHAIN, created, sequence));
    writer.add_text(NFTA_CHAIN_TABLE, table);
    writer.add_text(NFTA_CHAIN_NAME, chain_name);
    const std::size_t hook = writer.begin_nest(NFTA_CHAIN_HOOK);
    writer.add_number(NFTA_HOOK_HOOKNUM, NF_INET_POST_ROUTING);
    writer.add_number(NFTA_HOOK_PRIORITY, NF_IP_PRI_NAT_SRC);
    writer.end_nest(hook);
    writer.add_text(NFTA_CHAIN_TYPE, "nat");
}

/// -p tcp -m tcp, with any ports.
void write_rule(MessageWriter& writer, std::string_view table, std::uint32_t sequence) {
    xt_tcp ports{};
    ports.spts[1] = ports.dpts[1] = 0xffff;

    writer.begin(step(NFT_MSG_NEWRULE, acknowledged | NLM_F_CREATE | NLM_F_APPEND, sequence));
    writer.add_text(NFTA_RULE_TABLE, table);
    writer.add_text(NFTA_RULE_CHAIN, chain_name);
    const std::size_t expressions = writer.begin_nest(NFTA_RULE_EXPRESSIONS);
    const std::size_t element = writer.begin_nest(NFTA_LIST_ELEM);
    writer.add_text(NFTA_EXPR_NAME, "match");
    const std::size_t match = writer.begin_nest(NFTA_EXPR_DATA);
    writer.add_text(NFTA_MATCH_NAME, match_name);
    writer.add_number(NFTA_MATCH_REV, match_revision);
    writer.add_bytes(NFTA_MATCH_INFO, std::as_bytes(std::span{&ports, 1}));
    writer.end_nest(match);
    writer.end_nest(element);
    writer.end_nest(expressions);
    const std::size_t compat = writer.begin_nest(NFTA_RULE_COMPAT);
    writer.add_number(NFTA_RULE_COMPAT_PROTO, IPPROTO_TCP);
    writer.add_number(NFTA_RULE_COMPAT_FLAGS, 0);
    writer.end_nest(compat);
}

/// Errors by which the kernel says that it lacks something. Others may pass, or are about the batch.
bool says_lacking(int error_number) {
    constexpr std::array lacking{ENOENT, EOPNOTSUPP, EAFNOSUPPORT, EPROTONOSUPPORT};
    return std::ranges::find(lacking, error_number) != lacking.end();
}

} // namespace

std::span<const std::byte> write_extension_question(AbilityRequestRoom& room, std::uint32_t sequence) {
    MessageWriter writer{room};
    writer.begin(
        {netfilter_message(NFNL_SUBSYS_NFT_COMPAT, NFNL_MSG_COMPAT_GET), NLM_F_REQUEST, sequence, AF_INET});
    writer.add_text(NFTA_COMPAT_NAME, match_name);
    writer.add_number(NFTA_COMPAT_REV, match_revision);
    writer.add_number(NFTA_COMPAT_TYPE, kind_match);
    return writer.written().value_or(std::span<const std::byte>{});
}

Extensions extensions_in(std::span<const std::byte> datagram, std::uint32_t sequence) {
    MessageReader messages{datagram};
    while (const auto message = messages.next()) {
        if (message->header.nlmsg_seq != sequence) {
            continue;
        }
        if (message->header.nlmsg_type == netfilter_message(NFNL_SUBSYS_NFT_COMPAT, NFNL_MSG_COMPAT_GET)) {
            return Extensions::there;
        }
        switch (error_in(*message).value_or(0)) {
        case ENOENT:
            return Extensions::there; // it has answered, if only that it has no such match
        case EINVAL: // no such subsystem (nfnetlink_rcv_msg); modules have been tried by then
        case EOPNOTSUPP:
            return Extensions::missing;
        default:
            return Extensions::unclear;
        }
    }
    return Extensions::not_asked;
}

std::span<const std::byte> write_trial(AbilityRequestRoom& room, std::string_view table,
                                       std::uint32_t first_sequence) {
    MessageWriter writer{room};
    // Like every message that is not acknowledged, the one that begins the batch has the number before the
    // first.
    writer.begin({NFNL_MSG_BATCH_BEGIN, NLM_F_REQUEST, first_sequence - 1, AF_UNSPEC, NFNL_SUBSYS_NFTABLES});
    write_table(writer, table, first_sequence);
    write_chain(writer, table, first_sequence + 1);
    write_rule(writer, table, first_sequence + 2);
    return writer.written().value_or(std::span<const std::byte>{});
}

void add_trial_answers(TrialAnswers& answers, std::span<const std::byte> datagram,
                       std::uint32_t first_sequence) {
    MessageReader messages{datagram};
    while (const auto message = messages.next()) {
        const std::uint32_t index = message->header.nlmsg_seq - first_sequence;
        if (index < answers.size() && !answers.at(index)) {
            answers.at(index) = error_in(*message);
        }
    }
}

Trial trial_from(const TrialAnswers& answers) {
    // The first step that fails tells why: later ones may fail only because of it.
    const auto* const obstacle = std::ranges::find_if(answers, [](const auto& error) { return error != 0; });
    if (obstacle == answers.end()) {
        return Trial::passed;
    }
    return *obstacle && says_lacking(**obstacle) ? Trial::failed : Trial::unclear;
}

} // namespace iptables_wrapper::wrapper
