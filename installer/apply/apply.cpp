// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/apply.hpp"

#include "installer/apply/backup.hpp"
#include "installer/apply/perform.hpp"
#include "installer/apply/unwritten.hpp"

#include <exception>
#include <new>

namespace iptables_wrapper::installer {

namespace {

/// What was thrown, if anything. It is kept as it is: nothing may get past the undoing, and to describe it
/// may take memory that there is not.
template <typename Deed>
std::exception_ptr thrown_by(Deed deed) noexcept {
    try {
        deed();
    } catch (...) {
        return std::current_exception();
    }
    return nullptr;
}

Failure describe(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const Failure& failure) {
        return failure;
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::exception& error) {
        return {"change the system", "", error.what()};
    }
}

/// An action that was carried out, and the backups that were made for it.
struct Step {
    const Action* action;
    std::size_t first_backup;
    std::size_t end_of_backups;
};

/// What was done, and the way back.
class Trail {
public:
    /// There is room for all steps from the start, so that what was done is always on the trail.
    explicit Trail(std::size_t actions) { steps_.reserve(actions); }

    /// Carries `action` out, the way back prepared.
    void take(const Action& action) {
        const std::size_t first = backups_.size();
        const std::vector<Touched> all_touched = touched_by(action.operation);
        unwritten_.enter(all_touched);
        for (const Touched& touched : all_touched) {
            backups_.emplace_back(touched.path, touched.method);
        }
        perform(action.operation);
        steps_.push_back({&action, first, backups_.size()});
    }

    /// Undoes the latest first. Where that is barred it stops, and returns why: what remains is then what a
    /// run leaves that is killed, in which every command works and which another run can go on from. To undo
    /// the steps before it all the same would take the wrapper from under a command that still leads to it.
    std::exception_ptr undo() noexcept {
        std::exception_ptr barred;
        while (!barred && !backups_.empty()) {
            barred = thrown_by([this] {
                unwritten_.enter({{backups_.back().path()}});
                backups_.back().restore();
            });
            if (!barred) {
                backups_.pop_back();
            }
        }
        return barred;
    }

    /// Gives the way back up: what has been done is for good.
    void discard() noexcept {
        for (const Backup& backup : backups_) {
            backup.discard();
        }
        unwritten_.write_back();
    }

    /// What was done and has not been undone; what cannot be undone among it.
    [[nodiscard]] std::vector<const Action*> standing() const {
        std::vector<const Action*> actions;
        for (const Step& step : steps_) {
            if (step.first_backup == step.end_of_backups || step.first_backup < backups_.size()) {
                actions.push_back(step.action);
            }
        }
        return actions;
    }

private:
    std::vector<Step> steps_;
    std::vector<Backup> backups_;
    UnwrittenDirectories unwritten_;
};

} // namespace

Outcome apply_plan(const Plan& plan, const std::function<void(const Action&)>& done) {
    Outcome outcome;
    Trail trail(plan.size());
    const auto carry_out = [&](const Action& action) {
        try {
            trail.take(action);
        } catch (const Failure& failure) {
            if (!is_dispensable(action.operation)) {
                throw;
            }
            outcome.warnings.push_back(failure);
            return;
        }
        done(action);
    };
    const std::exception_ptr failure = thrown_by([&] {
        for (const Action& action : plan) {
            carry_out(action);
        }
    });
    const std::exception_ptr barred = failure ? trail.undo() : nullptr;
    trail.discard();
    if (failure) {
        outcome.failure = describe(failure);
    }
    if (barred) {
        outcome.not_undone = describe(barred);
    }
    outcome.standing = trail.standing();
    return outcome;
}

} // namespace iptables_wrapper::installer
