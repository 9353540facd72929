// SPDX-License-Identifier: Apache-2.0
// What the first call does to the commands' links. Whether it succeeds or not, the call goes on.
#pragma once

#include "wrapper/call/settings.hpp"
#include "wrapper/links/installation.hpp"
#include "wrapper/output.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Whether the links can be changed, judged by that of `command` in `directory`, without trying.
bool can_switch(const Installation& installation, std::string_view directory, std::string_view command,
                const Settings& settings, Output& err);

/// Points the commands in `directory` at `mode`. Does nothing while another process changes them: a call must
/// not wait, and the next one can do it as well.
void switch_all(const Installation& installation, std::string_view directory, Mode mode,
                const Settings& settings, Output& err);

} // namespace iptables_wrapper::wrapper
