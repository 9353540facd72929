// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace iptables_wrapper::installer {

/// What the installer exits with. The numbers are in --help, and scripts rely on them.
enum class ExitStatus {
    done = 0,
    failed = 1,  ///< and undone, unless the report says otherwise
    usage = 2,   ///< the command line makes no sense
    refused = 3, ///< the system is not fit, and nothing was changed; or a check found something
};

} // namespace iptables_wrapper::installer
