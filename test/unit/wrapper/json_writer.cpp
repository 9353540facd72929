// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/json_writer.hpp"

#include "test/unit/wrapper/written.hpp"

#include <boost/test/unit_test.hpp>

using namespace iptables_wrapper::wrapper;

BOOST_AUTO_TEST_SUITE(json_writer)

namespace {

template <typename Write>
std::string json(Write write) {
    return written([&](Output& output) {
        JsonWriter writer{output};
        write(writer);
    });
}

} // namespace

BOOST_AUTO_TEST_CASE(commas_stand_between_values_and_nowhere_else) {
    BOOST_TEST(json([](JsonWriter& writer) {
                   writer.begin_object();
                   writer.key("a");
                   writer.number("1");
                   writer.key("b");
                   writer.begin_list();
                   writer.text("x");
                   writer.begin_object();
                   writer.end_object();
                   writer.boolean(true);
                   writer.end_list();
                   writer.key("c");
                   writer.begin_object();
                   writer.key("d");
                   writer.null();
                   writer.end_object();
                   writer.key("e");
                   writer.boolean(false);
                   writer.end_object();
               }) == R"({"a":1,"b":["x",{},true],"c":{"d":null},"e":false})");
}

BOOST_AUTO_TEST_CASE(texts_are_escaped) {
    BOOST_TEST(json([](JsonWriter& writer) { writer.text("a\"b\\c\nd\x7f ż"); }) ==
               R"("a\"b\\c\\x0ad\\x7f ż")");
}

BOOST_AUTO_TEST_CASE(an_empty_text_may_stand_for_none) {
    BOOST_TEST(json([](JsonWriter& writer) { writer.text_or_null(""); }) == "null");
    BOOST_TEST(json([](JsonWriter& writer) { writer.text_or_null("x"); }) == R"("x")");
    BOOST_TEST(json([](JsonWriter& writer) { writer.text(""); }) == R"("")");
}

BOOST_AUTO_TEST_SUITE_END()
