// SPDX-License-Identifier: Apache-2.0
#include "installer/system/links.hpp"

namespace iptables_wrapper::installer {

std::optional<FileIdentity> identity_of(const std::string& path) {
    return iptables_wrapper::identity_of(path.c_str());
}

std::optional<std::string> read_link(const std::string& path) {
    const auto text = iptables_wrapper::read_link(path.c_str());
    return text ? std::optional{std::string{*text}} : std::nullopt;
}

std::string directory_of(std::string_view path) {
    return std::string{iptables_wrapper::directory_of(path)};
}

std::string join(std::string_view directory, std::string_view name) {
    return std::string{iptables_wrapper::join(directory, name)};
}

std::string pointed_at(std::string_view link_path, std::string_view target) {
    return std::string{iptables_wrapper::pointed_at(link_path, target)};
}

int replace_link(const std::string& path, const std::string& target) {
    return iptables_wrapper::replace_link(path.c_str(), target.c_str());
}

std::string temporary_name_beside(std::string_view path) {
    return std::string{iptables_wrapper::temporary_name_beside(path)};
}

std::vector<Hop> follow_links(const std::string& path) {
    std::vector<Hop> hops;
    LinkWalk walk{path};
    while (walk.next()) {
        hops.push_back({std::string{walk.hop().path}, std::string{walk.hop().target}});
    }
    return hops;
}

} // namespace iptables_wrapper::installer
