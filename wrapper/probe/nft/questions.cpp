// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/questions.hpp"

#include "wrapper/probe/netfilter_kernel.hpp"
#include "wrapper/probe/nft/netlink_message.hpp"

#include <algorithm>
#include <cerrno>

#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <sys/socket.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Adds a question for each mark that `wanted` accepts.
template <typename Wanted>
void ask_for_marks(NftQuestions& questions, Family family, Wanted wanted) {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        if (applies_to(marks.at(index), family) && wanted(marks.at(index))) {
            questions.push_back({family, Subject::mark, static_cast<std::uint8_t>(index)});
        }
    }
}

/// nfgen_family.
std::uint8_t number_of(const NftQuestion& question) {
    if (question.subject == Subject::mark && marks.at(question.index).families == Families::inet) {
        return NFPROTO_INET;
    }
    return question.family == Family::ipv4 ? AF_INET : AF_INET6;
}

/// Takes the attributes of a chain (NFTA_CHAIN_*) into `answer`.
void read_chain(AttributeReader attributes, NftAnswer& answer) {
    while (const auto attribute = attributes.next()) {
        if (attribute->type == NFTA_CHAIN_USE) {
            answer.use = number_in(attribute->value).value_or(0);
        } else if (attribute->type == NFTA_CHAIN_POLICY) {
            answer.policy = number_in(attribute->value);
        } else if (attribute->type == NFTA_CHAIN_HOOK) {
            answer.hooked = true;
        }
    }
}

/// Takes the attributes of a table (NFTA_TABLE_*) into `answer`.
void read_table(AttributeReader attributes, NftAnswer& answer) {
    while (const auto attribute = attributes.next()) {
        if (attribute->type == NFTA_TABLE_USE) {
            answer.use = number_in(attribute->value).value_or(0);
        } else if (attribute->type == NFTA_TABLE_FLAGS) {
            answer.dormant = (number_in(attribute->value).value_or(0) & NFT_TABLE_F_DORMANT) != 0;
        }
    }
}

/// Takes what one message says into its answer.
void read_message(const MessageReader::Message& message, NftAnswer& answer) {
    const AttributeReader attributes{
        message.payload.subspan(std::min(message.payload.size(), sizeof(nfgenmsg)))};
    switch (message.header.nlmsg_type) {
    case netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWCHAIN):
        answer.error = 0;
        read_chain(attributes, answer);
        break;
    case netfilter_message(NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWTABLE):
        answer.error = 0;
        read_table(attributes, answer);
        break;
    default:
        // 0 would acknowledge a request, and no acknowledgement was asked for.
        if (const auto error = error_in(message); error && *error != 0) {
            answer.error = error;
        }
    }
}

/// Whether nothing of that name exists. Kernels up to 4.15 say EAFNOSUPPORT until nf_tables_ipv4,
/// nf_tables_ipv6 or nf_tables_inet is loaded, and without that the family has no tables.
bool says_missing(int error_number) {
    return error_number == ENOENT || error_number == EAFNOSUPPORT;
}

/// Whether an errno is about us or about this moment, and not about the kernel's abilities.
bool is_passing_error(int error_number) {
    constexpr std::array passing{EPERM, EACCES, ENOMEM, ENOBUFS, EAGAIN, EINTR};
    return std::ranges::find(passing, error_number) != passing.end();
}

/// Takes what an answer says about the backend as a whole. Returns whether what was asked for exists.
bool take_status(const NftAnswer& answer, FamilyEvidence& family) {
    if (family.status == ProbeStatus::not_probed) {
        family.status = ProbeStatus::probed;
    }
    const int error = answer.error.value_or(EAGAIN);
    if (error == 0 || says_missing(error)) {
        return error == 0;
    }
    // Blind wins over absent: what is not known might be anything.
    if (family.status != ProbeStatus::blind) {
        family.status = is_passing_error(error) ? ProbeStatus::blind : ProbeStatus::absent;
        family.failure = {ProbeStep::get_answers, answer.error.value_or(0)};
    }
    return false;
}

/// Whether packets meet rules of iptables in the table: a built-in chain has some.
bool is_reached(const NftQuestions& questions, std::span<const NftAnswer> answers, Family family,
                std::string_view table) {
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const NftQuestion& question = questions[index];
        if (question.subject == Subject::built_in_chain && question.family == family &&
            question.table() == table && answers[index].error == 0 && answers[index].use > 0) {
            return true;
        }
    }
    return false;
}

} // namespace

std::string_view NftQuestion::table() const {
    switch (subject) {
    case Subject::mark:
        return marks.at(index).table;
    case Subject::iptables_table:
        return iptables_tables.at(index);
    case Subject::built_in_chain:
    case Subject::native_chain:
        return built_in_chains.at(index).table;
    }
    __builtin_unreachable();
}

std::string_view NftQuestion::chain() const {
    switch (subject) {
    case Subject::mark:
        return marks.at(index).chain;
    case Subject::iptables_table:
        return {};
    case Subject::built_in_chain:
        return built_in_chains.at(index).chain;
    case Subject::native_chain:
        return built_in_chains.at(index).native;
    }
    __builtin_unreachable();
}

std::size_t NftTables::place_of(Family family, std::string_view table) {
    const auto in_family = std::ranges::find(iptables_tables, table) - iptables_tables.begin();
    return static_cast<std::size_t>(family) * iptables_tables.size() + static_cast<std::size_t>(in_family);
}

