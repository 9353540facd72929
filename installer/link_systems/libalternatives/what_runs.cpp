// SPDX-License-Identifier: Apache-2.0
#include "installer/link_systems/libalternatives/what_runs.hpp"

#include "installer/system/links.hpp"

#include <algorithm>

namespace iptables_wrapper::installer {

namespace {

/// What `alts` runs now as the command at `path`.
std::optional<std::string> program_run_as(const fs::path& path) {
    const std::string name = path.filename().native();
    const Configurations configurations = configurations_of(name);
    return what_alts_runs(configurations, choice_of(name, configurations.numbers));
}

} // namespace

bool leads_to_alts(const fs::path& path) {
    const std::vector<Hop> hops = certain_links(path);
    return !hops.empty() && fs::path(hops.back().target).filename() == "alts";
}

std::optional<std::string> what_alts_runs(const Configurations& configurations,
                                          const std::optional<Choice>& choice) {
    if (configurations.numbers.empty()) {
        return std::nullopt;
    }
    const int number = choice ? choice->number : configurations.numbers.back();
    const auto file = std::ranges::find(configurations.files, number, &Configuration::number);
    if (file == configurations.files.end()) {
        return std::nullopt;
    }
    return value_in(file->text, "binary");
}

Action verify_runs(std::vector<fs::path> paths, const std::string& wrapper) {
    const auto look = [wrapper](const fs::path& path) {
        const std::optional<std::string> program = program_run_as(path);
        if (program != wrapper) {
            throw Failure("redirect", path.native(),
                          "alts runs '" + program.value_or("nothing") + "', not '" + wrapper + "'");
        }
    };
    return {Verify{std::move(paths), look}, {}};
}

Action verify_runs_another(std::vector<fs::path> paths, const std::string& wrapper) {
    const auto look = [wrapper](const fs::path& path) {
        if (program_run_as(path) == wrapper) {
            throw Failure("restore", path.native(), "alts still runs '" + wrapper + "'");
        }
    };
    return {Verify{std::move(paths), look}, {}};
}

} // namespace iptables_wrapper::installer
