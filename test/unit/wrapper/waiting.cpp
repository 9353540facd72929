// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/waiting.hpp"

#include "test/unit/wrapper/made_up_evidence.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>

using namespace made_up;

namespace {

std::optional<WaitEnd> end_with(const Evidence& evidence) {
    return end_of_waiting({evidence, decide(evidence, Guess::keep)});
}

} // namespace

BOOST_AUTO_TEST_SUITE(waiting)

BOOST_AUTO_TEST_CASE(evidence_for_good_ends_it) {
    for (const Rank rank : {Rank::kubelet, Rank::owner, Rank::kube_proxy}) {
        BOOST_TEST(
            (end_with(with_mark(empty_host(), Mode::legacy, Family::ipv6, rank)) == WaitEnd::evidence));
    }
    BOOST_TEST(
        (end_of_waiting({{}, {Mode::nft, Rung::setting, Permanence::setting, {}}}) == WaitEnd::evidence));
}

BOOST_AUTO_TEST_CASE(what_is_not_for_good_does_not) {
    BOOST_TEST(!end_with(with_trial(empty_host(), Trial::passed)).has_value());
    BOOST_TEST(!end_with(with_rules(empty_host(), Mode::legacy, Family::ipv4)).has_value());
    BOOST_TEST(!end_with(with_status(empty_host(), Mode::nft, ProbeStatus::absent)).has_value());
    Evidence both = with_mark(empty_host(), Mode::legacy, Family::ipv4, Rank::owner);
    both = with_mark(both, Mode::nft, Family::ipv4, Rank::owner);
    BOOST_TEST(!end_with(both).has_value());
}

BOOST_AUTO_TEST_CASE(a_refusal_ends_it_and_a_passing_error_does_not) {
    const auto blind = [](int error_number) {
        return with_status(empty_host(), Mode::nft, ProbeStatus::blind,
                           {ProbeStep::get_answers, error_number});
    };
    BOOST_TEST((end_with(blind(EPERM)) == WaitEnd::refused));
    BOOST_TEST((end_with(blind(EACCES)) == WaitEnd::refused));
    BOOST_TEST(!end_with(blind(ENOMEM)).has_value());
    BOOST_TEST(
        (end_with(with_mark(blind(EPERM), Mode::legacy, Family::ipv4, Rank::kubelet)) == WaitEnd::refused));
}

BOOST_AUTO_TEST_SUITE_END()
