// SPDX-License-Identifier: Apache-2.0
// One row of a check: a subject, and whether it is as it should be.
#pragma once

#include "common/commands.hpp"

#include <optional>
#include <string>
#include <vector>

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

/// Whether all of them are good.
bool all_good(const std::vector<CheckRow>& rows);

/// What a command in `mode` runs.
CheckRow::Runs runs_in(Mode mode);

/// The words of a report, in the order above.
const char* word_for(CheckRow::Subject subject);
const char* word_for(CheckRow::Runs runs);
const char* word_for(CheckRow::ChosenBy chosen_by);

} // namespace iptables_wrapper::installer
