// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/detect_report.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper;

namespace {

const Evidence mixed{{{Look::done, {true, true}, {}}, {Look::done, {}, {}}},
                     Probe{{Look::done, {}, {}}, {Look::done, {false, true}, {}}}};
const Evidence blind{{{Look::blind, {}, "operation not permitted"}, {Look::no_socket, {}, "odd"}},
                     Probe{{Look::not_in_kernel, {}, "no module"}, {Look::done, {}, {}}}};

} // namespace

BOOST_AUTO_TEST_SUITE(detect_report)

BOOST_AUTO_TEST_CASE(people_get_lines) {
    BOOST_TEST(text_report(decide(mixed, Guess::keep), mixed) ==
               "mode: nft\n"
               "because: chain KUBE-IPTABLES-HINT in table mangle, family ip\n"
               "kept at the first call: yes\n"
               "nft ip: KUBE-IPTABLES-HINT, KUBE-KUBELET-CANARY\n"
               "nft ip6: no hint\n"
               "legacy ip: no hint\n"
               "legacy ip6: KUBE-KUBELET-CANARY\n"
               "mixed: both nft and legacy have a hint; rules of both are in force on this host\n");
    BOOST_TEST(text_report(decide(blind, Guess::keep), blind) == "mode: nft\n"
                                                                 "because: no hint found\n"
                                                                 "kept at the first call: no\n"
                                                                 "nft ip: blind (operation not permitted)\n"
                                                                 "nft ip6: no-socket (odd)\n"
                                                                 "legacy ip: not-in-kernel (no module)\n"
                                                                 "legacy ip6: no hint\n");
}

BOOST_AUTO_TEST_CASE(machines_get_json) {
    BOOST_TEST(
        json_report(decide(mixed, Guess::keep), mixed) ==
        R"({"mode":"nft","ground":"hint","keep":true,"mixed":true,)"
        R"("hint":{"backend":"nft","family":"ip","table":"mangle","chain":"KUBE-IPTABLES-HINT"},)"
        R"("nft":{"ip":{"look":"done","chains":["KUBE-IPTABLES-HINT","KUBE-KUBELET-CANARY"],"reason":null},)"
        R"("ip6":{"look":"done","chains":[],"reason":null}},)"
        R"("legacy":{"ip":{"look":"done","chains":[],"reason":null},)"
        R"("ip6":{"look":"done","chains":["KUBE-KUBELET-CANARY"],"reason":null}}})"
        "\n");
    BOOST_TEST(
        json_report(decide(blind, Guess::keep), blind)
            .starts_with(R"({"mode":"nft","ground":"no-hint","keep":false,"mixed":false,"hint":null,)"
                         R"("nft":{"ip":{"look":"blind","chains":[],"reason":"operation not permitted"})"));
}

BOOST_AUTO_TEST_CASE(every_ground_has_words) {
    for (const Ground ground :
         {Ground::setting, Ground::hint, Ground::no_hint, Ground::only_runnable, Ground::only_installed}) {
        const Decision decision{Mode::legacy, ground, Keep::no, std::nullopt};
        BOOST_TEST(summary_of(decision).starts_with("legacy: "));
        BOOST_TEST(summary_of(decision).size() > 15U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
