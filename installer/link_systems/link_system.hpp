// SPDX-License-Identifier: Apache-2.0
// What a link system is to the rest of the installer.
//
// A link system decides what the commands run: dpkg's and chkconfig's alternatives, libalternatives, or the
// commands' own links. Each has a folder of its own beside this file, and one line in link_systems.cpp;
// nothing else knows their names. An object of this class holds what was found on the system: its functions
// look at nothing and change nothing.
#pragma once

#include "installer/apply/actions.hpp"
#include "installer/command_line/options.hpp"
#include "installer/commands/check_row.hpp"
#include "installer/commands/site.hpp"
#include "installer/system/path.hpp"

#include <memory>
#include <string>
#include <vector>

namespace iptables_wrapper::installer {

class LinkSystem {
public:
    LinkSystem() = default;
    LinkSystem(const LinkSystem&) = default;
    LinkSystem(LinkSystem&&) = default;
    LinkSystem& operator=(const LinkSystem&) = default;
    LinkSystem& operator=(LinkSystem&&) = default;
    virtual ~LinkSystem() = default;

    /// The names of the commands that it decides about. It alone plans for them and judges them.
    [[nodiscard]] virtual std::vector<std::string> commands() const = 0;

    /// The steps that make its commands run the wrapper and record what they replace, and a final step that
    /// verifies the outcome. Every command works after each step. Throws Failure if it cannot be done.
    [[nodiscard]] virtual Plan plan_installation(const Site& site, ChoiceByHand choice) const = 0;

    /// The steps that remove the wrapper from it and restore what was there before, and a final step that
    /// verifies the outcome. What someone else has changed since the installation stays.
    [[nodiscard]] virtual Plan plan_removal(const Site& site) const = 0;

    /// The rows of a check: its registrations and its commands.
    [[nodiscard]] virtual std::vector<CheckRow> judge(const Site& site) const = 0;

    /// The directories in which a killed run may have left temporary files, besides that of the commands.
    [[nodiscard]] virtual std::vector<fs::path> places_of_leftovers() const = 0;
};

/// What the search for a link system starts from.
struct Search {
    const Site& site;
    std::vector<std::string> unclaimed; ///< names of the commands that no system before it decides about
    std::vector<std::string>& warnings; ///< gets sentences without full stop
};

using LinkSystems = std::vector<std::shared_ptr<const LinkSystem>>;

/// All link systems as they are on this machine; each command belongs to one of them. Throws Failure if one
/// cannot be read; `warnings` gets sentences without full stop.
LinkSystems examine_link_systems(const Site& site, std::vector<std::string>& warnings);

} // namespace iptables_wrapper::installer
