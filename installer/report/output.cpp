// SPDX-License-Identifier: Apache-2.0
#include "installer/report/output.hpp"

#include <cerrno>
#include <string>

#include <unistd.h>

namespace iptables_wrapper::installer {

namespace {

void write_to(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno != EINTR) {
            return;
        }
        if (count > 0) {
            text.remove_prefix(static_cast<std::size_t>(count));
        }
    }
}

} // namespace

void say(std::string_view text) {
    write_to(STDOUT_FILENO, text);
}

void say_line(std::string_view line, Verbosity verbosity) {
    if (!line.empty() && verbosity == Verbosity::normal) {
        say(std::string(line) + "\n");
    }
}

bool is_read_by_people() {
    return ::isatty(STDOUT_FILENO) != 0;
}

Colour colour_of_stdout(const char* no_color, const char* terminal) {
    const bool refused = no_color != nullptr && *no_color != '\0';
    const bool is_dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
    return is_read_by_people() && !refused && !is_dumb ? Colour::wanted : Colour::unwanted;
}

void complain(const Failure& failure) {
    write_to(STDERR_FILENO, report_of(installer_name, failure));
}

void remark(std::string_view text) {
    write_to(STDERR_FILENO, std::string(installer_name) + ": " + std::string(text) + "\n");
}

} // namespace iptables_wrapper::installer
