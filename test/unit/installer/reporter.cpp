// SPDX-License-Identifier: Apache-2.0
#include "installer/report/reporter.hpp"

#include "test/unit/standard_output.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace iptables_wrapper;
using namespace iptables_wrapper::installer;
using test::Output;
using test::output_of;

BOOST_AUTO_TEST_SUITE(reporter)

namespace {

Options told_in(Form form, Verbosity verbosity = Verbosity::normal) {
    Options options;
    options.form = form;
    options.verbosity = verbosity;
    return options;
}

/// What becomes of a plan of three actions of which the last fails.
struct FailedRun {
    Plan plan{actions::make_directory("/d"), actions::verify_leads_to({}, "/w"),
              actions::make_link("/d/l", "target")};
    Outcome outcome;

    FailedRun() { outcome.failure = Failure("link", "/d/l", "read-only file system", "remount it"); }

    void tell(const Options& options) const {
        Reporter reporter(options, Colour::unwanted);
        reporter.warning("it is late");
        reporter.performed(plan[0]);
        reporter.performed(plan[1]);
        reporter.outcome(outcome);
        reporter.end(ExitStatus::failed);
    }
};

constexpr auto warned = "iptables-wrapper-installer: warning: it is late\n";
constexpr auto explained = "iptables-wrapper-installer: error: cannot link '/d/l': read-only file system\n"
                           "iptables-wrapper-installer: hint: remount it\n";
constexpr auto rolled_back = "iptables-wrapper-installer: note: all changes were rolled back\n";

} // namespace

BOOST_AUTO_TEST_CASE(people_read_what_happens_on_stdout_and_what_is_wrong_on_stderr) {
    const FailedRun run;
    const Output told = output_of([&] { run.tell(told_in(Form::text)); });
    BOOST_TEST(told.out == "created directory '/d'\n");
    BOOST_TEST(told.err == std::string(warned) + explained + rolled_back);
}

BOOST_AUTO_TEST_CASE(what_the_json_says_is_not_on_stderr_too) {
    const FailedRun run;
    const Output told = output_of([&] { run.tell(told_in(Form::json)); });
    BOOST_TEST(told.err == "");
    BOOST_TEST(told.out ==
               R"({"task":"install","dry_run":false,"modes":["nft","legacy"],"status":1,)"
               R"("warnings":["it is late"],"error":{"intent":"link","path":"/d/l",)"
               R"("reason":"read-only file system","hint":"remount it"},"not_undone":null,"actions":[]})"
               "\n");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_are_replaced) {
    const Output told = output_of([] {
        Reporter reporter(told_in(Form::json), Colour::unwanted);
        reporter.warning("a path '/\xff'");
        reporter.end(ExitStatus::done);
    });
    BOOST_TEST(told.out.find("a path '/\xef\xbf\xbd'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(without_its_json_what_is_wrong_is_on_stderr) {
    const FailedRun run;
    for (const Form form : {Form::text, Form::json}) {
        const Output told = output_of([&] { run.tell(told_in(form, Verbosity::quiet)); });
        BOOST_TEST(told.out == "");
        BOOST_TEST(told.err == std::string(warned) + explained + rolled_back);
    }
}

BOOST_AUTO_TEST_CASE(what_was_performed_and_undone_is_not_listed) {
    FailedRun run;
    const auto listed = [&run] {
        const Output told = output_of([&] { run.tell(told_in(Form::json)); });
        return nlohmann::json::parse(told.out)["actions"];
    };
    BOOST_TEST(listed() == nlohmann::json::array());
    run.outcome.standing = {run.plan.data(), run.plan.data() + 1};
    BOOST_TEST(listed() == nlohmann::json::array({"created directory '/d'"}));
}

BOOST_AUTO_TEST_CASE(what_kept_it_from_being_undone_is_told_with_what_to_do) {
    FailedRun run;
    run.outcome.not_undone = Failure("remove", "/d", "input/output error");
    const Output told = output_of([&] { run.tell(told_in(Form::text)); });
    BOOST_TEST(told.err == std::string(warned) + explained +
                               "iptables-wrapper-installer: error: cannot remove '/d': input/output error\n"
                               "iptables-wrapper-installer: hint: not everything was rolled back, but every "
                               "command works; run the installer again to finish\n");
    const Output json = output_of([&] { run.tell(told_in(Form::json)); });
    BOOST_TEST(json.out.find(R"("not_undone":{"intent":"remove","path":"/d",)"
                             R"("reason":"input/output error","hint":""})") != std::string::npos);
    BOOST_TEST(json.err == "");
}

BOOST_AUTO_TEST_CASE(a_file_that_is_left_is_a_warning) {
    Outcome outcome;
    outcome.warnings = {Failure("remove", "/installer", "device or resource busy")};
    const Output told = output_of([&] { Reporter(told_in(Form::text), Colour::unwanted).outcome(outcome); });
    BOOST_TEST(told.out == "");
    BOOST_TEST(told.err == "iptables-wrapper-installer: warning: cannot remove '/installer': device or "
                           "resource busy; left where it is\n");
}

BOOST_AUTO_TEST_CASE(a_preview_is_told_and_listed_as_what_would_be_done) {
    const auto tell = [](Form form) {
        Reporter reporter(told_in(form), Colour::unwanted);
        reporter.preview(actions::make_directory("/d"));
        reporter.preview(actions::verify_leads_to({}, "/w"));
        reporter.end(ExitStatus::done);
    };
    BOOST_TEST(output_of([&] { tell(Form::text); }).out == "would create directory '/d'\n");
    const auto json = nlohmann::json::parse(output_of([&] { tell(Form::json); }).out);
    BOOST_TEST(json["actions"] == nlohmann::json::array({"would create directory '/d'"}));
}

BOOST_AUTO_TEST_CASE(the_rows_of_a_check_are_followed_by_what_they_come_to) {
    const auto tell = [](Form form) {
        Options options = told_in(form);
        options.task = Task::check;
        Reporter reporter(options, Colour::unwanted);
        reporter.check({{CheckRow::Verdict::bad, CheckRow::Subject::mode, "nft", "gone"}}, "1 of 1 is wrong");
        reporter.end(ExitStatus::refused);
    };
    BOOST_TEST(output_of([&] { tell(Form::text); }).out == "bad  mode      'nft': gone\n1 of 1 is wrong\n");
    const auto json = nlohmann::json::parse(output_of([&] { tell(Form::json); }).out);
    BOOST_TEST(json["status"] == 3);
    BOOST_TEST(json["findings"].size() == 1U);
    BOOST_TEST(json["summary"] == "1 of 1 is wrong");
}

BOOST_AUTO_TEST_SUITE_END()
