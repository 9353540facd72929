// SPDX-License-Identifier: Apache-2.0
// libalternatives (openSUSE Tumbleweed): the commands are links to the program `alts`, which runs what the
// configuration with the highest number says (configuration.hpp), or the one that was chosen (choice.hpp).
// The wrapper takes part with one more configuration for each command. Since the links lead to `alts`, there
// is none for the wrapper to change: every call goes through it.
#pragma once

#include "installer/link_systems/libalternatives/choice.hpp"
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

    /// Those that do lead to `alts`.
    [[nodiscard]] std::vector<std::string> commands() const override;
    /// Throws Failure where the administrator has chosen another number, which no configuration can change.
    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override;
    /// Takes the wrapper's configurations away also from commands that have come to lead elsewhere.
    [[nodiscard]] Plan plan_removal(const Site& site) const override;
    [[nodiscard]] std::vector<Finding> judge(const Site& site) const override;
    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override;
};

/// The program that `alts` runs as a command with these; nothing where it would find none.
std::optional<std::string> what_alts_runs(const Configurations& configurations,
                                          const std::optional<Choice>& choice);

std::shared_ptr<const LinkSystem> examine_libalternatives(const Search& search);

} // namespace iptables_wrapper::installer
