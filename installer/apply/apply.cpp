// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/apply.hpp"

#include "installer/apply/backup.hpp"
#include "installer/system/atomic_file.hpp"
#include "installer/system/path.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <vector>

namespace iptables_wrapper::installer {

namespace {

// Power cuts. A file system writes the changes of a directory to the disk at any time, and some write those
// of one directory before earlier ones of another. A power cut could then leave commands that lead to a
// wrapper that is gone, or with no record of what they were. Even seconds after a run has ended, all of it
// could still be lost, while the package manager has on disk that the package is installed.

/// The directories in which something has changed that may not be on disk yet.
class UnwrittenDirectories {
public:
    /// To be called before `touched` change. Unless all that changes is in one directory and what changed
    /// before was there too, writes back first, so that what changed before is on disk before what follows.
    void enter(const std::vector<Touched>& touched);

    /// Writes all of them back. Failures are ignored: some file systems cannot do it, and some directories
    /// are gone by now.
    void write_back() noexcept;

private:
    std::vector<fs::path> directories_;
};

void UnwrittenDirectories::enter(const std::vector<Touched>& touched) {
    if (touched.empty()) {
        return; // changes nothing that matters
    }
    std::vector<fs::path> entered;
    for (const Touched& each : touched) {
        fs::path directory = each.path.parent_path();
        if (std::ranges::find(entered, directory) == entered.end()) {
            entered.push_back(std::move(directory));
        }
    }
    if (directories_ != entered || entered.size() > 1) {
        write_back();
    }
    directories_ = std::move(entered);
}

void UnwrittenDirectories::write_back() noexcept {
    for (const fs::path& directory : directories_) {
        sync_directory(directory);
    }
    directories_.clear();
}

/// What was thrown, if anything. It is kept as it is: nothing may prevent the undoing, and describing it may
/// need memory that is not there.
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
    /// Reserves room for all steps, so that every step that was done gets on the trail.
    explicit Trail(std::size_t actions) { steps_.reserve(actions); }

    /// Makes the backups that `action` needs, then carries it out.
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

    /// Undoes the steps, latest first. If one cannot be undone, stops and returns why. What remains is then
    /// like a run that was killed: every command works, and another run can go on. Undoing the earlier steps
    /// as well could remove the wrapper that a command still leads to.
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

    /// Gives up the backups: what was done is final.
    void discard() noexcept {
        for (const Backup& backup : backups_) {
            backup.discard();
        }
        unwritten_.write_back();
    }

    /// What was done and has not been undone, including what could not be undone.
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
