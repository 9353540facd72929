// SPDX-License-Identifier: Apache-2.0
// The wrapper is the one inside this installer, byte for byte. Nothing recognizes another one by what it says
// of itself: a file that merely claims to be ours would become root's iptables.
#pragma once

#include "installer/system/path.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// The bytes of the iptables-wrapper that was built with this installer, so that one file is enough to
/// install.
std::string_view embedded_wrapper();

/// The absolute path of the running installer's file, links resolved; empty if it is not known. The file must
/// hold the embedded wrapper: under an emulator, /proc/self/exe may name the emulator.
fs::path installer_file();

/// Throws Refusal if the iptables-wrapper beside `installer` is not the embedded one. Whoever copied one into
/// an image expects it to be installed. Nothing beside it, or `target` itself, is as good.
void require_own_neighbour(const fs::path& installer, const fs::path& target);

/// What to delete after the installation: `installer` and the iptables-wrapper beside it, if they are there,
/// and never `target`. Nothing if `installer` is installed (under /usr, where a package puts it, or in a
/// directory called sbin, where `cmake --install` puts it under any prefix), or lies where it was built; and
/// nothing on another mount than `root`, with a sentence for `warnings`: a bind mount has the files of
/// others.
std::vector<fs::path> installer_files(const fs::path& installer, const fs::path& target,
                                      std::vector<std::string>& warnings, const fs::path& root = "/");

/// Whether a file that begins with the bytes `program` is for another kind of machine than the wrapper: its
/// word size, byte order or architecture (elf(5)) differ. False for what is no ELF program, such as a script.
bool is_for_another_machine(std::string_view program);

} // namespace iptables_wrapper::installer
