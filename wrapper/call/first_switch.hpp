// SPDX-License-Identifier: Apache-2.0
// What the first call does to the commands' links. Whether it succeeds or not, the call goes on.
#pragma once

#include "wrapper/links/installation.hpp"
#include "wrapper/output.hpp"
#include "wrapper/settings.hpp"

#include <string_view>

namespace iptables_wrapper::wrapper {

/// Points the commands in `directory` at `mode`. Does nothing while another process changes them: a call must
/// not wait, and the next one can do it as well.
void switch_all(const Installation& installation, std::string_view directory, Mode mode,
                const Settings& settings, Output& err);

} // namespace iptables_wrapper::wrapper
