// SPDX-License-Identifier: Apache-2.0
// What names a place in the file system is an fs::path. What a tool or the kernel keeps as a text, such as
// that of a link, stays a string: two paths are equal when their elements are ("a//b" and "a/b"), two texts
// byte for byte.
#pragma once

#include <boost/filesystem/path.hpp>

namespace iptables_wrapper::installer {

namespace fs = boost::filesystem;

} // namespace iptables_wrapper::installer
