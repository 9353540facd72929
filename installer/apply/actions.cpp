// SPDX-License-Identifier: Apache-2.0
#include "installer/apply/actions.hpp"

#include "common/failure.hpp"

#include <string_view>

namespace iptables_wrapper::installer {

namespace {

std::string quoted(const std::string& path) {
    return "'" + printable(path) + "'";
}

std::string arrow(const std::string& from, const std::string& to) {
    return quoted(from) + " -> " + quoted(to);
}

/// The words for each kind of action; the verb in both of its forms comes from one place, so that a dry run
/// and the real one cannot tell different stories.
class Wording {
public:
    explicit Wording(Effect effect) : effect_(effect) {}

    std::string operator()(const Unchanged& action) const { return "unchanged " + action.what; }
    std::string operator()(const RemoveLeftover& action) const {
        return verb("remove", "removed") + "leftover " + quoted(action.path);
    }
    std::string operator()(const MakeDirectory& action) const {
        return verb("create", "created") + "directory " + quoted(action.path);
    }
    std::string operator()(const RemoveDirectory& action) const {
        return verb("remove", "removed") + "directory " + quoted(action.path);
    }
    std::string operator()(const WriteWrapper& action) const {
        return verb("create", "created") + quoted(action.path);
    }
    std::string operator()(const RecordLink& action) const {
        return verb("save", "saved") + arrow(action.path, action.target);
    }
    std::string operator()(const RecordAbsence& action) const {
        return verb("save", "saved") + quoted(action.path) + ", for a command that did not exist";
    }
    std::string operator()(const SaveFile& action) const {
        return verb("save", "saved") + quoted(action.path) + " as " + quoted(action.saved);
    }
    std::string operator()(const RestoreFile& action) const {
        return verb("restore", "restored") + quoted(action.path) + " from " + quoted(action.saved);
    }
    std::string operator()(const SetLink& action) const {
        return verb("link", "linked") + arrow(action.path, action.target);
    }
    std::string operator()(const RemoveFile& action) const {
        return verb("remove", "removed") + quoted(action.path);
    }
    std::string operator()(const RemoveRecord& action) const {
        return verb("remove", "removed") + quoted(action.path);
    }
    std::string operator()(const ChangeGroup& action) const {
        return change_of_group(action.change, action.group, action.alternative);
    }
    std::string operator()(const WriteGroupRecord& action) const {
        return change_of_group(action.change, action.group, action.alternative);
    }
    std::string operator()(const WriteConfiguration& action) const {
        return verb("create", "created") + quoted(action.path);
    }
    std::string operator()(const Verify& /*action*/) const { return {}; }
    std::string operator()(const LetLookupsEnd& /*action*/) const { return {}; }
    std::string operator()(const DeleteInstaller& action) const {
        return verb("remove", "removed") + quoted(action.path);
    }

private:
    [[nodiscard]] std::string change_of_group(ChangeGroup::Change change, const std::string& name,
                                              const std::string& alternative) const {
        const std::string group = "group " + quoted(name);
        switch (change) {
        case ChangeGroup::Change::enroll:
            return verb("register", "registered") + quoted(alternative) + " in " + group;
        case ChangeGroup::Change::make_current:
            return verb("make", "made") + quoted(alternative) + " current in " + group;
        case ChangeGroup::Change::choose:
            return verb("choose", "chose") + quoted(alternative) + " in " + group;
        case ChangeGroup::Change::withdraw:
            return verb("remove", "removed") + quoted(alternative) + " from " + group;
        }
        return {};
    }
    [[nodiscard]] std::string verb(std::string_view base, std::string_view past) const {
        return effect_ == Effect::dry_run ? "would " + std::string(base) + " " : std::string(past) + " ";
    }

    Effect effect_;
};

} // namespace

std::string line_of(const Action& action, Effect effect) {
    return std::visit(Wording(effect), action);
}

} // namespace iptables_wrapper::installer
