// SPDX-License-Identifier: Apache-2.0
#include "installer/report/run_report.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;

BOOST_AUTO_TEST_SUITE(json_report)

BOOST_AUTO_TEST_CASE(what_failed_and_what_could_not_be_undone_are_told_apart) {
    RunReport report;
    report.status = ExitStatus::failed;
    report.modes = {Mode::nft};
    report.actions = {"created '/sbin/iptables-wrapper'"};
    report.failure = Failure{"link", "/sbin/iptables", "input/output error"};
    BOOST_TEST(json_of(report) ==
               R"({"task":"install","dry_run":false,"modes":["nft"],"status":1,"warnings":[],)"
               R"("error":{"intent":"link","path":"/sbin/iptables","reason":"input/output error","hint":""},)"
               R"("not_undone":null,"actions":["created '/sbin/iptables-wrapper'"]})");
    report.not_undone = Failure{"remove", "/sbin/iptables-wrapper", "read-only file system"};
    BOOST_TEST(json_of(report).find(R"("not_undone":{"intent":"remove","path":"/sbin/iptables-wrapper",)"
                                    R"("reason":"read-only file system","hint":""})") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_replaced) {
    RunReport report;
    report.warnings = {"a path '/\xff'"};
    BOOST_TEST(json_of(report).find("a path '/\xef\xbf\xbd'") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
