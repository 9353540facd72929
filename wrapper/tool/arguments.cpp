// SPDX-License-Identifier: Apache-2.0
#include "wrapper/tool/arguments.hpp"

#include "common/failure.hpp"
#include "common/near_miss.hpp"

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

constexpr auto action_words = std::to_array<ActionWord>({
    {"--detect", Action::detect},
    {"--verify", Action::verify},
    {"--switch", Action::switch_now},
    {"--reset", Action::reset},
    {"install", Action::install},
    {"--version", Action::version},
    {"-V", Action::version},
    {"--help", Action::help},
    {"-h", Action::help},
});

/// What may be meant by a word that is none of them.
constexpr std::array<std::string_view, 10> known_words{"--detect", "--verify",  "--switch", "--reset",
                                                       "install",  "--version", "--help",   "--json",
                                                       "--wait",   "--links"};

/// Options of the installer, which people also try here.
constexpr std::array<std::string_view, 11> installer_words{
    "--check",           "--uninstall",   "uninstall", "--dry-run", "--root", "--no-cleanup",
    "--no-sanity-check", "--keep-choice", "--modes",   "--fresh",   "--quiet"};

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
    if (const std::string_view meant = meant_by(word, known_words); !meant.empty()) {
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
        } else if (word == "--json") {
            arguments_.format = Format::json;
        } else if (const char* const seconds = value_of(word, "--wait")) {
            take_wait(seconds);
        } else if (const char* const directory = value_of(word, "--links")) {
            take_links(directory);
        } else if (word == "--") {
            arguments_.program = words_.data();
            arguments_.mistake = words_.empty() ? "'--' goes before a program" : "";
            words_ = {};
        } else {
            arguments_.mistake = mistake_at(word);
        }
    }

    /// The value of `option`, if that is the word: the word behind it, or what follows "=". Else null.
    const char* value_of(std::string_view word, std::string_view option) {
        if (word == option) {
            const char* const value = words_.empty() ? "" : words_.front();
            words_ = words_.subspan(words_.empty() ? 0 : 1);
            return value;
        }
        const bool with_value = word.starts_with(option) && word[option.size()] == '=';
        return with_value ? word.data() + option.size() + 1 : nullptr;
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

    void take_links(std::string_view directory) {
        // It becomes part of PATH, where a colon would end it.
        if (!directory.starts_with('/') || directory.find(':') != std::string_view::npos) {
            arguments_.mistake = {"--links takes an absolute path without a colon, not ", shown(directory)};
        }
        arguments_.links = directory.data();
    }

    void check_combination() {
        const auto action = arguments_.action;
        const bool switches = action == Action::switch_now;
        if (arguments_.format == Format::json && action != Action::detect) {
            arguments_.mistake = "--json goes with --detect";
        } else if (arguments_.wait_seconds && action != Action::detect && !switches) {
            arguments_.mistake = "--wait goes with --detect or --switch";
        } else if (arguments_.links != nullptr && !switches) {
            arguments_.mistake = "--links goes with --switch";
        } else if (arguments_.program != nullptr && !switches) {
            arguments_.mistake = "a program goes with --switch";
        } else if (!action) {
            arguments_.mistake = "nothing to do";
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
