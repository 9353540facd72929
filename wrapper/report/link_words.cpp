// SPDX-License-Identifier: Apache-2.0
#include "wrapper/report/link_words.hpp"

namespace iptables_wrapper::wrapper {

namespace {

void append_quoted(Output& output, std::string_view verb, std::string_view path) {
    output.append(verb).append(" '");
    append_printable(output, path);
    output.append("'");
}

} // namespace

void append_words(Output& output, const LinkResult& result) {
    switch (result.outcome) {
    case LinkOutcome::linked:
        append_quoted(output, "linked", result.link.path);
        append_quoted(output, " ->", result.link.target);
        break;
    case LinkOutcome::unchanged:
        append_quoted(output, "unchanged", result.link.path);
        break;
    case LinkOutcome::not_ours:
    case LinkOutcome::in_the_way:
        append_quoted(output, "left alone", result.link.path);
        break;
    case LinkOutcome::failed:
        append_sentence(output, {"change the link", result.link.path, reason_of(result.error_number), {}});
        break;
    }
}

} // namespace iptables_wrapper::wrapper
