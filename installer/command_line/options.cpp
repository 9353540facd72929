// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/options.hpp"

#include "common/near_miss.hpp"
#include "installer/system/failure.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <array>

namespace iptables_wrapper::installer {

namespace po = boost::program_options;

namespace {

/// Options of the wrapper, which people also try here.
constexpr std::array<std::string_view, 6> options_of_wrapper{"--detect", "--verify", "--switch",
                                                             "--reset",  "--wait",   "--links"};

/// An option without a value, and what it sets.
struct Flag {
    const char* name = nullptr;
    void (*set)(Options&) = nullptr;
    const char* letter = ""; ///< ",V" for -V
};

/// In the order in which they apply: the later one wins.
constexpr std::array<Flag, 11> flags{{
    {"no-sanity-check", [](Options& options) { options.sanity_check = SanityCheck::skipped; }},
    {"no-cleanup", [](Options& options) { options.clean_up = CleanUp::declined; }},
    {"keep-choice", [](Options& options) { options.choice = ChoiceByHand::kept; }},
    {"check", [](Options& options) { options.task = Task::check; }},
    {"fresh", [](Options& options) { options.freshness = Freshness::required; }},
    {"uninstall", [](Options& options) { options.task = Task::uninstall; }},
    {"dry-run", [](Options& options) { options.effect = Effect::dry_run; }},
    {"json", [](Options& options) { options.form = Form::json; }},
    {"quiet", [](Options& options) { options.verbosity = Verbosity::quiet; }},
    {"version", [](Options& options) { options.task = Task::version; }, ",V"},
    {"help", [](Options& options) { options.task = Task::help; }, ",h"},
}};

struct OptionWithValue {
    std::string_view name;
    std::string_view value; ///< what it is, for "--root needs a directory"
};

constexpr OptionWithValue root_option{"root", "a directory"};
constexpr OptionWithValue modes_option{"modes", "nft, legacy, or both with a comma between"};
constexpr std::array with_value{modes_option, root_option};

po::options_description known_options() {
    po::options_description known;
    auto add = known.add_options();
    for (const Flag& flag : flags) {
        add((std::string(flag.name) + flag.letter).c_str(), po::bool_switch());
    }
    for (const OptionWithValue& option : with_value) {
        add(option.name.data(), po::value<std::string>());
    }
    return known;
}

std::string unknown_option(std::string name) {
    if (!name.starts_with('-')) {
        name.insert(0, "--");
    }
    name.resize(std::min(name.find('='), name.size()));
    if (std::ranges::find(options_of_wrapper, name) != options_of_wrapper.end()) {
        return "'" + name + "' is an option of iptables-wrapper";
    }
    std::vector<std::string> known;
    known.reserve(flags.size() + with_value.size());
    for (const Flag& flag : flags) {
        known.push_back(std::string("--") + flag.name);
    }
    for (const OptionWithValue& option : with_value) {
        known.push_back(std::string("--").append(option.name));
    }
    const std::vector<std::string_view> words{known.begin(), known.end()};
    const std::string_view meant = meant_by(name, words);
    const std::string mistake = "unknown option '" + printable(name) + "'";
    return meant.empty() ? mistake : mistake + " (did you mean '" + std::string(meant) + "'?)";
}

UsageError missing_value(const OptionWithValue& option) {
    return UsageError(std::string("--").append(option.name).append(" needs ").append(option.value));
}

/// The sentence for an option that is written wrongly: without its value, or with one that it does not take.
std::string syntax_mistake(const po::invalid_command_line_syntax& error) {
    for (const OptionWithValue& option : with_value) {
        if (error.get_option_name().ends_with(option.name)) {
            return missing_value(option).sentence;
        }
    }
    return printable(error.what());
}

/// Parsed by the library, long names only in full: "--no" must not mean one thing today and another tomorrow.
po::variables_map read(int count, const char* const* arguments) {
    const po::options_description known = known_options();
    const int style = po::command_line_style::allow_long | po::command_line_style::long_allow_next |
                      po::command_line_style::long_allow_adjacent | po::command_line_style::allow_short |
                      po::command_line_style::allow_dash_for_short | po::command_line_style::short_allow_next;
    po::variables_map given;
    try {
        const po::parsed_options parsed =
            po::command_line_parser(count, arguments).options(known).style(style).run();
        for (const po::option& option : parsed.options) {
            if (option.position_key >= 0) {
                throw UsageError("unexpected argument '" + printable(option.value.front()) + "'");
            }
        }
        po::store(parsed, given);
    } catch (const po::unknown_option& error) {
        throw UsageError(unknown_option(error.get_option_name()));
    } catch (const po::invalid_command_line_syntax& error) {
        throw UsageError(syntax_mistake(error));
    } catch (const po::error& error) {
        throw UsageError(printable(error.what()));
    }
    return given;
}

/// The value of an option that cannot be empty; empty if it is not given.
std::string value_of(const po::variables_map& given, const OptionWithValue& option) {
    const std::string name(option.name);
    if (given.count(name) == 0) {
        return {};
    }
    std::string value = given[name].as<std::string>();
    if (value.empty()) {
        throw missing_value(option);
    }
    return value;
}

/// The modes that the text lists, in the order of all_modes.
std::vector<Mode> modes_in(std::string_view text) {
    if (text == "nft,legacy" || text == "legacy,nft") {
        return {all_modes.begin(), all_modes.end()};
    }
    const std::optional<Mode> mode = mode_called(text);
    if (!mode) {
        throw missing_value(modes_option);
    }
    return {*mode};
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

    for (const char* task : {"uninstall", "dry-run"}) {
        if (has("check") && has(task)) {
            throw UsageError(std::string("--check cannot be combined with --") + task);
        }
    }
    if (has("fresh") && !has("check")) {
        throw UsageError("--fresh needs --check");
    }
    for (const Flag& flag : flags) {
        if (has(flag.name)) {
            flag.set(options);
        }
    }
    if (const std::string modes = value_of(given, modes_option); !modes.empty()) {
        options.modes = modes_in(modes);
    }
    if (std::string root = value_of(given, root_option); !root.empty()) {
        options.root = std::move(root);
    }
    return options;
}

} // namespace iptables_wrapper::installer
