// SPDX-License-Identifier: Apache-2.0
#include "installer/system/links.hpp"

namespace iptables_wrapper::installer {

std::optional<FileIdentity> identity_of(const fs::path& path) {
    return iptables_wrapper::identity_of(path.c_str());
}

fs::path pointed_at(const fs::path& link_path, std::string_view target) {
    return std::string{iptables_wrapper::pointed_at(link_path.native(), target)};
}

int replace_link(const fs::path& path, const std::string& target) {
    return iptables_wrapper::replace_link(path.c_str(), target.c_str());
}

fs::path temporary_name_beside(const fs::path& path) {
    return std::string{iptables_wrapper::temporary_name_beside(path.native())};
}

std::vector<Hop> follow_links(const fs::path& path) {
    std::vector<Hop> hops;
    LinkWalk walk{path.native()};
    while (walk.next()) {
        hops.push_back({std::string{walk.hop().path}, std::string{walk.hop().target}});
    }
    return hops;
}

} // namespace iptables_wrapper::installer
