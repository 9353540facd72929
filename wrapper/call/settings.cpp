// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/settings.hpp"

#include "common/failure.hpp"

#include <cstdlib>
#include <string>
#include <string_view>

namespace iptables_wrapper {

namespace {

std::string_view value_of(const char* variable) {
    const char* value = ::secure_getenv(variable);
    return value == nullptr ? std::string_view{} : std::string_view{value};
}

Failure bad_value(const char* variable, std::string_view value, const char* remedy) {
    return {std::string{"use the value of "}.append(variable), std::string{value}, "no such setting", remedy};
}

} // namespace

Settings settings_from_environment() {
    Settings settings;
    if (const auto value = value_of("IPTABLES_WRAPPER_MODE"); !value.empty()) {
        settings.mode = mode_called(value);
        if (!settings.mode) {
            throw bad_value("IPTABLES_WRAPPER_MODE", value, "set it to nft or legacy, or unset it");
        }
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_GUESS"); !value.empty()) {
        if (value != "retry") {
            throw bad_value("IPTABLES_WRAPPER_GUESS", value, "set it to retry, or unset it");
        }
        settings.guess = Guess::retry;
    }
    if (const auto value = value_of("IPTABLES_WRAPPER_DEBUG"); !value.empty() && value != "0") {
        if (value != "1") {
            throw bad_value("IPTABLES_WRAPPER_DEBUG", value, "set it to 1, or unset it");
        }
        settings.debug = Debug::on;
    }
    return settings;
}

} // namespace iptables_wrapper
