// SPDX-License-Identifier: Apache-2.0
// One row of a check: a subject, and whether it is as it should be.
#pragma once

#include "common/commands.hpp"
#include "installer/commands/site.hpp"

#include <optional>
#include <string>

namespace iptables_wrapper::installer {

struct CheckRow {
    enum class Verdict { good, bad };
    /// What the row is about.
    enum class Subject { mode, wrapper, group, command, leftover, system };

    /// What a command runs.
    enum class Runs { wrapper, nft, legacy, other, nothing };

    /// Who has chosen the mode that a command runs, where the link system knows.
    enum class ChosenBy { call, hand };

    Verdict verdict = Verdict::good;
    Subject subject = Subject::system;
    std::string name;                                 ///< a path, or the name of a mode or group
    std::string detail;                               ///< how it is, without full stop
    std::optional<Runs> runs = std::nullopt;          ///< of a command
    std::optional<ChosenBy> chosen_by = std::nullopt; ///< of a command that does not run the wrapper
};

/// What a command in `mode` runs.
CheckRow::Runs runs_in(Mode mode);

/// The words of a report, in the order above.
const char* word_for(CheckRow::Subject subject);
const char* word_for(CheckRow::Runs runs);
const char* word_for(CheckRow::ChosenBy chosen_by);

/// A row about the command, which also says what it runs.
CheckRow judged(const CommandState& command, CheckRow::Verdict verdict, std::string detail);

/// The row for a command that was switched to a mode: by the wrapper, or by hand.
CheckRow judge_switched(const CommandState& command, CheckRow::ChosenBy chosen_by);

/// The row for a command that does not lead to the wrapper, and not because the wrapper switched it.
CheckRow judge_stray(const CommandState& command);

/// The row for a command that is not there.
CheckRow judge_missing(const CommandState& command);

} // namespace iptables_wrapper::installer
