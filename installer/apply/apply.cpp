// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/apply.hpp"

#include "installer/apply/backup.hpp"
#include "installer/apply/perform.hpp"

#include <boost/range/adaptor/reversed.hpp>

namespace iptables_wrapper::installer {

namespace {

/// What went wrong in `step`, if anything; also what the libraries below throw, since nothing may get past
/// the undoing.
template <typename Step>
std::optional<Failure> failure_of(Step step) {
    try {
        step();
        return std::nullopt;
    } catch (const Failure& failure) {
        return failure;
    } catch (const std::exception& error) {
        return Failure("go on", "", error.what());
    }
}

/// Undoes the latest first. Where that is barred it stops, and returns why: what remains is then what a run
/// leaves that is killed, in which every command works and which another run can go on from. To undo the
/// steps before it all the same would take the wrapper from under a command that still leads to it.
std::optional<Failure> undo(const std::vector<Backup>& trail) {
    std::optional<Failure> barred;
    for (const auto& backup : boost::adaptors::reverse(trail)) {
        if (barred) {
            backup.discard();
        } else {
            barred = failure_of([&] { backup.restore(); });
        }
    }
    return barred;
}

/// Carries `action` out, the way back prepared.
void take(const Action& action, std::vector<Backup>& trail) {
    for (const Touched& touched : touched_by(action.operation)) {
        trail.emplace_back(touched.path, touched.method);
    }
    perform(action.operation);
}

} // namespace

Outcome apply_plan(const Plan& plan, const std::function<void(const Action&)>& done) {
    Outcome outcome;
    std::vector<Backup> trail;
    for (const Action& action : plan) {
        const std::optional<Failure> failure = failure_of([&] { take(action, trail); });
        if (failure && is_dispensable(action.operation)) {
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

} // namespace iptables_wrapper::installer
