// SPDX-License-Identifier: Apache-2.0
// What came of a run, for machines. The form is laid down in packaging/check.schema.json and stable: keys are
// added, never changed or removed.
#pragma once

#include "installer/report/run_report.hpp"

#include <string>

namespace iptables_wrapper::installer {

/// One object on one line, without line feed. Bytes that are no UTF-8 are replaced.
std::string json_of(const RunReport& report);

} // namespace iptables_wrapper::installer
