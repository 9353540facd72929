// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/embedded_wrapper.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(embedded_wrapper_)

BOOST_AUTO_TEST_CASE(it_is_a_whole_program) {
    constexpr std::size_t smallest_program = 10'000;
    BOOST_TEST(embedded_wrapper().starts_with("\177ELF"));
    BOOST_TEST(embedded_wrapper().size() > smallest_program);
}

BOOST_AUTO_TEST_SUITE_END()
