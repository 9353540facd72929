// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/filesystem.hpp>

#include <fstream>
#include <string>

namespace iptables_wrapper::test {

/// A directory of one test's own, gone with it.
class ScratchDirectory {
public:
    ScratchDirectory()
        : path_(boost::filesystem::canonical(boost::filesystem::temp_directory_path()) /
                boost::filesystem::unique_path("iptables-wrapper-%%%%%%%%%%%%")) {
        boost::filesystem::create_directory(path_);
    }
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ScratchDirectory(ScratchDirectory&&) = delete;
    ScratchDirectory& operator=(ScratchDirectory&&) = delete;
    ~ScratchDirectory() {
        boost::system::error_code ignored;
        boost::filesystem::remove_all(path_, ignored);
    }

    /// The absolute path of `name` in it; of itself without a name.
    [[nodiscard]] std::string path(const std::string& name = {}) const {
        return name.empty() ? path_.string() : (path_ / name).string();
    }

    /// Makes the file `name`, with directories as needed.
    void file(const std::string& name, const std::string& content = {}) const {
        boost::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path(name)} << content;
    }

    /// Makes the link `name` -> `target`, with directories as needed.
    void link(const std::string& name, const std::string& target) const {
        boost::filesystem::create_directories((path_ / name).parent_path());
        boost::filesystem::create_symlink(target, path_ / name);
    }

    /// The text of the link `name`; "" when it is none.
    [[nodiscard]] std::string target(const std::string& name) const {
        boost::system::error_code none;
        return boost::filesystem::read_symlink(path_ / name, none).string();
    }

    /// How many entries the directory `name` has.
    [[nodiscard]] std::ptrdiff_t entries(const std::string& name = {}) const {
        return std::distance(boost::filesystem::directory_iterator{path(name)}, {});
    }

private:
    boost::filesystem::path path_;
};

} // namespace iptables_wrapper::test
