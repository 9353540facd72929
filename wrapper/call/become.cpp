// SPDX-License-Identifier: Apache-2.0
#include "wrapper/call/become.hpp"

#include "common/change_lock.hpp"
#include "wrapper/choice/choose_program.hpp"
#include "wrapper/decision/words.hpp"
#include "wrapper/execute.hpp"
#include "wrapper/links/commands_now.hpp"
#include "wrapper/links/switch_links.hpp"

#include <array>
#include <cerrno>

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace iptables_wrapper::wrapper {

namespace {

/// Writes a debug line if IPTABLES_WRAPPER_DEBUG asks for `wanted` or more.
template <typename... Parts>
void debug(const Settings& settings, Verbosity wanted, Output& err, const Parts&... parts) {
    if (settings.verbosity >= wanted) {
        say(err, "debug", parts...);
    }
}

/// Whether the file of the program gives it privileges that we may lack.
bool has_own_privileges(const RealBinary& real) {
    const Path path = real.path();
    struct stat status {};
    return ::getxattr(path.c_str(), "security.capability", nullptr, 0) > 0 ||
           (::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_ISUID | S_ISGID)) != 0);
}

/// Whether nft refuses to answer us, and so refuses the program as well, which then fails by itself.
bool is_refused_too(const Evidence& evidence, const Program& program) {
    const FamilyEvidence& nft = evidence.nft.ipv4;
    return program.mode == Mode::nft && nft.status == ProbeStatus::blind &&
           nft.failure.error_number == EPERM && !has_own_privileges(program.real);
}

/// Fails if only a guess is left and guesses are forbidden. Warns if the command may write rules where nobody
/// reads them: something could not be probed, or what there is speaks for a mode that is not installed.
std::optional<Failure> judge_guess(const Detection& detection, const Settings& settings,
                                   const Program& program, Output& err) {
    const auto& [evidence, decision] = detection;
    const bool substitute = program.mode != decision.mode && decision.rung != Rung::nothing;
    if (!substitute && !decision.guess) {
        return std::nullopt;
    }
    const Blindness blindness = blindness_of(evidence);
    Phrase reason = blindness.words;
    Phrase remedy = blindness.remedy;
    bool harmful = !reason.empty() && !is_refused_too(evidence, program);
    if (substitute) {
        reason = {evidence_words(detection), ", but only ", name_of(program.mode), " is installed"};
        remedy = {"install the ", name_of(decision.mode), " variant of iptables in this image"};
        harmful = true;
    } else if (reason.empty()) {
        reason = "no evidence";
        remedy =
            "wait for the kubelet or the owner of the firewall, or set IPTABLES_WRAPPER_MODE if you know the "
            "host's mode";
    } else if (status_of(evidence.nft) == ProbeStatus::blind && has_own_privileges(program.real)) {
        remedy = {"give the wrapper the file capabilities that '", program.real.path(), "' has"};
    }
    if (settings.guess == Guess::never) {
        return Failure{"choose between nft and legacy", {}, reason, remedy};
    }
    if (settings.guess == Guess::warn && harmful) {
        say(err, "warning", "guessing ", name_of(program.mode), ": ", reason, "; ", remedy);
    }
    return std::nullopt;
}

/// Points the commands in `directory` at `mode`. Does nothing while another process changes them: a call must
/// not wait, and the next one can do it as well.
void switch_all(const Installation& installation, std::string_view directory, Mode mode,
                const Settings& settings, Output& err) {
    const auto lock = try_to_lock_changes();
    if (!lock) {
        return debug(settings, Verbosity::steps, err,
                     "left the commands alone: another process is changing them");
    }
    for (const LinkResult& result : switch_links(installation, directory, mode, PointsAt::wrapper)) {
        if (settings.verbosity >= Verbosity::steps) {
            err.append(wrapper_name).append(": debug: ");
            append_words(err, result);
            err.append("\n").flush();
        }
    }
}

/// Becomes `real` under the name it was called by, or as `command` if argv[0] has none: the multi-call binary
/// chooses its work by argv[0], and understands no path there. All else is passed on untouched. `argv` may
/// lack even argv[0].
Failure become_real(const RealBinary& real, std::string_view command, char** argv) {
    // execve does not write to its arguments; its signature is older than const.
    const ProgramName name{command};
    auto* const first = const_cast<char*>(name.c_str()); // NOLINT(cppcoreguidelines-pro-type-const-cast)
    std::array<char*, 2> name_alone{first, nullptr};
    if (argv[0] == nullptr) {
        argv = name_alone.data();
    } else {
        const std::size_t name_at = std::string_view{argv[0]}.rfind('/') + 1;
        argv[0] = argv[0][name_at] == '\0' ? first : argv[0] + name_at;
    }
    return execute(real.path(), argv, environ, "install the iptables package again");
}

} // namespace

std::optional<std::string_view> command_called(std::string_view argument_zero, std::string_view executed) {
    for (const std::string_view name : {last_component(argument_zero), last_component(executed)}) {
        if (is_command(name)) {
            return name;
        }
        if (name == wrapper_name) {
            break;
        }
    }
    return std::nullopt;
}

std::optional<Failure> find_misplaced(std::string_view executed) {
    if (!is_real_name(last_component(executed))) {
        return std::nullopt;
    }
    return Failure{"run", executed, "it is the wrapper, where the real iptables should be",
                   "install the iptables package again, then iptables-wrapper-installer"};
}

Failure become(std::string_view command, char** argv, Output& err) {
    const Outcome<Settings> settings = settings_from_environment();
    if (!settings) {
        return settings.failure();
    }
    const Detection detection = detect_mode(*settings, Depth::enough);
    const Installation installation = find_installation();
    const Outcome<Program> program = program_for(installation, command, detection);
    if (!program) {
        return program.failure();
    }
    if (const auto failure = judge_guess(detection, *settings, *program, err)) {
        return *failure;
    }
    const std::string_view directory = installation.own_directory().value_or(program->real.directory);
    const bool evident =
        detection.decision.permanence == Permanence::permanent && program->mode == detection.decision.mode;
    const Phrase obstacle = evident ? obstacle_to_keeping(installation, directory, command) : Phrase{};
    debug(*settings, Verbosity::decision, err, summary_of(detection, program->mode, obstacle));
    if (evident && obstacle.empty()) {
        switch_all(installation, directory, program->mode, *settings, err);
    }
    debug(*settings, Verbosity::steps, err, "running '", program->real.path(), "' as '", command, "'");
    return become_real(program->real, command, argv);
}

} // namespace iptables_wrapper::wrapper
