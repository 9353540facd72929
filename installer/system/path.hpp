// A name of a place in the file system is an fs::path. A text that a tool or the kernel keeps, such as that
// of a link, stays a string: two paths are equal if their elements are ("a//b" and "a/b"), two texts only
// byte for byte.
#pragma once

#include <boost/filesystem/path.hpp>

namespace iptables_wrapper::installer {

namespace fs = boost::filesystem;

} // namespace iptables_wrapper::installer
