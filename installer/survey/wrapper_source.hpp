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

/// The absolute path of the running installer's file, links resolved; empty where it cannot be told. What the
/// file says of itself is the proof: under an emulator, /proc/self/exe may name the emulator.
fs::path installer_file();

/// A wrapper that is fit to be installed.
struct NewWrapper {
    std::string content;
    std::vector<std::string> warnings; ///< sentences without full stop
};

/// The wrapper to install as `target`: the one that the options name, else the iptables-wrapper beside
/// `installer` unless that is `target` itself, else the embedded one. A check compares with the embedded one
/// unless the options name another. Throws Refusal, naming the file, for one that cannot be read, is not this
/// project's, is for another machine, or (unless the options name it, which is worth a warning) is of another
/// version than this installer.
NewWrapper wrapper_to_install(const Options& options, const fs::path& installer, const fs::path& target);

/// Why the file with the content `installed` is not the wrapper with the content `expected`: it is none, is
/// for another machine, of another version, or has been changed. A sentence without full stop.
std::string difference(std::string_view installed, std::string_view expected);

/// What is to be deleted after the installation: `installer` and the iptables-wrapper beside it, as far as
/// they are there, and never `target`. Nothing when `installer` has come to stay: it lies under /usr, where
/// a package has put it, where `cmake --install` puts it under any prefix, or where it was built.
std::vector<fs::path> installer_files(const fs::path& installer, const fs::path& target);

} // namespace iptables_wrapper::installer
