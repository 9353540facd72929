// SPDX-License-Identifier: Apache-2.0
// Which link of a command's chain is ours to change.
#pragma once

#include "wrapper/links/installation.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What our link points at: the wrapper, or a real program that it was switched to.
enum class PointsAt { wrapper, real };

/// Walks to the first hop that points at the wrapper, or at what `command` is switched to. Nothing if the
/// chain cannot be read that far: any hop may belong to somebody else then.
std::optional<PointsAt> find_our_hop(LinkWalk& walk, const Installation& installation,
                                     std::string_view command);

/// Whether `path` leads through the link of `hop`. Not inlined, as wrapper/tool/tasks.hpp explains.
[[gnu::noinline]] bool leads_through(std::string_view path, const Hop& hop);

/// Whether `name` is that of a real program that `command` may lead to.
bool is_real_of(std::string_view command, std::string_view name);

/// Whether both directories are known to be the same.
bool is_same_directory(std::string_view one, std::string_view other);

} // namespace iptables_wrapper::wrapper
