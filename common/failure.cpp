// SPDX-License-Identifier: Apache-2.0
#include "common/failure.hpp"

#include <cctype>
#include <cstring>

namespace iptables_wrapper {

Text<64> reason_of(int error_number) {
    // Untranslated, since neither program calls setlocale(3).
    const std::string_view reason = std::strerror(error_number);
    // What glibc and musl say for an unknown number.
    if (reason.starts_with("Unknown error") || reason == "No error information") {
        return {"error ", digits_of(static_cast<unsigned>(error_number))};
    }
    // "Input/output error" gets a lower-case first letter, "RPC …" does not.
    if (reason.size() > 1 && std::islower(static_cast<unsigned char>(reason[1])) != 0) {
        const char first = static_cast<char>(std::tolower(static_cast<unsigned char>(reason[0])));
        return {std::string_view{&first, 1}, reason.substr(1)};
    }
    return reason;
}

} // namespace iptables_wrapper
