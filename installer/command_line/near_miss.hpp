// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// The one of `known` that `word` was probably meant to be: it begins with `word`, or at most two letters are
/// wrong, missing or too many. The first of those that are equally near; nothing if none is near enough.
std::optional<std::string_view> meant_by(std::string_view word, const std::vector<std::string_view>& known);

} // namespace iptables_wrapper::installer
