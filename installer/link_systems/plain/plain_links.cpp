// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/plain/plain_links.hpp"

#include "common/commands.hpp"
#include "installer/commands/records.hpp"
#include "installer/commands/site.hpp"

namespace iptables_wrapper::installer {

namespace {

using Verdict = CheckRow::Verdict;

void point_at_wrapper(const CommandState& command, Plan& plan) {
    if (command.node.kind == Node::Kind::link && command.node.target == wrapper_name) {
        plan.push_back(actions::unchanged(in_quotes(command.path.native())));
    } else {
        plan.push_back(actions::make_link(command.path, std::string(wrapper_name)));
    }
}

/// Whether the link was made since the installation, by hand or by the wrapper: a package that is upgraded
/// brings back the link that is on record.
bool is_chosen(const CommandState& command) {
    return command.node.kind == Node::Kind::link && command.record.kind != Node::Kind::missing &&
           command.node.target != command.record.target && !command.leads_nowhere && !command.reaches_wrapper;
}

CheckRow judge_command(const Site& site, const CommandState& command) {
    if (command.node.kind == Node::Kind::missing) {
        return judge_missing(command);
    }
    if (command.reaches_wrapper) {
        return command.node.kind == Node::Kind::link
                   ? judged(command, Verdict::good, "leads to the wrapper")
                   : judged(command, Verdict::bad, "is a copy of the wrapper, which no call can switch");
    }
    return command.reaches_mode && is_own(site, command) ? judge_switched(command, CheckRow::ChosenBy::call)
                                                         : judge_stray(command);
}

} // namespace

Plan PlainLinks::plan_installation(const Site& site, ChoiceByHand choice) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const std::string& name : names) {
        const CommandState& command = site.command(name);
        if (choice == ChoiceByHand::kept && is_chosen(command)) {
            plan.push_back(actions::left_alone(in_quotes(command.path.native()),
                                               "it was linked to " + in_quotes(command.node.target) +
                                                   " since the installation"));
        } else if (command.node.kind != Node::Kind::missing || !command.switched_targets.empty()) {
            // One that is missing, with no program that could run under its name, stays so.
            record_command(site, command, plan);
            point_at_wrapper(command, plan);
            paths.push_back(command.path);
        }
    }
    plan.push_back(actions::verify_leads_to(std::move(paths), site.wrapper));
    return plan;
}

Plan PlainLinks::plan_removal(const Site& site) const {
    Plan plan;
    std::vector<fs::path> paths;
    for (const std::string& name : names) {
        const CommandState& command = site.command(name);
        restore_command(site, command, plan);
        paths.push_back(command.path);
    }
    plan.push_back(actions::verify_leads_elsewhere(std::move(paths), site.wrapper));
    return plan;
}

std::vector<CheckRow> PlainLinks::judge(const Site& site) const {
    std::vector<CheckRow> rows;
    for (const std::string& name : names) {
        rows.push_back(judge_command(site, site.command(name)));
    }
    return rows;
}

std::shared_ptr<const LinkSystem> examine_plain_links(const Search& search) {
    PlainLinks found;
    found.names = search.unclaimed;
    return std::make_shared<PlainLinks>(std::move(found));
}

} // namespace iptables_wrapper::installer
