// SPDX-License-Identifier: Apache-2.0
#include "wrapper/probe/nft/netlink_message.hpp"

#include <algorithm>
#include <array>

#include <endian.h>
#include <sys/socket.h>

namespace iptables_wrapper::wrapper {

void MessageWriter::append(const void* data, std::size_t size) {
    if (overflowed_ || netlink_aligned(size) > room_.size() - size_) {
        overflowed_ = true;
        return;
    }
    const auto place = room_.subspan(size_, netlink_aligned(size));
    std::memcpy(place.data(), data, size);
    std::ranges::fill(place.subspan(size), std::byte{});
    size_ += place.size();
}

void MessageWriter::finish() {
    if (!overflowed_ && size_ > message_) {
        const auto length = static_cast<std::uint32_t>(size_ - message_);
        std::memcpy(room_.data() + message_ + offsetof(nlmsghdr, nlmsg_len), &length, sizeof length);
    }
}

void MessageWriter::begin(const MessageHead& head) {
    finish();
    message_ = size_;
    nlmsghdr header{};
    header.nlmsg_type = head.type;
    header.nlmsg_flags = NLM_F_REQUEST;
    header.nlmsg_seq = head.sequence;
    nfgenmsg generic{};
    generic.nfgen_family = head.family;
    generic.version = NFNETLINK_V0;
    append(&header, sizeof header);
    append(&generic, sizeof generic);
}

void MessageWriter::add_text(std::uint16_t type, std::string_view text) {
    std::array<std::byte, 64> buffer{};
    if (text.size() >= buffer.size()) {
        overflowed_ = true;
        return;
    }
    std::ranges::copy(std::as_bytes(std::span{text}), buffer.begin());
    const nlattr header{static_cast<std::uint16_t>(sizeof header + text.size() + 1), type};
    append(&header, sizeof header);
    append(buffer.data(), text.size() + 1);
}

std::optional<std::span<const std::byte>> MessageWriter::written() {
    finish();
    if (overflowed_) {
        return std::nullopt;
    }
    return std::span<const std::byte>{room_}.first(size_);
}

std::span<const std::byte> if_from_kernel(std::span<const std::byte> datagram, const sockaddr_nl& sender,
                                          std::size_t sender_size) {
    constexpr std::uint32_t kernel_port = 0;
    const bool from_kernel =
        sender_size >= sizeof sender && sender.nl_family == AF_NETLINK && sender.nl_pid == kernel_port;
    return from_kernel ? datagram : std::span<const std::byte>{};
}

std::optional<MessageReader::Message> MessageReader::next() {
    Message message;
    if (rest_.size() < sizeof message.header) {
        return std::nullopt;
    }
    std::memcpy(&message.header, rest_.data(), sizeof message.header);
    const std::size_t length = message.header.nlmsg_len;
    if (length < sizeof message.header || length > rest_.size()) {
        return std::nullopt;
    }
    message.payload = rest_.subspan(sizeof message.header, length - sizeof message.header);
    rest_ = rest_.subspan(std::min(netlink_aligned(length), rest_.size()));
    return message;
}

std::optional<AttributeReader::Attribute> AttributeReader::next() {
    nlattr header{};
    if (rest_.size() < sizeof header) {
        return std::nullopt;
    }
    std::memcpy(&header, rest_.data(), sizeof header);
    const std::size_t length = header.nla_len;
    if (length < sizeof header || length > rest_.size()) {
        return std::nullopt;
    }
    const auto value = rest_.subspan(sizeof header, length - sizeof header);
    rest_ = rest_.subspan(std::min(netlink_aligned(length), rest_.size()));
    return Attribute{static_cast<std::uint16_t>(header.nla_type & NLA_TYPE_MASK), value};
}

std::optional<std::uint32_t> number_in(std::span<const std::byte> value) {
    std::uint32_t number = 0;
    if (value.size() != sizeof number) {
        return std::nullopt;
    }
    std::memcpy(&number, value.data(), sizeof number);
    return be32toh(number);
}

std::optional<int> error_in(const MessageReader::Message& message) {
    constexpr int largest_errno = 4095; // MAX_ERRNO in linux/err.h of the kernel
    int error_number = 0;
    if (message.header.nlmsg_type != NLMSG_ERROR || message.payload.size() < sizeof error_number) {
        return std::nullopt;
    }
    std::memcpy(&error_number, message.payload.data(), sizeof error_number);
    if (error_number > 0 || error_number < -largest_errno) {
        return std::nullopt;
    }
    return -error_number;
}

} // namespace iptables_wrapper::wrapper
