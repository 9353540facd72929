// SPDX-License-Identifier: Apache-2.0
// libalternatives (openSUSE Tumbleweed): the commands are links to the program `alts`, which runs what the
// configuration with the highest number says (configuration.hpp), or the one that was chosen.
// The wrapper gets one more configuration for each command. Since the links lead to `alts`, the wrapper has
// none to change: it serves every call.
#pragma once

#include "installer/link_systems/libalternatives/configuration.hpp"
#include "installer/link_systems/link_system.hpp"

namespace iptables_wrapper::installer {

/// A command that has configurations.
struct ConfiguredCommand {
    enum class Leads { to_alts, elsewhere };

    std::string name;
    Leads leads = Leads::to_alts;
    Configurations configurations;
    std::optional<Choice> choice;
};

struct Libalternatives final : LinkSystem {
    std::vector<ConfiguredCommand> configured;

    /// Those that lead to `alts`.
    [[nodiscard]] std::vector<std::string> commands() const override;
    /// Throws Failure if the administrator has chosen another number, which no configuration can override.
    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override;
    /// Also removes the wrapper's configurations of commands that lead elsewhere by now.
    [[nodiscard]] Plan plan_removal(const Site& site) const override;
    [[nodiscard]] std::vector<CheckRow> judge(const Site& site) const override;
    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;
};

std::shared_ptr<const LinkSystem> examine_libalternatives(const Search& search);

} // namespace iptables_wrapper::installer
