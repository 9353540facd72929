// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/options.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

namespace po = boost::program_options;

const char* const usage_text =
    R"(Usage: iptables-wrapper-installer [--no-sanity-check] [--no-cleanup]
           [--keep-choice] [--wrapper FILE] [--root DIR]
           [--check | --uninstall | --dry-run] [--json] [--quiet]
       iptables-wrapper-installer --version | --help

Make iptables and its five sisters find out at their first call whether the host
is managed with iptables-legacy or iptables-nft, and use that from then on.

  --no-sanity-check  install also where iptables is incomplete or older than
                     1.8.4
  --no-cleanup       do not delete the installer and the iptables-wrapper beside
                     it afterwards (never done where a package or
                     'cmake --install' has put them)
  --keep-choice      leave a link group alone in which something else was chosen
                     by hand since the wrapper was registered
  --wrapper FILE     install FILE; else the iptables-wrapper beside the
                     installer is taken, else the one inside the installer
  --root DIR         work in DIR as if it were / (default: the environment's
                     DPKG_ROOT); the installer is not deleted then
  --check            change nothing; say of each part of the installation
                     whether it is as it should be
  --uninstall        bring back what was there before
  --dry-run          only say what would be done
  --json             one JSON object on standard output instead of lines
  --quiet            nothing on standard output
  --version          print the version
  --help             print this text

Exit status: 0 done, 1 failed and undone, 2 usage, 3 refused (iptables or the
wrapper's file is not fit for use), or --check found something.
)";

namespace {

po::options_description known_options() {
    po::options_description known;
    auto add = known.add_options();
    for (const char* flag : {"no-sanity-check", "no-cleanup", "keep-choice", "check", "uninstall", "dry-run",
                             "json", "quiet", "version", "help"}) {
        add(flag, po::bool_switch());
    }
    add("wrapper", po::value<std::string>());
    add("root", po::value<std::string>());
    return known;
}

/// Parsed by the library, in full names only: "--no" must not mean one thing today and another tomorrow.
po::variables_map read(int count, const char* const* arguments) {
    const po::options_description known = known_options();
    const po::positional_options_description no_positional;
    const int style = po::command_line_style::allow_long | po::command_line_style::long_allow_next |
                      po::command_line_style::long_allow_adjacent;
    po::variables_map given;
    try {
        po::store(po::command_line_parser(count, arguments)
                      .options(known)
                      .positional(no_positional)
                      .style(style)
                      .run(),
                  given);
    } catch (const po::too_many_positional_options_error&) {
        throw UsageError("arguments other than options are not understood");
    } catch (const po::error& error) {
        throw UsageError(error.what());
    }
    return given;
}

} // namespace

Options parse_options(int count, const char* const* arguments, const char* default_root) {
    Options options;
    options.root = default_root == nullptr ? "" : default_root;
    if (count < 1) {
        return options;
    }
    const po::variables_map given = read(count, arguments);
    const auto has = [&given](const char* flag) { return given[flag].as<bool>(); };

    const std::array exclusive{has("check"), has("uninstall"), has("dry-run")};
    if (std::count(exclusive.begin(), exclusive.end(), true) > 1) {
        throw UsageError("--check, --uninstall and --dry-run exclude each other");
    }
    if (has("check")) {
        options.task = Task::check;
    }
    if (has("json")) {
        options.form = Form::json;
    }
    if (has("uninstall")) {
        options.task = Task::uninstall;
    }
    if (has("no-sanity-check")) {
        options.sanity_check = SanityCheck::skipped;
    }
    if (has("no-cleanup")) {
        options.clean_up = CleanUp::declined;
    }
    if (has("keep-choice")) {
        options.choice = ChoiceByHand::kept;
    }
    if (has("dry-run")) {
        options.effect = Effect::dry_run;
    }
    if (has("quiet")) {
        options.voice = Voice::quiet;
    }
    if (given.count("wrapper") != 0) {
        options.wrapper_file = given["wrapper"].as<std::string>();
        if (options.wrapper_file.empty()) {
            throw UsageError("--wrapper needs the name of a file");
        }
    }
    if (given.count("root") != 0) {
        options.root = given["root"].as<std::string>();
        if (options.root.empty()) {
            throw UsageError("--root needs the name of a directory");
        }
    }
    if (has("version")) {
        options.task = Task::version;
    }
    if (has("help")) {
        options.task = Task::help;
    }
    return options;
}

} // namespace iptables_wrapper::installer
