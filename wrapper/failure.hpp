// SPDX-License-Identifier: Apache-2.0
// Failures as values: the wrapper does without exceptions.
#pragma once

#include "common/failure.hpp"

#include <optional>

namespace iptables_wrapper::wrapper {

/// The exit statuses of the wrapper itself (iptables-wrapper(8), "EXIT STATUS").
enum class ExitStatus {
    done = 0,
    failed = 1,
    usage = 2,
    cannot_decide = 125,
    not_executable = 126,
    not_found = 127
};

/// What stops the wrapper. The parts are those of FailureText, cut off where they are longer than anybody
/// reads.
struct Failure {
    Text<64> intent;
    Phrase path;
    Phrase reason;
    Phrase hint;
    ExitStatus status = ExitStatus::cannot_decide;

    [[nodiscard]] FailureText text() const { return {intent, path, reason, hint}; }
};

/// A value, or the failure in its place.
template <typename Value>
class [[nodiscard]] Outcome {
public:
    Outcome(const Value& value) : value_(value) {}         // NOLINT(google-explicit-constructor)
    Outcome(const Failure& failure) : failure_(failure) {} // NOLINT(google-explicit-constructor)

    explicit operator bool() const { return value_.has_value(); }

    /// Only of a success.
    const Value& operator*() const { return *value_; }
    const Value* operator->() const { return &*value_; }

    /// Only of a failure.
    [[nodiscard]] const Failure& failure() const { return *failure_; }

private:
    std::optional<Value> value_;
    std::optional<Failure> failure_;
};

} // namespace iptables_wrapper::wrapper
