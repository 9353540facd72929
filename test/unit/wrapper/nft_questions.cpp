// SPDX-License-Identifier: Apache-2.0
// The three rounds of questions against a made-up kernel, which answers as nf_tables does.
#include "test/unit/wrapper/kernel_replies.hpp"
#include "wrapper/probe/nft/questions.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <string>

#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables_compat.h>
#include <sys/socket.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;
using namespace kernel_replies;

BOOST_AUTO_TEST_SUITE(nft_questions)

namespace {

constexpr std::uint32_t first = 7;

std::uint32_t number_of(std::size_t index) {
    return static_cast<std::uint32_t>(first + index);
}

/// What the kernel answers to a question; nothing where it has no such thing.
using Kernel = std::function<Bytes(const NftQuestion&, std::uint32_t sequence)>;

std::vector<NftAnswer> answers_to(const NftQuestions& questions, const Kernel& kernel) {
    std::vector<NftAnswer> answers(questions.size());
    for (std::size_t index = 0; index < questions.size(); ++index) {
        const Bytes reply = kernel(questions[index], number_of(index));
        add_answers(answers, reply.empty() ? error(number_of(index), ENOENT) : reply, first);
    }
    return answers;
}

/// What the hints and the tables show, and then the chains, as NftProbe asks for them.
BackendEvidence evidence_of(const Kernel& kernel) {
    BackendEvidence nft;
    NftTables tables;
    for (const NftQuestions& questions : {first_question(), table_questions()}) {
        add_evidence(questions, answers_to(questions, kernel), nft, tables);
    }
    const NftQuestions questions = chain_questions(tables);
    add_chain_evidence(questions, answers_to(questions, kernel), tables, nft);
    return nft;
}

bool is_about(const NftQuestion& question, Family family, std::string_view table, std::string_view chain) {
    return question.family == family && question.table() == table && question.chain() == chain;
}

/// A kernel with one table of iptables, in which `chains` chains are counted and `inside` says what there is.
struct Table {
    Family family = Family::ipv4;
    std::string_view name = "filter";
    std::uint32_t chains = 0;
    std::uint32_t flags = 0;
};
Kernel with_table(const Table& there, const Kernel& inside) {
    return [=](const NftQuestion& question, std::uint32_t sequence) {
        if (question.subject == Subject::iptables_table && is_about(question, there.family, there.name, "")) {
            return table(sequence, there.chains, there.flags);
        }
        const bool in_it =
            question.family == there.family && question.table() == there.name && !question.chain().empty();
        return in_it ? inside(question, sequence) : Bytes{};
    };
}

/// What a round shows of which these datagrams are all that comes back.
BackendEvidence tables_answered(const std::vector<Bytes>& datagrams) {
    std::vector<NftAnswer> answers(table_questions().size());
    for (const Bytes& datagram : datagrams) {
        add_answers(answers, datagram, first);
    }
    BackendEvidence nft;
    NftTables tables;
    add_evidence(table_questions(), answers, nft, tables);
    return nft;
}

NftTables all_tables() {
    NftTables tables;
    tables.all.fill({true, 1});
    return tables;
}

} // namespace

// A kernel without nf_tables runs modprobe for each question that it is asked.
BOOST_AUTO_TEST_CASE(the_first_question_is_asked_alone) {
    const NftQuestions questions = first_question();
    BOOST_REQUIRE(questions.size() == 1U);
    BOOST_TEST(is_about(questions[0], Family::ipv4, "mangle", "KUBE-IPTABLES-HINT"));
}

