// SPDX-License-Identifier: Apache-2.0
// What went wrong in the installer, as data. common/failure.hpp turns it into words.
#pragma once

#include "common/failure.hpp"

#include <exception>
#include <string>
#include <string_view>

namespace iptables_wrapper::installer {

/// Thrown for everything that stops the installer. An expected errno is not a failure, but a return value.
struct Failure : std::exception {
    std::string intent;   ///< what was to be done, after "cannot": "read the link"
    std::string path;     ///< what it was to be done to; empty if there is no such thing
    std::string reason;   ///< why not, lower case, no full stop
    std::string hint;     ///< the remedy, a sentence without full stop; empty where none is known
    int error_number = 0; ///< the errno behind `reason`; 0 where there is none

    Failure(std::string intent, std::string path, std::string reason, std::string hint = {});

    [[nodiscard]] const char* what() const noexcept override { return intent.c_str(); }
    [[nodiscard]] FailureText text() const { return {intent, path, reason, hint}; }
};

/// The words for an errno: the system's, untranslated, beginning in lower case ("permission denied").
std::string reason_of(int error_number);

/// A Failure whose reason is that of `error_number`. Take errno before anything else is called.
Failure system_failure(std::string intent, std::string path, int error_number, std::string hint = {});

/// The failure that std::bad_alloc stands for. Takes no memory itself.
Failure out_of_memory();

/// "cannot <intent> '<path>': <reason>", on one line: control characters in it are shown as "\xNN".
std::string sentence(const Failure& failure);

/// The lines for stderr, each with its line feed: "<program>: error: <sentence>" and, where there is a
/// hint, "<program>: hint: <hint>".
std::string report_of(std::string_view program, const Failure& failure);

/// `text` with bytes that could break a line or drive a terminal (below 0x20, 0x7f) shown as "\xNN".
std::string printable(std::string_view text);

/// Thrown when the system is not fit for the wrapper, before anything was changed: exit status 3.
struct Refusal : Failure {
    using Failure::Failure;
};

} // namespace iptables_wrapper::installer
