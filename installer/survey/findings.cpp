// SPDX-License-Identifier: Apache-2.0
#include "installer/survey/findings.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

using Subject = Finding::Subject;
using Verdict = Finding::Verdict;
using Kind = Node::Kind;

Finding flavour(const Fitness& fitness) {
    const std::string name(name_of(fitness.mode));
    if (fitness.trouble) {
        return {Verdict::bad, Subject::flavour, name, fitness.trouble->path + ": " + fitness.trouble->reason};
    }
    return {Verdict::good, Subject::flavour, name, "version " + fitness.version};
}

Finding wrapper(const Survey& survey) {
    const auto row = [&survey](Verdict verdict, std::string detail) {
        return Finding{verdict, Subject::wrapper, survey.site.wrapper, std::move(detail)};
    };
    constexpr mode_t executable = 0111;
    if (survey.site.wrapper_node.kind == Kind::missing) {
        return row(Verdict::bad, "is missing");
    }
    if (survey.site.wrapper_node.kind != Kind::file) {
        return row(Verdict::bad, "is no regular file");
    }
    if ((survey.site.wrapper_node.mode & executable) != executable) {
        return row(Verdict::bad, "is not executable for everyone");
    }
    if (!survey.wrapper_difference.empty()) {
        return row(Verdict::bad, survey.wrapper_difference);
    }
    return survey.wrapper_is_current ? row(Verdict::good, "is this installer's")
                                     : row(Verdict::bad, "has other permissions than 0755");
}

} // namespace

std::vector<Finding> findings_of(const Survey& survey) {
    std::vector<Finding> rows;
    for (const Fitness& fitness : survey.flavours) {
        rows.push_back(flavour(fitness));
    }
    rows.push_back(wrapper(survey));
    for (const auto& system : survey.link_systems) {
        std::ranges::move(system->judge(survey.site), std::back_inserter(rows));
    }
    for (const std::string& path : survey.leftovers) {
        rows.push_back({Verdict::bad, Subject::leftover, path, "was left behind by a killed run"});
    }
    return rows;
}

Finding finding_of(const Failure& failure) {
    return {Verdict::bad, Subject::system, failure.path, "cannot " + failure.intent + ": " + failure.reason};
}

} // namespace iptables_wrapper::installer
