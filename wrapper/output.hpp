// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/commands.hpp"
#include "wrapper/failure.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace iptables_wrapper::wrapper {

/// What to do with text that the descriptor does not take at once: wait, or lose it. What is said beside a
/// call must never harm the call: a text that would block, or that nobody can read, is lost.
enum class WhenFull { wait, lose };

/// Buffers text for a descriptor, of any length. Writes it when the buffer is full, at flush, and at the end.
class Output {
public:
    explicit Output(int descriptor, WhenFull when_full = WhenFull::wait)
        : descriptor_(descriptor), when_full_(when_full) {}
    ~Output() { flush(); }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    Output(Output&&) = delete;
    Output& operator=(Output&&) = delete;

    Output& append(std::string_view text);
    /// The same; a caller with a literal need not know its length, which saves 20 bytes each time.
    Output& append(const char* text);

    /// Writes what is buffered. Returns 0, or the errno of the first write that failed, now or before. After
    /// a failure, nothing more is written. With WhenFull::lose it returns 0 at once, whatever happens; no
    /// signal comes of it, and the descriptor's flags, which others share, stay as they are.
    int flush();

private:
    int descriptor_;
    WhenFull when_full_;
    int error_number_ = 0;
    std::size_t size_ = 0;
    std::array<char, 1024> buffer_{};
};

/// Where the wrapper speaks to people.
struct Streams {
    Output& out; ///< stdout: what was asked for
    Output& err; ///< stderr: errors, warnings, notes
};

/// Writes a line to stderr at once: "iptables-wrapper: <kind>: <parts>", on one line.
template <typename... Parts>
void say(Output& err, const char* kind, const Parts&... parts) {
    err.append(wrapper_name).append(": ").append(kind).append(": ");
    (append_printable(err, parts), ...);
    err.append("\n").flush();
}

/// Writes `failure` to stderr at once, and returns its exit status.
ExitStatus report(Output& err, const Failure& failure);

} // namespace iptables_wrapper::wrapper
