// SPDX-License-Identifier: Apache-2.0
#include "common/commands.hpp"
#include "common/failure.hpp"
#include "test/fuzz/target.hpp"
#include "wrapper/call/invocation.hpp"

#include <string>

using namespace iptables_wrapper;
using namespace iptables_wrapper::wrapper;

/// The input is argv[0], a line feed, and the path that was executed.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view executed = text.substr(std::min(end + 1, text.size()));
    if (const auto misplaced = find_misplaced(executed)) {
        // Whatever the names: one line, and nothing in it that a terminal would obey.
        std::string line;
        append_sentence(line, misplaced->text());
        fuzz::must(line.find_first_of("\n\r\x1b\x7f") == std::string::npos);
    }
    const auto command = command_called(text.substr(0, end), executed);
    fuzz::must(!command || is_command(*command));
    return 0;
}
