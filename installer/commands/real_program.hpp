// Finding the real programs that the wrapper will run.
#pragma once

#include "common/commands.hpp"
#include "installer/system/path.hpp"

#include <optional>
#include <string>

namespace iptables_wrapper::installer {

/// A real program, beside the commands or in another of iptables_directories: some systems have the two
/// modes in different ones.
struct RealProgram {
    fs::path path;    ///< absolute
    std::string text; ///< of a link to it from beside the commands: the bare name if it is there too
};

/// What the wrapper in `directory` runs as `command` in `mode`: the program of that name, or if that is
/// missing, the multi-call program. Links are followed. Nothing if there is neither.
std::optional<RealProgram> find_real_program(const fs::path& directory, const std::string& command,
                                             Mode mode);

/// The same, but only the program called `name`.
std::optional<RealProgram> find_program_called(const fs::path& directory, const std::string& name);

} // namespace iptables_wrapper::installer
