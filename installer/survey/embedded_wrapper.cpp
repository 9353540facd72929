// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/embedded_wrapper.hpp"

// The assembler takes a file in as it is. Written inside C++, so that the compiler adds what marks an object
// file as fit for hardening (no executable stack, control-flow protection).
asm(".pushsection .rodata\n"
    ".balign 16\n"
    ".globl iptables_wrapper_embedded_start, iptables_wrapper_embedded_end\n"
    ".hidden iptables_wrapper_embedded_start, iptables_wrapper_embedded_end\n"
    "iptables_wrapper_embedded_start:\n"
    ".incbin \"" EMBEDDED_WRAPPER_FILE "\"\n"
    "iptables_wrapper_embedded_end:\n"
    ".byte 0\n"
    ".popsection\n");

// Hidden, so that they are reached directly: by way of a table of addresses, which is how the compiler
// reaches what might lie in a library, the linker for 64-bit Arm gave both ends the same one.
extern "C" {
#pragma GCC visibility push(hidden)
extern const char iptables_wrapper_embedded_start[];
extern const char iptables_wrapper_embedded_end[];
#pragma GCC visibility pop
}

namespace iptables_wrapper::installer {

std::string_view embedded_wrapper() {
    return {static_cast<const char*>(iptables_wrapper_embedded_start),
            static_cast<std::size_t>(iptables_wrapper_embedded_end - iptables_wrapper_embedded_start)};
}

} // namespace iptables_wrapper::installer
