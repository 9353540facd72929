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
#include <optional>
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

/// The alternative with the highest priority among those that are not `wrapper`, the first of equal ones;
/// null for none.
const Alternative* best_other(const LinkGroup& group, const std::string& wrapper);

/// What `alternative` provides under the name of `link`; nothing where it lacks that.
std::optional<std::string> provided(const LinkGroup& group, const Alternative& alternative,
                                    const GroupLink& link);

/// The registration of `wrapper` that `group` should have. A follower that is one of the six commands gets
/// the wrapper. Any other gets what the alternative that was current before the wrapper has for it, or if
/// that is not known, the best other alternative. The priority is 100, or more if another alternative has as
/// much.
Alternative wanted_registration(const LinkGroup& group, const std::string& wrapper);

/// Throws Failure if another alternative has the highest priority that fits into an int, in which both tools
/// keep it: nothing could be registered above that.
void require_priority_to_spare(const LinkGroup& group, const std::string& wrapper);

/// Whether `group` holds `wanted`, or the same with another priority that is still the highest.
bool is_registered(const LinkGroup& group, const Alternative& wanted);

} // namespace iptables_wrapper::installer
