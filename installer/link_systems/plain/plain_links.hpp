// SPDX-License-Identifier: Apache-2.0
// Plain links (Alpine, Arch, Wolfi, distroless): nothing but the command's own link says what it runs.
//
// The link is pointed at the wrapper, and what it was is kept: its text as a link of our own
// (commands/records.hpp), a regular file beside it under another name. The wrapper later changes that one
// link.
#pragma once

#include "installer/link_systems/link_system.hpp"

namespace iptables_wrapper::installer {

struct PlainLinks final : LinkSystem {
    std::vector<std::string> names; ///< of the commands that no other system decides about

    [[nodiscard]] std::vector<std::string> commands() const override { return names; }
    [[nodiscard]] Plan plan_installation(const Site& site, ChoiceByHand choice) const override;
    [[nodiscard]] Plan plan_removal(const Site& site) const override;
    [[nodiscard]] std::vector<CheckRow> judge(const Site& site) const override;
    [[nodiscard]] std::vector<fs::path> places_of_leftovers() const override { return {}; }
};

/// Takes all unclaimed commands.
std::shared_ptr<const LinkSystem> examine_plain_links(const Search& search);

} // namespace iptables_wrapper::installer
