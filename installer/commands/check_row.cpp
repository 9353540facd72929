// SPDX-License-Identifier: Apache-2.0
#include "installer/commands/check_row.hpp"

#include <array>

namespace iptables_wrapper::installer {

namespace {

CheckRow::Runs what_runs(const CommandState& command) {
    if (command.reaches_wrapper) {
        return CheckRow::Runs::wrapper;
    }
    if (command.node.kind == Node::Kind::missing || command.leads_nowhere) {
        return CheckRow::Runs::nothing;
    }
    return command.reaches_mode ? runs_in(*command.reaches_mode) : CheckRow::Runs::other;
}

} // namespace

CheckRow::Runs runs_in(Mode mode) {
    return mode == Mode::nft ? CheckRow::Runs::nft : CheckRow::Runs::legacy;
}

const char* word_for(CheckRow::Subject subject) {
    constexpr std::array words{"mode", "wrapper", "group", "command", "leftover", "system"};
    return words.at(static_cast<std::size_t>(subject));
}

const char* word_for(CheckRow::Runs runs) {
    constexpr std::array words{"wrapper", "nft", "legacy", "other", "nothing"};
    return words.at(static_cast<std::size_t>(runs));
}

const char* word_for(CheckRow::ChosenBy chosen_by) {
    return chosen_by == CheckRow::ChosenBy::call ? "call" : "hand";
}

CheckRow judged(const CommandState& command, CheckRow::Verdict verdict, std::string detail) {
    return {verdict, CheckRow::Subject::command, command.path.native(), std::move(detail),
            what_runs(command)};
}

CheckRow judge_switched(const CommandState& command, CheckRow::ChosenBy chosen_by) {
    const bool by_hand = chosen_by == CheckRow::ChosenBy::hand;
    CheckRow row =
        judged(command, CheckRow::Verdict::good,
               std::string("was switched to ") + word_for(what_runs(command)) + (by_hand ? " by hand" : ""));
    row.chosen_by = chosen_by;
    return row;
}

CheckRow judge_stray(const CommandState& command) {
    std::string detail = "does not lead to the wrapper";
    if (command.reaches_mode) {
        detail += ": it runs " + std::string(name_of(*command.reaches_mode));
    } else if (!command.destination.empty()) {
        detail += ", but to '" + command.destination.native() + "'";
        detail += command.leads_nowhere ? ", which is missing" : "";
    } else {
        detail += ": it is a file of its own";
    }
    return judged(command, CheckRow::Verdict::bad, std::move(detail));
}

CheckRow judge_missing(const CommandState& command) {
    if (command.switched_targets.empty()) {
        return judged(command, CheckRow::Verdict::good, "is missing, and so is what it would run");
    }
    return judged(command, CheckRow::Verdict::bad, "is missing");
}

} // namespace iptables_wrapper::installer
