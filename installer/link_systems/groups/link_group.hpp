// SPDX-License-Identifier: Apache-2.0
// A link group of an alternatives system: several programs that provide the same names, one of which is
// current.
//
// Each name of a group is a link that is registered (/usr/sbin/iptables), which leads through a link of the
// alternatives system (/etc/alternatives/iptables) to the current alternative (/usr/sbin/iptables-nft). The
// first name is the master; the others are its followers (dpkg calls them slaves). What is in a group is read
// from the system, never assumed: Debian has two groups, for iptables and ip6tables, others have one for
// both.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iptables_wrapper::installer {

/// A registered link, and the name of the link in the alternatives directory that it leads through.
struct GroupLink {
    std::string name;
    std::string link;
    bool operator==(const GroupLink&) const = default;
};

struct Alternative {
    std::string path;
    long priority = 0;
    std::map<std::string, std::string> followers; ///< follower name to path; a follower may be left out
    bool operator==(const Alternative&) const = default;
};

struct LinkGroup {
    enum class Status { automatic, manual };

    GroupLink master;
    std::vector<GroupLink> followers;
    Status status = Status::automatic;
    std::string best;  ///< path with the highest priority; empty for none
    std::string value; ///< path that is current; empty for none; perhaps none of the alternatives
    std::vector<Alternative> alternatives;

    /// The alternative registered as `path`, literally; null for none.
    [[nodiscard]] const Alternative* alternative(std::string_view path) const;

    /// Whether one of the links is called `command`.
    [[nodiscard]] bool holds(std::string_view command) const;

    /// The master and all followers.
    [[nodiscard]] std::vector<GroupLink> links() const;
};

} // namespace iptables_wrapper::installer
