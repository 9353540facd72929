// What is the same in every link system: how commands are recorded, restored and judged.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/commands/check_row.hpp"
#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

/// Adds what --uninstall will need to know about the command, unless it is recorded already. A link that
/// someone else has made since replaces the record: a package upgrade has changed what was there "before".
void record_command(const Site& site, const CommandState& command, Plan& plan);

/// Removes the second name of a file that is still in its place: a run that was killed half way left it.
Action drop_saved(const CommandState& command);

/// Adds the steps that restore the recorded link, file or absence. What belongs to someone else by now stays.
void restore_command(const Site& site, const CommandState& command, Plan& plan);

/// A row about the command, which also says what it runs.
CheckRow judged(const CommandState& command, CheckRow::Verdict verdict, std::string detail);

/// The row for a command that was switched to a mode: by the wrapper, or by hand.
CheckRow judge_switched(const CommandState& command, CheckRow::ChosenBy chosen_by);

/// The row for a command that does not lead to the wrapper, and not because the wrapper switched it.
CheckRow judge_stray(const CommandState& command);

/// The row for a command that is not there.
CheckRow judge_missing(const CommandState& command);

} // namespace iptables_wrapper::installer
