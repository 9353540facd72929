// SPDX-License-Identifier: Apache-2.0
#include "installer/command_line/options.hpp"

namespace iptables_wrapper::installer {

const char* const usage_text =
    R"(Usage: iptables-wrapper-installer [--no-sanity-check] [--modes MODES]
           [--no-cleanup] [--keep-choice] [--root DIR]
           [--check [--fresh] | --uninstall] [--dry-run] [--json] [--quiet]
       iptables-wrapper-installer --version | --help

Make iptables and its five sisters find out at their first call whether the host
is managed with iptables-legacy or iptables-nft, and use that from then on.

  --no-sanity-check  install also where iptables is incomplete or older than
                     1.8.4
  --modes MODES      the modes that iptables must have: nft, legacy, or both
                     with a comma between (default: nft,legacy)
  --no-cleanup       do not delete the installer and the iptables-wrapper beside
                     it afterwards (an installer under /usr, or in a directory
                     called sbin, stays anyway)
  --keep-choice      leave alone what was chosen by hand since the wrapper was
                     installed
  --root DIR         work in DIR as if it were / (default: the environment's
                     DPKG_ROOT); the installer is not deleted then
  --check            change nothing; say of each part of the installation
                     whether it is as it should be
  --fresh            with --check: commands that a call has switched to a
                     mode are not as they should be
  --uninstall        restore what was there before
  --dry-run          only say what would be done, also with --uninstall
  --json             one JSON object on standard output instead of lines
  --quiet            print nothing on standard output
  --version          print the version (also -V)
  --help             print this text (also -h)

Exit status: 0 done, 1 failed and undone, 2 usage, 3 refused (iptables or the
wrapper's file is not fit for use), or --check found something.
)";

} // namespace iptables_wrapper::installer