NftQuestions first_question() {
    static_assert(marks.front().rank == Rank::kubelet);
    NftQuestions questions;
    questions.push_back({Family::ipv4, Subject::mark, 0});
    return questions;
}

NftQuestions table_questions() {
    NftQuestions questions;
    for (const Family family : all_families) {
        ask_for_marks(questions, family, [family](const Mark& mark) {
            return mark.rank == Rank::kubelet && !(family == Family::ipv4 && &mark == &marks.front());
        });
        for (std::size_t index = 0; index < iptables_tables.size(); ++index) {
            questions.push_back({family, Subject::iptables_table, static_cast<std::uint8_t>(index)});
        }
        ask_for_marks(questions, family, [](const Mark& mark) { return mark.sign == Sign::native_table; });
    }
    return questions;
}

NftQuestions chain_questions(const NftTables& tables) {
    NftQuestions questions;
    for (const Family family : all_families) {
        ask_for_marks(questions, family, [&](const Mark& mark) {
            return mark.rank == Rank::owner && tables.of(family, mark.table).in_force;
        });
        for (const Subject subject : {Subject::built_in_chain, Subject::native_chain}) {
            for (std::size_t index = 0; index < built_in_chains.size(); ++index) {
                if (tables.of(family, built_in_chains.at(index).table).in_force) {
                    questions.push_back({family, subject, static_cast<std::uint8_t>(index)});
                }
            }
        }
    }
    return questions;
}

std::span<const std::byte> write_questions(NftRequestRoom& room, const NftQuestions& questions,
                                           std::uint32_t first_sequence) {
    MessageWriter writer{room};
    for (const NftQuestion& question : questions) {
        const bool for_chain = !question.chain().empty();
        writer.begin(
            {netfilter_message(NFNL_SUBSYS_NFTABLES, for_chain ? NFT_MSG_GETCHAIN : NFT_MSG_GETTABLE),
             first_sequence++, number_of(question)});
        if (for_chain) {
            writer.add_text(NFTA_CHAIN_TABLE, question.table());
            writer.add_text(NFTA_CHAIN_NAME, question.chain());
        } else {
            writer.add_text(NFTA_TABLE_NAME, question.table());
        }
    }
    // All questions there are fit, as a unit test shows.
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

void add_evidence(const NftQuestions& questions, std::span<const NftAnswer> answers, BackendEvidence& nft,
                  NftTables& tables) {
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const NftQuestion& question = questions[index];
        const NftAnswer& answer = answers[index];
        FamilyEvidence& family = nft.of(question.family);
        if (!take_status(answer, family)) {
            continue;
        }
        if (question.subject == Subject::iptables_table) {
            family.tables = true;
            tables.of(question.family, question.table()) = {answer.use > 0 && !answer.dormant, answer.use};
        } else {
            family.marks.add(question.index);
        }
    }
}

void add_chain_evidence(const NftQuestions& questions, std::span<const NftAnswer> answers,
                        const NftTables& tables, BackendEvidence& nft) {
    NftTables others = tables; // its chains are those that neither iptables nor a native firewall hooks in
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const NftQuestion& question = questions[index];
        const NftAnswer& answer = answers[index];
        FamilyEvidence& family = nft.of(question.family);
        if (!take_status(answer, family)) {
            continue;
        }
        switch (question.subject) {
        case Subject::mark:
            if (answer.use > 0 && is_reached(questions, answers, question.family, question.table())) {
                family.marks.add(question.index);
            }
            break;
        case Subject::built_in_chain:
            family.rules = family.rules || answer.use > 0;
            family.reached = family.reached || answer.use > 0;
            family.policies = family.policies || answer.policy.value_or(NF_ACCEPT) != NF_ACCEPT;
            --others.of(question.family, question.table()).chains;
            break;
        case Subject::native_chain:
            if (answer.hooked) {
                family.foreign = true;
                --others.of(question.family, question.table()).chains;
            }
            break;
        case Subject::iptables_table:
            break;
        }
    }
    for (const Family family : all_families) {
        for (const std::string_view table : iptables_tables) {
            const NftTable& left = others.of(family, table);
            nft.of(family).rules = nft.of(family).rules || (left.in_force && left.chains > 0);
        }
    }
}

std::span<const std::byte> write_extension_question(NftRequestRoom& room, std::uint32_t sequence) {
    // Without a NUL within the allowed length, it would be EINVAL.
    constexpr std::string_view too_long{"x\0 and more than the 31 bytes that are allowed", 46};
    static_assert(too_long.size() > NFT_COMPAT_NAME_MAX);
    MessageWriter writer{room};
    writer.begin({netfilter_message(NFNL_SUBSYS_NFT_COMPAT, NFNL_MSG_COMPAT_GET), sequence, AF_INET});
    writer.add_text(NFTA_COMPAT_NAME, too_long);
    return writer.written().value_or(std::span<const std::byte>{});
}

Extensions extensions_in(std::span<const std::byte> datagram, std::uint32_t sequence) {
    MessageReader messages{datagram};
    while (const auto message = messages.next()) {
        if (message->header.nlmsg_seq != sequence) {
            continue;
        }
        switch (error_in(*message).value_or(0)) {
        case ERANGE:
            return Extensions::there;
        case EINVAL: // modules have been tried by then
        case EOPNOTSUPP:
            return Extensions::missing;
        default:
            return Extensions::unclear;
        }
    }
    return Extensions::not_asked;
}

} // namespace iptables_wrapper::wrapper
