// SPDX-License-Identifier: Apache-2.0
// Netlink messages of the netfilter subsystems as bytes: writing requests, taking answers apart. Pure.
//
// A message is a header (nlmsghdr), a second one of netfilter (nfgenmsg), and attributes (nlattr), which may
// hold attributes themselves. Headers and attribute headers are in the byte order of the machine, the numbers
// of nf_tables are big-endian, everything is aligned to 4 bytes. Formats: linux/netlink.h,
// linux/netfilter/nfnetlink.h.
#pragma once

#include "wrapper/evidence/marks.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>

#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>

namespace iptables_wrapper::wrapper {

/// NLMSG_ALIGNTO and NLA_ALIGNTO.
constexpr std::size_t netlink_aligned(std::size_t size) {
    return (size + 3) / 4 * 4;
}

/// The nlmsg_type of a message of a netfilter subsystem (NFNL_SUBSYS_*).
constexpr std::uint16_t netfilter_message(int subsystem, int type) {
    return static_cast<std::uint16_t>((subsystem << 8) | type);
}

/// What a message begins with.
struct MessageHead {
    std::uint16_t type = 0;
    std::uint32_t sequence = 0;
    std::uint8_t family = 0; ///< nfgen_family
};

/// Writes messages one after the other into memory that it does not own.
class MessageWriter {
public:
    explicit MessageWriter(std::span<std::byte> room) : room_(room) {}

    /// Begins a message; the one before it is complete.
    void begin(const MessageHead& head);
    /// An attribute of the message begun last. A text ends with a NUL in netlink.
    void add_text(std::uint16_t type, std::string_view text);

    /// All messages; nothing when they did not fit into the room.
    [[nodiscard]] std::optional<std::span<const std::byte>> written();

private:
    void append(const void* data, std::size_t size);
    void finish();

    std::span<std::byte> room_;
    std::size_t size_ = 0;
    std::size_t message_ = 0; ///< where the last one begins
    bool overflowed_ = false;
};

/// `datagram` when its `sender` (an address of `sender_size` bytes) is the kernel, else nothing of it: any
/// process may send to a netlink socket (netlink(7)).
std::span<const std::byte> if_from_kernel(std::span<const std::byte> datagram, const sockaddr_nl& sender,
                                          std::size_t sender_size);

/// Takes a row of messages or attributes apart, both of which begin with their length. Stops at the first
/// that lies about it or is cut off.
class MessageReader {
public:
    explicit MessageReader(std::span<const std::byte> datagram) : rest_(datagram) {}

    struct Message {
        nlmsghdr header{};
        std::span<const std::byte> payload; ///< behind the header
    };
    std::optional<Message> next();

private:
    std::span<const std::byte> rest_;
};

class AttributeReader {
public:
    explicit AttributeReader(std::span<const std::byte> attributes) : rest_(attributes) {}

    struct Attribute {
        std::uint16_t type = 0; ///< without NLA_F_NESTED and NLA_F_NET_BYTEORDER
        std::span<const std::byte> value;
    };
    std::optional<Attribute> next();

private:
    std::span<const std::byte> rest_;
};

/// The big-endian number of 32 bits that `value` is; nothing when it has another size.
std::optional<std::uint32_t> number_in(std::span<const std::byte> value);

/// The errno of an NLMSG_ERROR message: 0 for an acknowledgement. Nothing for any other message, and for a
/// number that is no errno.
std::optional<int> error_in(const MessageReader::Message& message);

} // namespace iptables_wrapper::wrapper
