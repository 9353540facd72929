// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/waiting.hpp"

#include "test/unit/wrapper/made_up_evidence.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

using namespace made_up;

BOOST_AUTO_TEST_SUITE(waiting)

namespace {

std::optional<WaitEnd> end_with(const Evidence& evidence) {
    return end_of_waiting({evidence, decide(evidence, Guess::warn)});
}

Evidence blind(int error_number) {
    return with_status(empty_host(), Mode::nft, ProbeStatus::blind, {ProbeStep::get_answers, error_number});
}

std::string sentence(const Failure& failure) {
    std::string words;
    append_sentence(words, failure.text());
    return words.append("; ").append(failure.hint);
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_for_good_ends_it_at_once) {
    for (const Rank rank : {Rank::kubelet, Rank::owner}) {
        BOOST_TEST((end_with(with_mark(empty_host(), Mode::legacy, Family::ipv6, rank)) == WaitEnd::decided));
    }
    BOOST_TEST((end_with(with_status(empty_host(), Mode::nft, ProbeStatus::absent)) == WaitEnd::decided));
    BOOST_TEST((end_of_waiting({{}, {Mode::nft, Rung::setting, Permanence::setting, false, {}}}) ==
                WaitEnd::decided));
}

BOOST_AUTO_TEST_CASE(what_is_not_for_good_does_not) {
    for (const Guess guess : {Guess::warn, Guess::retry, Guess::keep, Guess::never}) {
        BOOST_TEST(!end_of_waiting({empty_host(), decide(empty_host(), guess)}).has_value());
    }
    BOOST_TEST(
        !end_with(with(empty_host(), Mode::legacy, Family::ipv4, &FamilyEvidence::policies)).has_value());
    BOOST_TEST(!end_with(with_mark(empty_host(), Mode::nft, Family::ipv4, Rank::native)).has_value());
    Evidence both = with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::owner, "ufw");
    both = with_mark(both, Mode::nft, Family::ipv4, Rank::owner, "Docker");
    BOOST_TEST(!end_with(both).has_value());
}

BOOST_AUTO_TEST_CASE(a_refusal_ends_it_and_a_passing_error_does_not) {
    BOOST_TEST((end_with(blind(EPERM)) == WaitEnd::refused));
    BOOST_TEST((end_with(blind(EACCES)) == WaitEnd::refused));
    BOOST_TEST(!end_with(blind(ENOMEM)).has_value());
    BOOST_TEST(
        (end_with(with_mark(blind(EPERM), Mode::legacy, Family::ipv4, Rank::kubelet)) == WaitEnd::refused));
    Evidence half = blind(EPERM);
    half.nft.ipv6.status = ProbeStatus::probed;
    BOOST_TEST(!end_with(half).has_value());
}

BOOST_AUTO_TEST_CASE(waiting_in_vain_says_why) {
    const Failure nothing = waited_in_vain("decide", {WaitEnd::time_over, {empty_host(), {}}}, 30);
    BOOST_TEST(sentence(nothing) ==
               "cannot decide: no evidence after 30 s; is the kubelet (or Docker …) running, and is this the "
               "host's network namespace?");
    BOOST_TEST((nothing.status == ExitStatus::failed));
    const Failure refused = waited_in_vain("decide", {WaitEnd::refused, {blind(EPERM), {}}}, 30);
    BOOST_TEST(sentence(refused) ==
               "cannot decide: nft IPv4: the kernel refuses to answer: operation not "
               "permitted; give the container CAP_NET_ADMIN in the host's network namespace");
    BOOST_TEST((refused.status == ExitStatus::failed));
}

BOOST_AUTO_TEST_SUITE_END()
