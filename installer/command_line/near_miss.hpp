// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// The one of `known` that was probably meant by `word`: it begins with it, or at most two letters are wrong,
/// missing or too many. Nothing when none is near enough; the first of those that are equally near.
std::optional<std::string_view> meant_by(std::string_view word, const std::vector<std::string_view>& known);

} // namespace iptables_wrapper::installer
