// SPDX-License-Identifier: Apache-2.0
#define BOOST_TEST_MODULE iptables_wrapper
#include <boost/test/unit_test.hpp>
