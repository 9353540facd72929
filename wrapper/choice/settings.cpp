// SPDX-License-Identifier: Apache-2.0
#include "wrapper/choice/settings.hpp"

#include <cstdlib>
#include <string_view>

namespace iptables_wrapper::wrapper {

namespace {

std::string_view value_of(const char* variable) {
    const char* value = ::secure_getenv(variable);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

Failure bad_value(std::string_view variable, std::string_view value, std::string_view allowed) {
    return {
        {"use ", variable}, value, {"it must be ", allowed, ", in lower case"}, "correct it, or unset it"};
}

} // namespace

Outcome<Settings> settings_from_environment() {
    Settings settings;
    if (const auto value = value_of("IPTABLES_WRAPPER_MODE"); !value.empty() && value != "auto") {
        settings.mode = mode_called(value);
        if (!settings.mode) {
            return bad_value("IPTABLES_WRAPPER_MODE", value, "nft, legacy or auto");
        }
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_GUESS"); !value.empty()) {
        if (value == "keep") {
            settings.guess = Guess::keep;
        } else if (value == "retry") {
            settings.guess = Guess::retry;
        } else if (value == "never") {
            settings.guess = Guess::never;
        } else {
            return bad_value("IPTABLES_WRAPPER_GUESS", value, "keep, retry or never");
        }
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_DEBUG"); !value.empty() && value != "0") {
        settings.verbosity = value == "2" ? Verbosity::steps : Verbosity::decision;
    }
    return settings;
}

} // namespace iptables_wrapper::wrapper
