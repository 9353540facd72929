// SPDX-License-Identifier: Apache-2.0
// From a decision to the program that a command becomes.
#pragma once

#include "wrapper/choice/detect_mode.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/links/installation.hpp"

#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What a command becomes.
struct Program {
    RealBinary real;
    Mode mode = Mode::nft; ///< differs from the decision's if only the other mode is installed, and will do
};

/// The program that `decision` gives `command`. If the image lacks it and the host does not ask for that
/// mode, the other mode's serves. Nothing if there is no program to run.
std::optional<Program> find_program(const Installation& installation, std::string_view command,
                                    const Decision& decision);

/// The same, for a command that is about to run. Fails with not_found if there is no program, and with
/// cannot_decide if the program is the wrapper.
Outcome<Program> program_for(const Installation& installation, std::string_view command,
                             const Detection& detection);

} // namespace iptables_wrapper::wrapper
