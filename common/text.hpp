// SPDX-License-Identifier: Apache-2.0
// Texts and paths for a program without a heap.
#pragma once

#include <algorithm>
#include <array>
#include <climits>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <utility>

namespace iptables_wrapper {

/// Appends `text`, as far as it fits, to the `size` bytes in `room`, and ends it with a zero. Returns the new
/// size. `room` has `capacity` bytes, and one more for the zero.
inline std::size_t append_to(char* room, std::size_t capacity, std::size_t size, std::string_view text) {
    size += text.copy(room + size, capacity - size);
    room[size] = '\0';
    return size;
}

template <typename Part>
concept TextPart = std::convertible_to<const Part&, std::string_view>;

/// A text of at most `capacity` bytes, stored in place. Only as much of that memory is touched as the text
/// takes. What does not fit is cut off.
template <std::size_t capacity>
class Text {
public:
    static constexpr std::size_t room = capacity;

    Text() { end(0); } // NOLINT(cppcoreguidelines-pro-type-member-init): nobody reads beyond the end
    /// All parts, one after the other.
    template <TextPart... Parts>
    Text(const Parts&... parts) : Text() { // NOLINT(google-explicit-constructor)
        (append(parts), ...);
    }
    Text(const Text& other) : Text() { append(other); } // what is there, not all the room
    Text& operator=(const Text& other) {
        if (this != &other) {
            end(0);
            append(other);
        }
        return *this;
    }
    Text(Text&& other) noexcept : Text() { append(other); }
    Text& operator=(Text&& other) noexcept {
        *this = std::as_const(other);
        return *this;
    }
    ~Text() = default;

    Text& append(std::string_view text) {
        size_ = append_to(characters_.data(), capacity, size_, text);
        return *this;
    }

    /// Replaces the text with what `write` puts into `room`: it is called with the room and its size, and
    /// returns how many bytes it wrote. Negative: it wrote none, and the text stays as it is.
    template <typename Write>
    bool overwrite(Write write) {
        const auto size = write(characters_.data(), capacity);
        if (size >= 0) {
            end(static_cast<std::size_t>(size));
        }
        return size >= 0;
    }

    [[nodiscard]] std::string_view view() const { return {characters_.data(), size_}; }
    [[nodiscard]] const char* c_str() const { return characters_.data(); }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    operator std::string_view() const { return view(); } // NOLINT(google-explicit-constructor)

    template <TextPart Other>
    friend bool operator==(const Text& one, const Other& other) {
        return one.view() == std::string_view{other};
    }

private:
    void end(std::size_t size) {
        size_ = size;
        characters_[size] = '\0';
    }

    std::size_t size_ = 0;
    std::array<char, capacity + 1> characters_;
};

/// A text of at most `capacity` bytes in a table of constants. With a std::string_view in its place, each row
/// would be relocated at every start.
template <std::size_t capacity>
class Name {
public:
    template <std::size_t size>
    constexpr Name(const char (&text)[size]) // NOLINT(google-explicit-constructor)
        : size_{size - 1} {
        static_assert(size - 1 <= capacity);
        std::ranges::copy_n(static_cast<const char*>(text), size - 1, characters_.begin());
    }

    [[nodiscard]] constexpr std::string_view view() const { return {characters_.data(), size_}; }
    [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
    constexpr operator std::string_view() const { return view(); } // NOLINT(google-explicit-constructor)

    template <TextPart Other>
    friend constexpr bool operator==(const Name& one, const Other& other) {
        return one.view() == std::string_view{other};
    }

private:
    std::array<char, capacity> characters_{};
    unsigned char size_;
};

/// A path. One that was cut off has PATH_MAX bytes. The kernel refuses that (ENAMETOOLONG), so it cannot name
/// another file.
using Path = Text<PATH_MAX>;

/// A part of a sentence.
using Phrase = Text<512>;

/// `number` in decimal digits.
inline Text<10> digits_of(unsigned number) {
    std::array<char, 10> digits{};
    std::size_t start = digits.size();
    do {
        digits.at(--start) = static_cast<char>('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return std::string_view{digits.data() + start, digits.size() - start};
}

} // namespace iptables_wrapper
