// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/questions.hpp"

#include "wrapper/probe/netfilter_kernel.hpp"
#include "wrapper/probe/nft/netlink_message.hpp"

#include <cerrno>

#include <linux/netfilter/nf_tables.h>
#include <sys/socket.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Takes how often a chain is used, and its policy, into `answer`.
void read_chain(std::span<const std::byte> payload, NftAnswer& answer) {
    if (payload.size() < sizeof(nfgenmsg)) {
        return;
    }
    AttributeReader attributes{payload.subspan(sizeof(nfgenmsg))};
    while (const auto attribute = attributes.next()) {
        if (attribute->type == NFTA_CHAIN_USE) {
            answer.use = number_in(attribute->value).value_or(0);
        } else if (attribute->type == NFTA_CHAIN_POLICY) {
            answer.policy = number_in(attribute->value);
        }
    }
}

/// Takes what one message says into its answer.
void read_message(const MessageReader::Message& message, NftAnswer& answer) {
    switch (message.header.nlmsg_type) {
    case netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWCHAIN):
        answer.error = 0;
        read_chain(message.payload, answer);
        break;
    case netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWTABLE):
        answer.error = 0;
        break;
    default:
        // 0 would acknowledge a request, and no acknowledgement was asked for.
        if (const auto error = error_in(message); error && *error != 0) {
            answer.error = error;
        }
    }
}

/// Whether nothing of that name exists. Kernels up to 4.15 say EAFNOSUPPORT until nf_tables_ipv4 or
/// nf_tables_ipv6 is loaded, and without that the family has no tables.
bool says_missing(int error_number) {
    return error_number == ENOENT || error_number == EAFNOSUPPORT;
}

bool meets(Sign sign, const NftAnswer& answer) {
    switch (sign) {
    case Sign::chain:
    case Sign::native_table:
        return true;
    case Sign::chain_in_use:
        return answer.use > 0;
    }
    __builtin_unreachable();
}

void take_existing(const NftQuestion& question, const NftAnswer& answer, FamilyEvidence& family) {
    switch (question.purpose) {
    case Purpose::mark:
        if (meets(marks.at(question.index).sign, answer)) {
            family.marks.add(question.index);
        }
        break;
    case Purpose::occupancy:
        if (answer.use > 0 || answer.policy.value_or(NF_ACCEPT) != NF_ACCEPT) {
            family.occupied = true;
        }
        break;
    }
}

/// Blind wins over absent: what is not known might be anything.
void take_failure(ProbeStatus status, int error_number, FamilyEvidence& family) {
    if (family.status != ProbeStatus::blind) {
        family.status = status;
        family.failure = {ProbeStep::get_answers, error_number};
    }
}

} // namespace

bool is_passing_error(int error_number) {
    constexpr std::array passing{EPERM, EACCES, ENOMEM, ENOBUFS, EAGAIN, EINTR};
    return std::ranges::find(passing, error_number) != passing.end();
}

std::span<const std::byte> write_questions(NftRequestRoom& room, std::span<const NftQuestion> questions,
                                           std::uint32_t first_sequence) {
    MessageWriter writer{room};
    for (const NftQuestion& question : questions) {
        const auto family = static_cast<std::uint8_t>(question.family == Family::ipv4 ? AF_INET : AF_INET6);
        const bool for_chain = !question.chain().empty();
        writer.begin(
            {netfilter_message(NFNL_SUBSYS_NFTABLES, for_chain ? NFT_MSG_GETCHAIN : NFT_MSG_GETTABLE),
             NLM_F_REQUEST, first_sequence++, family});
        if (for_chain) {
            writer.add_text(NFTA_CHAIN_TABLE, question.table());
            writer.add_text(NFTA_CHAIN_NAME, question.chain());
        } else {
            writer.add_text(NFTA_TABLE_NAME, question.table());
        }
    }
    // The lists are constant and fit, as a unit test shows.
    return writer.written().value_or(std::span<const std::byte>{});
}

void add_answers(std::span<NftAnswer> answers, std::span<const std::byte> datagram,
                 std::uint32_t first_sequence) {
    MessageReader messages{datagram};
    while (const auto message = messages.next()) {
        // Wraps around for numbers before ours.
        const std::uint32_t index = message->header.nlmsg_seq - first_sequence;
        if (index >= answers.size()) {
            continue;
        }
        read_message(*message, answers[index]);
        if (answers[index].error == EPERM) {
            for (NftAnswer& open : answers) {
                open.error = open.error.value_or(EPERM);
            }
        }
    }
}

bool is_complete(std::span<const NftAnswer> answers) {
    return std::ranges::all_of(answers, [](const NftAnswer& answer) { return answer.error.has_value(); });
}

void add_evidence(std::span<const NftQuestion> questions, std::span<const NftAnswer> answers,
                  BackendEvidence& nft) {
    for (std::size_t index = 0; index < questions.size(); ++index) {
        FamilyEvidence& family = nft.of(questions[index].family);
        const NftAnswer& answer = answers[index];
        if (family.status == ProbeStatus::not_probed) {
            family.status = ProbeStatus::probed;
        }
        if (!answer.error || is_passing_error(*answer.error)) {
            take_failure(ProbeStatus::blind, answer.error.value_or(0), family);
        } else if (*answer.error == 0) {
            take_existing(questions[index], answer, family);
        } else if (!says_missing(*answer.error)) {
            take_failure(ProbeStatus::absent, *answer.error, family);
        }
    }
}

} // namespace iptables_wrapper::wrapper
