// SPDX-License-Identifier: Apache-2.0
// What commands have in common in every link system: how they are kept, brought back and judged.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/commands/finding.hpp"
#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

/// Adds what --uninstall will need to know about the command, as far as it is not on record yet. A link that
/// someone else has made since is the better record: a package upgrade has changed what was there "before".
void record_command(const CommandState& command, Plan& plan);

/// Removes the second name of a file that is in its place: left by a run that came to an end half way.
Action drop_saved(const CommandState& command);

/// Adds the steps that bring back the link, file or absence that is on record. What is someone else's by now
/// stays.
void restore_command(const CommandState& command, Plan& plan);

/// A row about the command; it says what the command runs, too.
Finding judged(const CommandState& command, Finding::Verdict verdict, std::string detail);

/// The row for a command that was switched to a mode by the wrapper.
Finding judge_switched(const CommandState& command);

/// The row for a command that leads elsewhere than to the wrapper, and not because the wrapper switched it.
Finding judge_stray(const CommandState& command);

/// The row for a command that is not there.
Finding judge_missing(const CommandState& command);

} // namespace iptables_wrapper::installer
