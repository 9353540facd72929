// SPDX-License-Identifier: Apache-2.0
// Where the wrapper that is to be installed comes from, and which files came along only for the installation.
#pragma once

#include <string>
#include <vector>

namespace iptables_wrapper::installer {

/// The absolute path of the running installer's file, links resolved; empty where it cannot be told.
std::string installer_file();

/// The bytes to install as `target`: those of `chosen` when it is not empty, else of the iptables-wrapper
/// beside `installer` unless that is `target` itself, else the embedded ones. Throws Failure when they cannot
/// be had.
std::string wrapper_content(const std::string& chosen, const std::string& installer,
                            const std::string& target);

/// What is to be deleted after the installation: `installer` and the iptables-wrapper beside it, as far as
/// they are there, and never `target`. Nothing when `installer` lies under /usr, where a package has put it.
std::vector<std::string> installer_files(const std::string& installer, const std::string& target);

} // namespace iptables_wrapper::installer
