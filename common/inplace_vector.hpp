// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace iptables_wrapper {

/// A list of at most `capacity` values, stored in place (like std::inplace_vector of C++26).
template <typename Value, std::size_t capacity>
class InplaceVector {
public:
    /// There must be room for one more.
    void push_back(const Value& value) { values_.at(size_++) = value; }

    [[nodiscard]] const Value* begin() const { return values_.data(); }
    [[nodiscard]] const Value* end() const { return values_.data() + size_; }
    [[nodiscard]] const Value& operator[](std::size_t index) const { return values_.at(index); }
    [[nodiscard]] const Value& front() const { return values_.front(); }
    [[nodiscard]] const Value& back() const { return values_.at(size_ - 1); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }

private:
    std::size_t size_ = 0;
    std::array<Value, capacity> values_{};
};

} // namespace iptables_wrapper
