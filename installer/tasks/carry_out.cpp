// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/carry_out.hpp"

#include "installer/report/output.hpp"
#include "installer/report/reporter.hpp"
#include "installer/survey/refusal.hpp"
#include "installer/tasks/change.hpp"
#include "installer/tasks/check.hpp"

#include <string>

namespace iptables_wrapper::installer {

namespace {

ExitStatus carry_out_task(const Options& options, Reporter& reporter) {
    switch (options.task) {
    case Task::install:
    case Task::uninstall:
        return change_commands(options, reporter);
    case Task::check:
        return check_installation(options, reporter);
    case Task::help:
    case Task::version:
        break; // change nothing and report nothing
    }
    return ExitStatus::done;
}

ExitStatus carry_out_and_report(const Options& options, Colour colour) {
    Reporter reporter(options, colour);
    ExitStatus status = ExitStatus::failed;
    try {
        status = carry_out_task(options, reporter);
    } catch (const Refusal& refusal) {
        reporter.failure(refusal);
        status = ExitStatus::refused;
    } catch (const Failure& failure) {
        reporter.failure(failure);
    }
    reporter.end(status);
    return status;
}

} // namespace

ExitStatus carry_out(const Options& options, Colour colour) {
    switch (options.task) {
    case Task::help:
        say(usage_text);
        return ExitStatus::done;
    case Task::version:
        say(std::string(installer_name) + " " + IPTABLES_WRAPPER_VERSION + "\n");
        return ExitStatus::done;
    case Task::install:
    case Task::uninstall:
    case Task::check:
        return carry_out_and_report(options, colour);
    }
    return ExitStatus::failed;
}

} // namespace iptables_wrapper::installer
