// SPDX-License-Identifier: Apache-2.0
// What --detect says: the decision, what it rests on, what the commands run now, and what does not fit
// together.
#pragma once

#include "common/inplace_vector.hpp"
#include "wrapper/choice/choose_program.hpp"
#include "wrapper/choice/detect_mode.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/installation.hpp"
#include "wrapper/output.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// Everything that is reported.
struct DetectReport {
    Settings settings;
    Detection call;                 ///< what a call would decide now, which reads no large table
    Evidence evidence;              ///< everything there is
    std::optional<Program> program; ///< what iptables would become; nothing when it is missing
    CommandsNow commands;
    Phrase obstacle; ///< why a first call would switch nothing; empty if it would, or if one has
};

/// Why a first call would not make the mode permanent; empty when it would.
Phrase not_permanent_because(const DetectReport& report);

/// What does not fit together, each a sentence without full stop.
using Warnings = InplaceVector<Text<1024>, 9>;
Warnings warnings_of(const DetectReport& report);

/// Lines for people.
void write_text_report(Output& output, const DetectReport& report);

/// The same as one JSON object on one line, as packaging/detect.schema.json describes it.
void write_json_report(Output& output, const DetectReport& report);

/// The owners that have marks in the backend of `mode`, each once, in the order of `marks`.
using Owners = InplaceVector<std::string_view, marks.size()>;
Owners owners_in(const Evidence& evidence, Mode mode);

} // namespace iptables_wrapper::wrapper
