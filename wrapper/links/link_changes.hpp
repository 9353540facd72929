// SPDX-License-Identifier: Apache-2.0
// Changing the links of the commands: all six, or none.
//
// First, each new link is made under a temporary name, so that a full disk stops us before anything has
// changed. Then each is exchanged with the old one (renameat2(2), RENAME_EXCHANGE), and we look at what came
// back. If that is not the link that we have seen before, somebody else has changed it since: it goes back to
// its place, and so do those that were exchanged before. As the old links are still there, undoing takes no
// space.
#pragma once

#include "common/commands.hpp"
#include "wrapper/failure.hpp"
#include "wrapper/output.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace iptables_wrapper::wrapper {

enum class LinkOutcome {
    linked,     ///< changed, or made
    unchanged,  ///< already as wanted
    not_ours,   ///< leads elsewhere, or is missing: left alone
    in_the_way, ///< also left alone, although it should lead to the wrapper
    failed,     ///< could not be changed, and is as it was
    overtaken,  ///< somebody else has changed it meanwhile, and it is as they left it
    held_back,  ///< wanted, but not made: another one has failed or was overtaken
};

/// The change for one command, and what became of it. Its texts live until the next LinkChanges.
struct LinkResult {
    std::string_view command;
    LinkOutcome outcome = LinkOutcome::not_ours;
    std::string_view link;   ///< the path of the link looked at
    std::string_view target; ///< its new text when `linked`
    int error_number = 0;    ///< when `failed`

    std::string_view former;    ///< the text before; empty if there is no link yet
    std::string_view temporary; ///< the name of the new link before the exchange, and of the old one after it
};

/// One for each command, in the order of all_commands.
using LinkResults = std::array<LinkResult, all_commands.size()>;

/// Why a link is not as wanted, if that is a failure.
std::optional<Failure> failure_of(const LinkResult& result);

/// What became of a link, on one line without a line feed: "linked '/usr/sbin/iptables' -> 'iptables-nft'".
void append_words(Output& output, const LinkResult& result);

/// The changes of the commands in one directory.
class LinkChanges {
public:
    /// All are to be left alone.
    explicit LinkChanges(std::string_view directory);

    /// The `i`th command is to lead through `link` -> `target`, which is `former` now. A link that an earlier
    /// command leads through is left alone: it can only have one target.
    void want(std::size_t i, std::string_view link, std::string_view former, std::string_view target);

    /// The `i`th command is in the way: what is there would be lost.
    void spare(std::size_t i) { all_[i].outcome = LinkOutcome::in_the_way; }

    /// The path of the `i`th command.
    [[nodiscard]] const char* path(std::size_t i) const { return all_[i].link.data(); }

    /// Makes all that is wanted, or nothing.
    LinkResults make_all();

    /// What is wanted, with nothing made.
    [[nodiscard]] const LinkResults& results() const { return all_; }

private:
    LinkResults all_;
};

/// Removes the links under temporary names in `directory`. A process leaves one if it is killed after it made
/// the link and before it renamed it. Writes a line to `output` for each. What cannot be listed or removed
/// stays: it harms nobody. Call this only while holding the lock; otherwise another process may be about to
/// rename one.
void remove_leftovers(std::string_view directory, Output& output);

} // namespace iptables_wrapper::wrapper
