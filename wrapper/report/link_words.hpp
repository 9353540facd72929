// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wrapper/links/switch_links.hpp"
#include "wrapper/output.hpp"

namespace iptables_wrapper::wrapper {

/// What became of a link, on one line without a line feed: "linked '/usr/sbin/iptables' -> 'iptables-nft'".
void append_words(Output& output, const LinkResult& result);

} // namespace iptables_wrapper::wrapper
