// SPDX-License-Identifier: Apache-2.0
// Where the wrapper that is to be installed comes from, and which files came along only for the installation.
#pragma once

#include "installer/command_line/options.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// The absolute path of the running installer's file, links resolved; empty if it is not known. The file must
/// say that it is this installer: under an emulator, /proc/self/exe may name the emulator.
fs::path installer_file();

/// A wrapper that is fit to be installed.
struct NewWrapper {
    std::string content;
    std::vector<std::string> warnings; ///< sentences without full stop
};

/// The wrapper to install as `target`: the one that the options name, else the iptables-wrapper beside
/// `installer` unless that is `target` itself, else the embedded one. A check compares with the embedded one
/// unless the options name another. Throws Refusal, which names the file, for one that cannot be read, is not
/// this project's, is for another machine, or has another version than this installer. If the options name
/// it, another version is only worth a warning.
NewWrapper wrapper_to_install(const Options& options, const fs::path& installer, const fs::path& target);

/// Why the file with the content `installed` is not the wrapper with the content `expected`: it is no
/// wrapper, is for another machine, has another version, or has been changed. A sentence without full stop.
std::string difference(std::string_view installed, std::string_view expected);

/// What to delete after the installation: `installer` and the iptables-wrapper beside it, if they are there,
/// and never `target`. Nothing if `installer` is installed (under /usr, where a package puts it, or where
/// `cmake --install` puts it, under any prefix), or lies where it was built.
std::vector<fs::path> installer_files(const fs::path& installer, const fs::path& target);

} // namespace iptables_wrapper::installer
