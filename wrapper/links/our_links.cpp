// SPDX-License-Identifier: Apache-2.0
#include "wrapper/links/our_links.hpp"

#include <algorithm>
#include <cerrno>

namespace iptables_wrapper::wrapper {

namespace {

/// Whether `path` names the wrapper. The wrapper's own path is enough: by now a newer one may be there. If
/// that is a link, it counts as the wrapper and is not a hop to change.
bool is_wrapper(const Installation& installation, const Path& path) {
    return path == installation.wrapper || (last_component(path) == wrapper_name && installation.self &&
                                            identity_of(path.c_str()) == installation.self);
}

/// Whether `path` is what we switch links of `command` to: a real program of it, beside the wrapper or in
/// another directory where one of the two modes is found.
bool is_switched_to(const Installation& installation, std::string_view path, std::string_view command) {
    if (!is_real_of(command, last_component(path))) {
        return false;
    }
    const std::string_view directory = directory_of(path);
    return is_same_directory(directory, directory_of(installation.wrapper)) ||
           std::ranges::any_of(all_modes, [&](Mode mode) {
               const auto real = find_real(installation, command, mode);
               return real && is_same_directory(directory, real->directory);
           });
}

} // namespace

std::optional<PointsAt> find_our_hop(LinkWalk& walk, const Installation& installation,
                                     std::string_view command) {
    while (walk.next()) {
        const Path place = walk.place();
        if (is_wrapper(installation, place)) {
            return PointsAt::wrapper;
        }
        // Links under the names of real programs belong to the package: stop here.
        if (is_real_name(last_component(place))) {
            return is_switched_to(installation, place, command) ? std::optional{PointsAt::real}
                                                                : std::nullopt;
        }
    }
    // EINVAL: not a link but a file. It may be the wrapper under another name.
    const bool is_file = errno == EINVAL;
    if (is_file && walk.hops() > 0 && installation.self &&
        identity_of(walk.place().c_str()) == installation.self) {
        return PointsAt::wrapper;
    }
    return std::nullopt;
}

bool leads_through(std::string_view path, const Hop& hop) {
    LinkWalk walk{path};
    while (walk.next()) {
        if (last_component(walk.hop().path) == last_component(hop.path) &&
            is_same_directory(directory_of(walk.hop().path), directory_of(hop.path))) {
            return true;
        }
    }
    return false;
}

bool is_real_of(std::string_view command, std::string_view name) {
    return std::ranges::any_of(all_modes, [&](Mode mode) {
        return real_name(command, mode) == name || multi_call_name(mode) == name;
    });
}

bool is_same_directory(std::string_view one, std::string_view other) {
    if (one == other) {
        return true;
    }
    const auto identity = identity_of(Path{one}.c_str());
    return identity && identity == identity_of(Path{other}.c_str());
}

} // namespace iptables_wrapper::wrapper