BOOST_AUTO_TEST_CASE(every_mark_table_and_built_in_chain_is_asked_for_once_in_each_family_it_belongs_to) {
    const auto count = [](Family family, std::string_view table, std::string_view chain) {
        std::ptrdiff_t all = 0;
        for (const NftQuestions& questions :
             {first_question(), table_questions(), chain_questions(all_tables())}) {
            all += std::ranges::count_if(questions, [&](const NftQuestion& question) {
                return is_about(question, family, table, chain) &&
                       (question.subject == Subject::mark || !chain.empty() ||
                        question.subject == Subject::iptables_table);
            });
        }
        return all;
    };
    for (const Family family : all_families) {
        for (const Mark& mark : marks) {
            const bool inet_filter = mark.families == Families::inet && mark.table == "filter";
            const std::ptrdiff_t namesakes = inet_filter ? 1 : 0; // the table of iptables
            BOOST_TEST(count(family, mark.table, mark.chain) ==
                           (applies_to(mark, family) ? 1 : 0) + namesakes,
                       mark.name());
        }
        for (const BuiltInChain& chain : built_in_chains) {
            BOOST_TEST(count(family, chain.table, chain.chain) == 1, chain.chain.view());
            BOOST_TEST(count(family, chain.table, chain.native) == 1, chain.native.view());
        }
    }
    BOOST_TEST(chain_questions({}).empty());
}

BOOST_AUTO_TEST_CASE(a_request_asks_by_name_without_dumping) {
    for (const NftQuestions& questions :
         {first_question(), table_questions(), chain_questions(all_tables())}) {
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
            const bool inet =
                question.subject == Subject::mark && marks.at(question.index).families == Families::inet;
            BOOST_TEST(std::to_integer<int>(message->payload[0]) == (inet ? NFPROTO_INET
                                                                     : question.family == Family::ipv4
                                                                         ? AF_INET
                                                                         : AF_INET6));
            const std::string text{reinterpret_cast<const char*>(message->payload.data()),
                                   message->payload.size()};
            BOOST_TEST(text.find(std::string{question.table()} + '\0') != std::string::npos);
            BOOST_TEST(text.find(std::string{question.chain()} + '\0') != std::string::npos);
        }
        BOOST_TEST(!messages.next().has_value());
    }
}

