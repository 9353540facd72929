// The report of a run, for programs. packaging/check.schema.json defines its form, which is stable: keys are
// added, never changed or removed.
#pragma once

#include "installer/report/run_report.hpp"

#include <string>

namespace iptables_wrapper::installer {

/// One object on one line, without line feed. Bytes that are not UTF-8 are replaced.
std::string json_of(const RunReport& report);

} // namespace iptables_wrapper::installer
