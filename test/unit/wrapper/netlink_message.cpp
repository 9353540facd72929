// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/netlink_message.hpp"

#include "test/unit/wrapper/kernel_replies.hpp"

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <string>

#include <sys/socket.h>

using namespace iptables_wrapper::wrapper;
using namespace kernel_replies;

BOOST_AUTO_TEST_SUITE(netlink_message)

namespace {

MessageReader::Message first_of(const Bytes& bytes) {
    return MessageReader{bytes}.next().value();
}

} // namespace

BOOST_AUTO_TEST_CASE(what_is_written_can_be_read_back) {
    std::array<std::byte, 256> room{};
    MessageWriter writer{room};
    writer.begin({7, 41, 2});
    writer.add_text(1, "mangle");
    writer.add_text(2, "x");
    writer.begin({8, 42, 10});
    const auto bytes = writer.written();
    BOOST_REQUIRE(bytes.has_value());

    MessageReader messages{*bytes};
    const auto first = messages.next();
    BOOST_REQUIRE(first.has_value());
    BOOST_TEST(first->header.nlmsg_type == 7);
    BOOST_TEST(first->header.nlmsg_flags == NLM_F_REQUEST);
    BOOST_TEST(first->header.nlmsg_seq == 41U);
    BOOST_TEST((first->payload[0] == std::byte{2}));
    AttributeReader attributes{first->payload.subspan(sizeof(nfgenmsg))};
    const auto text = attributes.next();
    BOOST_REQUIRE(text.has_value());
    BOOST_TEST(text->type == 1);
    const std::string shown{reinterpret_cast<const char*>(text->value.data()), text->value.size()};
    BOOST_TEST(shown == std::string("mangle\0", 7));
    BOOST_TEST(attributes.next().value().type == 2);
    BOOST_TEST(!attributes.next().has_value());

    const auto second = messages.next();
    BOOST_REQUIRE(second.has_value());
    BOOST_TEST((second->payload[0] == std::byte{10}));
    BOOST_TEST(!messages.next().has_value());
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_not_written_in_part) {
    for (std::size_t size = 0; size < 40; ++size) {
        Bytes room(size);
        MessageWriter writer{room};
        writer.begin({7, 1, 2});
        writer.add_text(1, "mangle");
        writer.add_text(2, "abc");
        BOOST_TEST(!writer.written().has_value(), size);
    }
    Bytes room(40);
    MessageWriter writer{room};
    writer.begin({7, 1, 2});
    writer.add_text(1, "mangle");
    writer.add_text(2, "abc");
    BOOST_TEST(writer.written().value().size() == 40U);

    Bytes large(1024);
    MessageWriter for_a_long_name{large};
    for_a_long_name.begin({7, 1, 2});
    for_a_long_name.add_text(1, std::string(64, 'x'));
    BOOST_TEST(!for_a_long_name.written().has_value());
}

BOOST_AUTO_TEST_CASE(lies_about_lengths_end_the_reading) {
    for (const std::uint32_t length : {0U, 15U, 37U, 0xffffffffU}) {
        Bytes bytes = error(1, ENOENT);
        std::memcpy(bytes.data(), &length, sizeof length);
        BOOST_TEST(!MessageReader{bytes}.next().has_value());
    }
    const Bytes whole = error(1, ENOENT);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        BOOST_TEST(!MessageReader{std::span{whole}.first(size)}.next().has_value());
    }
    for (const std::uint16_t length : {std::uint16_t{0}, std::uint16_t{3}, std::uint16_t{9}}) {
        Bytes bytes = attribute(1, 2);
        std::memcpy(bytes.data(), &length, sizeof length);
        BOOST_TEST(!AttributeReader{bytes}.next().has_value());
    }
}

BOOST_AUTO_TEST_CASE(an_errno_is_positive_and_small_and_in_an_error_message) {
    BOOST_TEST(error_in(first_of(error(1, ENOENT))).value() == ENOENT);
    BOOST_TEST(error_in(first_of(error(1, 0))).value() == 0);
    BOOST_TEST(!error_in(first_of(error(1, -1))).has_value());
    BOOST_TEST(!error_in(first_of(error(1, 4096))).has_value());
    BOOST_TEST(!error_in(first_of(chain(1, 0))).has_value());
    BOOST_TEST(!error_in(first_of(message(NLMSG_ERROR, 1, Bytes(3)))).has_value());
}

BOOST_AUTO_TEST_CASE(a_number_has_four_bytes) {
    for (const std::size_t size : {0U, 3U, 5U, 8U}) {
        BOOST_TEST(!number_in(Bytes(size)).has_value());
    }
}

BOOST_AUTO_TEST_CASE(only_the_kernel_is_believed) {
    const std::array<std::byte, 3> datagram{};
    const auto believed = [&](const sockaddr_nl& sender, std::size_t size) {
        return if_from_kernel(datagram, sender, size).size();
    };
    BOOST_TEST(believed({AF_NETLINK, 0, 0, 0}, sizeof(sockaddr_nl)) == datagram.size());
    BOOST_TEST(believed({AF_NETLINK, 0, 1, 0}, sizeof(sockaddr_nl)) == 0U);     // a process
    BOOST_TEST(believed({AF_NETLINK, 0, 0, 0}, sizeof(sockaddr_nl) - 1) == 0U); // not a whole address
    BOOST_TEST(believed({AF_UNSPEC, 0, 0, 0}, sizeof(sockaddr_nl)) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
