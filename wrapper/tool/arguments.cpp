// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/arguments.hpp"

#include "common/failure.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string_view>

namespace iptables_wrapper::wrapper {

namespace {

constexpr unsigned longest_wait = 86400;

/// A word that says what is to be done.
struct ActionWord {
    std::string_view word;
    Action action;
};

constexpr std::array action_words{
    ActionWord{"--detect", Action::detect},
    ActionWord{"--verify", Action::verify},
    ActionWord{"--switch", Action::switch_now},
    ActionWord{"--reset", Action::reset},
    ActionWord{"install", Action::install},
    ActionWord{"--version", Action::version},
    ActionWord{"-V", Action::version},
    ActionWord{"--help", Action::help},
    ActionWord{"-h", Action::help},
};

constexpr std::string_view json_word = "--json";
constexpr std::string_view wait_word = "--wait";

/// Options of the installer, which people also try here.
constexpr std::array<std::string_view, 8> installer_words{
    "--check",   "--uninstall",  "--dry-run",         "--root",
    "--wrapper", "--no-cleanup", "--no-sanity-check", "--keep-choice"};

/// Whether one slip leads from `word` to `other`: a letter too many, a letter too few, a wrong letter, or two
/// letters exchanged.
bool is_near(std::string_view word, std::string_view other) {
    const auto [in_word, in_other] = std::ranges::mismatch(word, other);
    const std::string_view rest{in_word, word.end()};
    const std::string_view other_rest{in_other, other.end()};
    const auto behind = [](std::string_view text, std::size_t count) {
        return text.substr(std::min(count, text.size()));
    };
    const bool exchanged = rest.size() > 1 && other_rest.size() > 1 && rest[0] == other_rest[1] &&
                           rest[1] == other_rest[0] && behind(rest, 2) == behind(other_rest, 2);
    return exchanged || behind(rest, 1) == behind(other_rest, 1) || behind(rest, 1) == other_rest ||
           rest == behind(other_rest, 1);
}

/// The option that was probably meant; empty if none is near.
std::string_view meant_by(std::string_view word) {
    for (const ActionWord& known : action_words) {
        if (known.word.size() > 2 && is_near(word, known.word)) {
            return known.word;
        }
    }
    for (const std::string_view known : {json_word, wait_word}) {
        if (is_near(word, known)) {
            return known;
        }
    }
    return {};
}

/// `word` in quotes, cut off if it is long.
Phrase shown(std::string_view word) {
    Phrase text{"'"};
    append_printable(text, word.substr(0, 100));
    return text.append(word.size() > 100 ? "…'" : "'");
}

Phrase mistake_at(std::string_view word) {
    const std::string_view name = word.substr(0, word.find('='));
    if (std::ranges::find(installer_words, name) != installer_words.end()) {
        return {shown(word), " is an option of iptables-wrapper-installer"};
    }
    Phrase mistake{word.starts_with('-') ? "unknown option " : "unexpected argument ", shown(word)};
    if (const std::string_view meant = meant_by(word); !meant.empty()) {
        mistake.append(" (did you mean '").append(meant).append("'?)");
    }
    return mistake;
}

class Parser {
public:
    explicit Parser(std::span<const char* const> words) : words_(words) {}

    Arguments parse() {
        while (!words_.empty() && arguments_.mistake.empty()) {
            take_word(words_.front());
        }
        if (arguments_.mistake.empty()) {
            check_combination();
        }
        return arguments_;
    }

private:
    void take_word(std::string_view word) {
        words_ = words_.subspan(1);
        const auto* const known = std::ranges::find(action_words, word, &ActionWord::word);
        if (known != action_words.end()) {
            take_action(known->action);
        } else if (word == json_word) {
            arguments_.format = Format::json;
        } else if (word == wait_word) {
            take_wait(words_.empty() ? std::string_view{} : words_.front());
            words_ = words_.subspan(words_.empty() ? 0 : 1);
        } else if (word.starts_with("--wait=")) {
            take_wait(word.substr(wait_word.size() + 1));
        } else {
            arguments_.mistake = mistake_at(word);
        }
    }

    void take_action(Action action) {
        if (arguments_.action && *arguments_.action != action) {
            arguments_.mistake = "only one thing can be done at a time";
        }
        arguments_.action = action;
    }

    void take_wait(std::string_view text) {
        unsigned seconds = 0;
        const auto [end, error] = std::from_chars(text.begin(), text.end(), seconds);
        if (error != std::errc{} || end != text.end() || seconds > longest_wait) {
            arguments_.mistake = {"--wait takes whole seconds from 0 to 86400, not ", shown(text)};
        }
        arguments_.wait_seconds = seconds;
    }

    void check_combination() {
        const auto action = arguments_.action;
        if (!action) {
            arguments_.mistake = "nothing to do";
        } else if (arguments_.format == Format::json && action != Action::detect) {
            arguments_.mistake = "--json goes with --detect";
        } else if (arguments_.wait_seconds && action != Action::detect && action != Action::switch_now) {
            arguments_.mistake = "--wait goes with --detect or --switch";
        }
    }

    std::span<const char* const> words_;
    Arguments arguments_;
};

} // namespace

Arguments parse_arguments(int argc, const char* const* argv) {
    const std::span words{argv, static_cast<std::size_t>(std::max(argc, 0))};
    return Parser{words.subspan(std::min<std::size_t>(1, words.size()))}.parse();
}

} // namespace iptables_wrapper::wrapper
