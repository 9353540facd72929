// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/settings.hpp"

#include "common/failure.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace iptables_wrapper::wrapper {

namespace {

std::string_view value_of(const char* variable) {
    const char* value = ::secure_getenv(variable);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

Failure bad_value(const char* variable, std::string_view value, const char* allowed) {
    return {std::string{"use "}.append(variable), std::string{value},
            std::string{"it must be "}.append(allowed).append(", in lower case"), "correct it, or unset it"};
}

} // namespace

Settings settings_from_environment() {
    Settings settings;
    if (const auto value = value_of("IPTABLES_WRAPPER_MODE"); !value.empty()) {
        settings.mode = mode_called(value);
        if (!settings.mode) {
            throw bad_value("IPTABLES_WRAPPER_MODE", value, "nft or legacy");
        }
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_GUESS"); !value.empty()) {
        if (value == "retry") {
            settings.guess = Guess::retry;
        } else if (value == "never") {
            settings.guess = Guess::never;
        } else {
            throw bad_value("IPTABLES_WRAPPER_GUESS", value, "retry or never");
        }
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_DEBUG"); !value.empty() && value != "0") {
        settings.verbosity = value == "2" ? Verbosity::steps : Verbosity::decision;
    }
    return settings;
}

} // namespace iptables_wrapper::wrapper
