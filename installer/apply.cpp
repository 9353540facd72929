// SPDX-License-Identifier: Apache-2.0
#include "installer/apply.hpp"

#include "installer/backup.hpp"
#include "installer/perform.hpp"

#include <boost/range/adaptor/reversed.hpp>

namespace iptables_wrapper {

namespace {

/// Undoes the latest first; goes on where one step back is barred, to bring back as much as can be.
std::vector<Failure> undo(const std::vector<Backup>& trail) {
    std::vector<Failure> not_undone;
    for (const auto& backup : boost::adaptors::reverse(trail)) {
        try {
            backup.restore();
        } catch (const Failure& failure) {
            not_undone.push_back(failure);
        }
    }
    return not_undone;
}

/// Carries `action` out, the way back prepared. Returns what went wrong, if anything; also what the libraries
/// below throw, since nothing may get past the undoing.
std::optional<Failure> attempt(const Action& action, std::vector<Backup>& trail) {
    try {
        for (const Touched& touched : touched_by(action)) {
            trail.emplace_back(touched.path, touched.keep);
        }
        perform(action);
        return std::nullopt;
    } catch (const Failure& failure) {
        return failure;
    } catch (const std::exception& error) {
        return Failure("go on", "", error.what());
    }
}

} // namespace

Outcome apply_plan(const std::vector<Action>& plan, const std::function<void(const Action&)>& done) {
    Outcome outcome;
    std::vector<Backup> trail;
    for (const Action& action : plan) {
        const std::optional<Failure> failure = attempt(action, trail);
        if (failure && is_dispensable(action)) {
            outcome.warnings.push_back(*failure);
            continue;
        }
        if (failure) {
            outcome.failure = failure;
            outcome.not_undone = undo(trail);
            return outcome;
        }
        done(action);
    }
    for (const Backup& backup : trail) {
        backup.discard();
    }
    return outcome;
}

} // namespace iptables_wrapper
