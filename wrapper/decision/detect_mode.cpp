// SPDX-License-Identifier: Apache-2.0
#include "wrapper/decision/detect_mode.hpp"

#include "wrapper/probe/legacy_probe.hpp"
#include "wrapper/probe/nft_probe.hpp"

namespace iptables_wrapper {

namespace {

constexpr Mode other(Mode mode) {
    return mode == Mode::nft ? Mode::legacy : Mode::nft;
}

NotFound missing(const Installation& installation, std::string_view command, const Decision& decision) {
    const std::string mode{name_of(decision.mode)};
    std::string path = installation.directories.front() + "/" + real_name(command, decision.mode);
    std::string remedy = "install the " + mode + " flavour of iptables in this image";
    switch (decision.ground) {
    case Ground::setting:
        return {"run", std::move(path), "no such file, and IPTABLES_WRAPPER_MODE asks for " + mode,
                std::move(remedy)};
    case Ground::hint: {
        const Hint hint = decision.hint.value_or(Hint{});
        std::string reason = "no such file, and the host uses " + mode + " (chain ";
        reason.append(name_of(hint.chain)).append(" in table ").append(hint_table);
        reason.append(", family ").append(name_of(hint.family)).append(")");
        return {"run", std::move(path), std::move(reason), std::move(remedy)};
    }
    case Ground::no_hint:
    case Ground::only_runnable:
    case Ground::only_installed:
        break;
    }
    return {"run", std::move(path), "no such file, nor one of the other flavour",
            "install iptables in this image"};
}

} // namespace

Decision detect_mode(const Settings& settings) {
    if (settings.mode) {
        return {*settings.mode, Ground::setting, Keep::no, std::nullopt};
    }
    Evidence evidence{probe_nft(), std::nullopt};
    if (!hint_in(evidence.nft)) {
        evidence.legacy = probe_legacy(Depth::first_hint);
    }
    return decide(evidence, settings.guess);
}

std::optional<RealBinary> find_installed(const Installation& installation, std::string_view command,
                                         Decision& decision) {
    auto real = find_real(installation, command, decision.mode);
    if (real || decision.ground == Ground::hint || decision.ground == Ground::setting) {
        return real;
    }
    real = find_real(installation, command, other(decision.mode));
    if (real) {
        decision.mode = other(decision.mode);
        decision.ground = Ground::only_installed;
    }
    return real;
}

RealBinary real_for(const Installation& installation, std::string_view command, Decision& decision) {
    auto real = find_installed(installation, command, decision);
    if (!real) {
        throw missing(installation, command, decision);
    }
    if (real->identity == installation.self) {
        throw Failure{"run", real->path, "it is the wrapper, where the real iptables should be",
                      "install the iptables package again, then iptables-wrapper-installer"};
    }
    return *std::move(real);
}

} // namespace iptables_wrapper