BOOST_AUTO_TEST_CASE(each_mark_is_found_by_its_own_answer) {
    for (std::size_t index = 0; index < marks.size(); ++index) {
        const Mark& mark = marks.at(index);
        for (const Family family : all_families) {
            if (!applies_to(mark, family)) {
                continue;
            }
            const auto is_it = [&](const NftQuestion& question) {
                return question.subject == Subject::mark && question.index == index &&
                       question.family == family;
            };
            const Kernel inside = [&](const NftQuestion& question, std::uint32_t sequence) {
                return is_it(question) || question.subject == Subject::built_in_chain ? chain(sequence, 1)
                                                                                      : Bytes{};
            };
            const BackendEvidence nft = evidence_of([&](const NftQuestion& question, std::uint32_t sequence) {
                if (mark.rank == Rank::owner) {
                    return with_table({family, mark.table, 9}, inside)(question, sequence);
                }
                return !is_it(question)     ? Bytes{}
                       : mark.chain.empty() ? table(sequence, 0)
                                            : chain(sequence, 0);
            });
            for (std::size_t other = 0; other < marks.size(); ++other) {
                for (const Family seen : all_families) {
                    BOOST_TEST(nft.of(seen).marks.has(other) == (other == index && seen == family),
                               mark.name());
                }
            }
            BOOST_TEST((status_of(nft) == ProbeStatus::probed));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_owners_chain_counts_only_while_packets_can_reach_it) {
    struct Case {
        std::uint32_t use;
        std::uint32_t rules;
        std::uint32_t flags;
        bool counts;
    };
    for (const auto& [use, rules, flags, counts] :
         {Case{1, 1, 0, true}, Case{0, 1, 0, false}, Case{1, 0, 0, false},
          Case{1, 1, NFT_TABLE_F_DORMANT, false}}) {
        for (const Family family : all_families) {
            const BackendEvidence nft = evidence_of(
                with_table({family, "nat", 3, flags},
                           [use = use, rules = rules](const NftQuestion& question, std::uint32_t sequence) {
                               return question.chain() == "DOCKER"       ? chain(sequence, use)
                                      : question.chain() == "PREROUTING" ? chain(sequence, rules, NF_ACCEPT)
                                                                         : Bytes{};
                           }));
            BOOST_TEST((nft.of(family).marks != MarkSet{}) == counts);
            BOOST_TEST(nft.of(family).tables);
            BOOST_TEST(nft.of(family).rules == (flags == 0));
            BOOST_TEST(nft.of(family).reached == (flags == 0 && rules > 0));
        }
    }
    // What reaches another table, or the same table of the other family, does not reach this one.
    const BackendEvidence nft = evidence_of([](const NftQuestion& question, std::uint32_t sequence) {
        if (question.subject == Subject::iptables_table) {
            return question.table() == "raw" ? Bytes{} : table(sequence, 2);
        }
        const bool here = question.family == Family::ipv4 && question.table() == "nat";
        return (here && question.chain() == "DOCKER") || (!here && question.chain() == "INPUT")
                   ? chain(sequence, 1)
                   : Bytes{};
    });
    BOOST_TEST((nft.ipv4.marks == MarkSet{}));
}

BOOST_AUTO_TEST_CASE(every_built_in_chain_has_rules_or_a_policy) {
    for (const BuiltInChain& built_in : built_in_chains) {
        const auto seen = [&](std::uint32_t use, std::optional<std::uint32_t> policy) {
            return evidence_of(with_table({Family::ipv6, built_in.table, 1},
                                          [&](const NftQuestion& question, std::uint32_t sequence) {
                                              return question.chain() == built_in.chain
                                                         ? chain(sequence, use, policy)
                                                         : Bytes{};
                                          }))
                .ipv6;
        };
        BOOST_TEST(!seen(0, NF_ACCEPT).rules);
        BOOST_TEST(!seen(0, NF_ACCEPT).policies);
        BOOST_TEST(!seen(0, {}).policies);
        BOOST_TEST(seen(0, NF_DROP).policies);
        BOOST_TEST(!seen(0, NF_DROP).rules);
        BOOST_TEST(!seen(0, NF_DROP).reached);
        BOOST_TEST(seen(1, NF_ACCEPT).rules);
        BOOST_TEST(seen(1, NF_ACCEPT).reached);
        BOOST_TEST(!seen(1, NF_ACCEPT).policies);
    }
}

BOOST_AUTO_TEST_CASE(chains_of_users_are_those_that_are_left) {
    const auto seen = [](std::uint32_t chains, const Kernel& inside) {
        return evidence_of(with_table({Family::ipv4, "filter", chains}, inside)).ipv4;
    };
    const Kernel one_built_in = [](const NftQuestion& question, std::uint32_t sequence) {
        return question.chain() == "OUTPUT" ? chain(sequence, 0, NF_ACCEPT) : Bytes{};
    };
    BOOST_TEST(!seen(0, one_built_in).rules);
    BOOST_TEST(!seen(1, one_built_in).rules);
    BOOST_TEST(seen(2, one_built_in).rules);
    BOOST_TEST(!seen(2, one_built_in).reached);

    // A base chain that iptables did not make is none, but a chain of a user may have such a name.
    const Kernel native = [](const NftQuestion& question, std::uint32_t sequence) {
        return question.chain() == "forward" ? chain(sequence, 3, NF_DROP) : Bytes{};
    };
    BOOST_TEST(seen(1, native).foreign);
    BOOST_TEST(!seen(1, native).rules);
    BOOST_TEST(!seen(1, native).policies);
    BOOST_TEST(seen(2, native).rules);
    const Kernel of_a_user = [](const NftQuestion& question, std::uint32_t sequence) {
        return question.chain() == "forward" ? chain(sequence, 3) : Bytes{};
    };
    BOOST_TEST(!seen(1, of_a_user).foreign);
    BOOST_TEST(seen(1, of_a_user).rules);
}

BOOST_AUTO_TEST_CASE(one_refusal_stands_for_all) {
    const BackendEvidence nft = tables_answered({error(first, EPERM)});
    for (const Family family : all_families) {
        BOOST_TEST((nft.of(family).status == ProbeStatus::blind));
        BOOST_TEST(nft.of(family).failure.error_number == EPERM);
    }
}

BOOST_AUTO_TEST_CASE(a_kernel_without_nft_says_so) {
    const BackendEvidence nft =
        evidence_of([](const NftQuestion&, std::uint32_t sequence) { return error(sequence, EINVAL); });
    BOOST_TEST((status_of(nft) == ProbeStatus::absent));
    BOOST_TEST(nft.ipv4.failure.error_number == EINVAL);
}

BOOST_AUTO_TEST_CASE(a_family_that_is_not_loaded_yet_has_no_chains) {
    const BackendEvidence nft = evidence_of([](const NftQuestion& question, std::uint32_t sequence) {
        return question.family == Family::ipv4 ? error(sequence, EAFNOSUPPORT) : Bytes{};
    });
    BOOST_TEST((nft.ipv4.status == ProbeStatus::probed));
    BOOST_TEST((nft.ipv4.marks == MarkSet{}));
}

BOOST_AUTO_TEST_CASE(every_passing_error_is_blind_and_counts_before_an_absence) {
    for (const int passing : {EPERM, EACCES, ENOMEM, ENOBUFS, EAGAIN, EINTR}) {
        // In the first round, and in a later one.
        for (const char* const chain : {"KUBE-IPTABLES-HINT", "KUBE-KUBELET-CANARY", ""}) {
            const BackendEvidence nft = evidence_of([&](const NftQuestion& question, std::uint32_t sequence) {
                const bool asked = chain[0] == '\0' ? question.table() == "raw" : question.chain() == chain;
                return asked ? error(sequence, passing) : Bytes{};
            });
            BOOST_TEST((nft.ipv4.status == ProbeStatus::blind), passing);
            BOOST_TEST((nft.ipv6.status == ProbeStatus::blind), passing);
        }
    }
    const BackendEvidence nft = evidence_of([](const NftQuestion& question, std::uint32_t sequence) {
        const bool first_or_last =
            question.chain() == "KUBE-IPTABLES-HINT" || question.table() == iptables_tables.back();
        return error(sequence, first_or_last ? ENOMEM : EINVAL);
    });
    for (const Family family : all_families) {
        BOOST_TEST((nft.of(family).status == ProbeStatus::blind));
        BOOST_TEST(nft.of(family).failure.error_number == ENOMEM);
    }
}

BOOST_AUTO_TEST_CASE(a_missing_answer_makes_its_family_blind) {
    std::vector<Bytes> datagrams;
    for (std::size_t index = 0; index < table_questions().size(); ++index) {
        if (table_questions()[index].family == Family::ipv4) {
            datagrams.push_back(error(number_of(index), ENOENT));
        }
    }
    const BackendEvidence nft = tables_answered(datagrams);
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

BOOST_AUTO_TEST_CASE(extensions_are_asked_for_by_a_name_that_is_too_long) {
    NftRequestRoom room;
    MessageReader messages{write_extension_question(room, first)};
    const auto message = messages.next();
    BOOST_REQUIRE(message.has_value());
    BOOST_TEST(message->header.nlmsg_type == netfilter_message(NFNL_SUBSYS_NFT_COMPAT, NFNL_MSG_COMPAT_GET));
    BOOST_TEST(message->header.nlmsg_seq == first);
    const auto name = AttributeReader{message->payload.subspan(sizeof(nfgenmsg))}.next();
    BOOST_REQUIRE(name.has_value());
    BOOST_TEST(name->type == NFTA_COMPAT_NAME);
    // nla_validate wants a NUL within the allowed length before it compares lengths (lib/nlattr.c).
    BOOST_TEST(name->value.size() > NFT_COMPAT_NAME_MAX);
    BOOST_TEST((std::ranges::find(name->value, std::byte{}) - name->value.begin()) < NFT_COMPAT_NAME_MAX);
}

BOOST_AUTO_TEST_CASE(the_errno_tells_whether_extensions_are_there) {
    BOOST_TEST((extensions_in(error(first, ERANGE), first) == Extensions::there));
    BOOST_TEST((extensions_in(error(first, EINVAL), first) == Extensions::missing));
    BOOST_TEST((extensions_in(error(first, EOPNOTSUPP), first) == Extensions::missing));
    for (const int other : {EPERM, ENOMEM, ENOENT}) {
        BOOST_TEST((extensions_in(error(first, other), first) == Extensions::unclear), other);
    }
    BOOST_TEST((extensions_in(error(first + 1, ERANGE), first) == Extensions::not_asked));
    BOOST_TEST((extensions_in({}, first) == Extensions::not_asked));
}

BOOST_AUTO_TEST_SUITE_END()
