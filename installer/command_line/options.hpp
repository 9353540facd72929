// SPDX-License-Identifier: Apache-2.0
// What the command line asks for.
#pragma once

#include "common/commands.hpp"

#include <exception>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

enum class Task { install, uninstall, check, help, version };
enum class SanityCheck { required, skipped };
enum class CleanUp { wanted, declined };
enum class ChoiceByHand { replaced, kept };
enum class Effect { real, dry_run };
enum class Verbosity { normal, quiet };
enum class Form { text, json };
/// Whether a check accepts commands that have been switched already.
enum class Freshness { any, required };

struct Options {
    Task task = Task::install;
    SanityCheck sanity_check = SanityCheck::required;
    std::vector<Mode> modes{all_modes.begin(), all_modes.end()}; ///< that iptables must have, nft first
    CleanUp clean_up = CleanUp::wanted;
    ChoiceByHand choice = ChoiceByHand::replaced; ///< made since the wrapper was registered
    Effect effect = Effect::real;
    Verbosity verbosity = Verbosity::normal;
    Form form = Form::text;
    Freshness freshness = Freshness::any;
    std::string root; ///< the directory to work in as if it were /; empty: none
};

/// Thrown for a command line that makes no sense; `sentence` says why.
struct UsageError : std::exception {
    explicit UsageError(std::string text) : sentence(std::move(text)) {}
    [[nodiscard]] const char* what() const noexcept override { return sentence.c_str(); }
    std::string sentence;
};

/// What `arguments` (argv) ask for. Option names count only in full; --help and --version also have a letter.
/// Throws UsageError for unknown, repeated or contradictory options, and for arguments that are not options.
/// --help and --version win over other options, but not over such an error. `default_root` (null for none) is
/// used without --root.
Options parse_options(int count, const char* const* arguments, const char* default_root = nullptr);

/// The text of --help.
extern const char* const usage_text;

/// What the installer exits with. The numbers are in --help, and scripts rely on them.
enum class ExitStatus {
    done = 0,
    failed = 1,  ///< and undone, unless the report says otherwise
    usage = 2,   ///< the command line makes no sense
    refused = 3, ///< the system is not fit, and nothing was changed; or a check found something
};

} // namespace iptables_wrapper::installer
