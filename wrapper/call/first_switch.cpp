// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/first_switch.hpp"

#include "common/change_lock.hpp"
#include "wrapper/call/debug.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/switch_links.hpp"

namespace iptables_wrapper::wrapper {

namespace {

void debug(const Settings& settings, Output& err, const LinkResult& result) {
    if (settings.verbosity >= Verbosity::steps) {
        err.append(wrapper_name).append(": debug: ");
        append_words(err, result);
        err.append("\n").flush();
    }
}

} // namespace

void switch_all(const Installation& installation, std::string_view directory, Mode mode,
                const Settings& settings, Output& err) {
    const auto lock = try_to_lock_changes();
    if (!lock) {
        return debug(settings, Verbosity::steps, err,
                     "left the commands alone: another process is changing them");
    }
    for (const LinkResult& result : switch_links(installation, directory, mode, Reach::wrapper)) {
        debug(settings, err, result);
    }
}

} // namespace iptables_wrapper::wrapper
