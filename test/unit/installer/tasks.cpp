// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/carry_out.hpp"
#include "test/unit/scratch_directory.hpp"
#include "test/unit/standard_output.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <sys/wait.h>
#include <unistd.h>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using test::Output;
using test::output_of;

BOOST_AUTO_TEST_SUITE(tasks)

namespace {

struct Result {
    ExitStatus status = ExitStatus::done;
    Output told;
};

Result result_of(const Options& options) {
    Result result;
    result.told = output_of([&] { result.status = carry_out(options, Colour::unwanted); });
    return result;
}

Options options_for(Task task, const std::string& root = {}) {
    Options options;
    options.task = task;
    options.root = root;
    return options;
}

/// What a process that is not root's writes, and how it ends.
Result result_without_root(const Options& options) {
    Result result;
    result.told = output_of([&] {
        const pid_t process = ::fork();
        if (process == 0) {
            const bool is_nobody = ::geteuid() != 0 || ::setuid(65534) == 0;
            ::_exit(is_nobody ? static_cast<int>(carry_out(options, Colour::unwanted)) : 99);
        }
        int status = 0;
        ::waitpid(process, &status, 0);
        result.status = static_cast<ExitStatus>(WEXITSTATUS(status));
    });
    return result;
}

} // namespace

BOOST_AUTO_TEST_CASE(help_and_version_are_told_and_done) {
    const Result help = result_of(options_for(Task::help));
    BOOST_TEST((help.status == ExitStatus::done));
    BOOST_TEST(help.told.out == usage_text);
    const Result version = result_of(options_for(Task::version));
    BOOST_TEST((version.status == ExitStatus::done));
    BOOST_TEST(version.told.out == "iptables-wrapper-installer " IPTABLES_WRAPPER_VERSION "\n");
}

BOOST_AUTO_TEST_CASE(what_keeps_a_check_from_looking_is_what_it_finds) {
    const Result check = result_of(options_for(Task::check, "/nonexistent"));
    BOOST_TEST((check.status == ExitStatus::refused));
    BOOST_TEST(check.told.out.starts_with("bad  system    '/nonexistent': "));
    BOOST_TEST(check.told.err == "");
}

BOOST_AUTO_TEST_CASE(only_root_changes_commands) {
    for (const Task task : {Task::install, Task::uninstall}) {
        const Result change = result_without_root(options_for(task, "/nonexistent"));
        BOOST_TEST((change.status == ExitStatus::failed));
        BOOST_TEST(change.told.out == "");
        BOOST_TEST(change.told.err.starts_with(
            "iptables-wrapper-installer: error: cannot change the commands: not root (uid "));
        BOOST_TEST(change.told.err.ends_with(
            "hint: run it as root: in a Dockerfile before USER, on a host with sudo\n"));
    }
}

BOOST_AUTO_TEST_CASE(a_preview_is_only_warned_of_that) {
    Options options = options_for(Task::uninstall, "/nonexistent");
    options.effect = Effect::dry_run;
    const Result preview = result_without_root(options);
    BOOST_TEST(preview.told.err.find(": without --dry-run this would fail\n") != std::string::npos);
    BOOST_TEST(preview.told.err.find("cannot enter the root directory '/nonexistent'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_in_json) {
    const test::ScratchDirectory scratch;
    Options options = options_for(Task::install, scratch.path("gone"));
    options.effect = Effect::dry_run;
    options.form = Form::json;
    const Result failure = result_of(options);
    BOOST_TEST((failure.status == ExitStatus::failed));
    BOOST_TEST(nlohmann::json::parse(failure.told.out)["status"] == 1);
}

BOOST_AUTO_TEST_SUITE_END()
