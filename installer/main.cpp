// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/options.hpp"
#include "installer/report/output.hpp"
#include "installer/system/failure.hpp"
#include "installer/system/process.hpp"
#include "installer/tasks/carry_out.hpp"

#include <cstdlib>
#include <exception>
#include <new>

namespace iptables_wrapper::installer {
namespace {

/// Nothing else reads the environment.
ExitStatus run(int count, const char* const* arguments) {
    try {
        const Options options = parse_options(count, arguments, std::getenv("DPKG_ROOT"));
        return carry_out(options, colour_of_stdout(std::getenv("NO_COLOR"), std::getenv("TERM")));
    } catch (const UsageError& error) {
        remark("error: " + error.sentence + "; try 'iptables-wrapper-installer --help'");
        return ExitStatus::usage;
    } catch (const std::bad_alloc&) {
        complain(out_of_memory());
    } catch (const std::exception& error) {
        complain(Failure("continue", "", error.what()));
    }
    return ExitStatus::failed;
}

} // namespace
} // namespace iptables_wrapper::installer

int main(int count, char** arguments) {
    using namespace iptables_wrapper::installer;
    prepare_process();
    return static_cast<int>(run(count, arguments));
}
