// SPDX-License-Identifier: Apache-2.0
#include "installer/tasks/change_root.hpp"

#include "installer/system/root_directory.hpp"

namespace iptables_wrapper::installer {

std::optional<NewWrapper> change_root(const Options& options) {
    if (options.root.empty()) {
        return std::nullopt;
    }
    NewWrapper wrapper;
    if (options.task != Task::uninstall) {
        wrapper = wrapper_to_install(options, installer_file(), "");
    }
    enter_root(options.root);
    return wrapper;
}

} // namespace iptables_wrapper::installer
