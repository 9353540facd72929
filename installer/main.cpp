// SPDX-License-Identifier: Apache-2.0
#include "common/change_lock.hpp"
#include "installer/apply/apply.hpp"
#include "installer/command_line/json_report.hpp"
#include "installer/command_line/options.hpp"
#include "installer/command_line/report.hpp"
#include "installer/commands/finding.hpp"
#include "installer/plan/plan.hpp"
#include "installer/survey/findings.hpp"
#include "installer/survey/refusal.hpp"
#include "installer/survey/survey.hpp"
#include "installer/survey/wrapper_source.hpp"
#include "installer/system/root_directory.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <new>
#include <optional>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace iptables_wrapper::installer {
namespace {

/// A good deal longer than an installation takes.
constexpr std::chrono::seconds patience_with_others{60};

enum Status { status_done = 0, status_failed = 1, status_usage = 2, status_refused = 3 };

/// Something harmless to read from and write to: /dev/null, or where that is missing a file in memory.
int open_nothing() {
    const int descriptor = ::open("/dev/null", O_RDWR | O_NONBLOCK);
    return descriptor >= 0 ? descriptor : ::memfd_create("nothing", 0);
}

/// Takes off what the caller may have left us with: closed standard descriptors (the next file opened would
/// become stdout, and be written to), a pipe nobody reads, a limit on the size of files (an error like any
/// other then, which can be undone), a umask that hides the commands from everyone else.
void prepare_process() {
    int descriptor = 0;
    do {
        descriptor = open_nothing();
    } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    for (const int number : {SIGPIPE, SIGXFSZ}) {
        ::signal(number, SIG_IGN); // NOLINT(cert-err33-c): cannot fail
    }
    ::umask(022);
}

void warn(const std::string& text, Account& account) {
    remark("warning: " + text);
    account.warnings.push_back(text);
}

Status report(const Outcome& outcome, Account& account) {
    for (const Failure& warning : outcome.warnings) {
        warn(sentence(warning) + "; left where it is", account);
    }
    if (!outcome.failure) {
        return status_done;
    }
    account.failure = outcome.failure;
    account.not_undone = outcome.not_undone;
    complain(*outcome.failure);
    if (outcome.not_undone) {
        complain(*outcome.not_undone);
        remark("hint: so it is half done, and the commands work; run the installer again");
    } else {
        remark("hint: everything was undone, nothing has changed");
    }
    return status_failed;
}

/// Goes into the root directory that was asked for, if any, and returns the wrapper to be installed there:
/// files that the command line names, or that lie beside the installer, are to be found outside only.
std::optional<NewWrapper> change_root(const Options& options) {
    if (options.root.empty()) {
        return std::nullopt;
    }
    NewWrapper wrapper;
    if (options.task != Task::uninstall) {
        wrapper = wrapper_to_install(options, installer_file(), "");
    }
    enter_root(options.root);
    return wrapper;
}

/// A line for people, where they are the ones to read it.
void tell(const std::string& line, const Options& options) {
    if (options.form == Form::text) {
        say_line(line, options.voice);
    }
}

Status check(const Options& options, Account& account) {
    try {
        const std::optional<NewWrapper> wrapper = change_root(options);
        account.findings = findings_of(take_survey(options, wrapper));
    } catch (const Failure& failure) {
        account.findings = {finding_of(failure)};
    }
    for (const Finding& finding : account.findings) {
        tell(line_of(finding), options);
    }
    return all_good(account.findings) ? status_done : status_refused;
}

/// The lock that keeps others from changing the commands meanwhile; a system without such locks is worth a
/// warning.
FileDescriptor lock_out_others(Account& account) {
    FileDescriptor lock = lock_changes(patience_with_others);
    if (!lock) {
        warn("cannot lock '/': " + reason_of(errno) + "; make sure that nobody else changes the commands now",
             account);
    }
    return lock;
}

Status change(const Options& options, Account& account) {
    const std::optional<NewWrapper> wrapper = change_root(options);
    const FileDescriptor lock = options.effect == Effect::real ? lock_out_others(account) : FileDescriptor{};
    const Survey survey = take_survey(options, wrapper);
    for (const std::string& warning : survey.warnings) {
        warn(warning, account);
    }
    const Plan plan = options.task == Task::uninstall ? plan_removal(survey) : plan_installation(survey);
    const Tense tense = options.effect == Effect::dry_run ? Tense::conditional : Tense::past;
    const auto tell_of = [&](const Action& action) { tell(action.words.in(tense), options); };
    const auto record = [&](const Action& action) {
        if (const std::string& line = action.words.in(tense); !line.empty()) {
            account.actions.push_back(line);
        }
    };
    switch (options.effect) {
    case Effect::dry_run:
        for (const Action& action : plan) {
            tell_of(action);
            record(action);
        }
        return status_done;
    case Effect::real: {
        const Outcome outcome = apply_plan(plan, tell_of);
        for (const Action* action : outcome.standing) {
            record(*action);
        }
        return report(outcome, account);
    }
    }
    return status_failed;
}

Status carry_out(const Options& options) {
    Account account;
    account.task = options.task;
    account.effect = options.effect;
    Status status = status_failed;
    try {
        status = options.task == Task::check ? check(options, account) : change(options, account);
    } catch (const Refusal& refusal) {
        account.failure = refusal;
        complain(refusal);
        status = status_refused;
    } catch (const Failure& failure) {
        account.failure = failure;
        complain(failure);
    }
    account.status = status;
    if (options.form == Form::json) {
        say_line(json_of(account), options.voice);
    }
    return status;
}

Status run(int count, const char* const* arguments) {
    const Options options = parse_options(count, arguments, std::getenv("DPKG_ROOT"));
    switch (options.task) {
    case Task::help:
        say(usage_text);
        return status_done;
    case Task::version:
        say(std::string(installer_name) + " " + IPTABLES_WRAPPER_VERSION + "\n");
        return status_done;
    case Task::install:
    case Task::uninstall:
    case Task::check:
        return carry_out(options);
    }
    return status_failed;
}

} // namespace
} // namespace iptables_wrapper::installer

int main(int count, char** arguments) {
    using namespace iptables_wrapper;
    using namespace iptables_wrapper::installer;
    prepare_process();
    try {
        return run(count, arguments);
    } catch (const UsageError& error) {
        remark("error: " + error.sentence + "; try 'iptables-wrapper-installer --help'");
        return status_usage;
    } catch (const std::bad_alloc&) {
        complain(out_of_memory());
    } catch (const std::exception& error) {
        complain(Failure("continue", "", error.what()));
    }
    return status_failed;
}
