// SPDX-License-Identifier: Apache-2.0
// Boost.Process v1 under one name, `boost_process`, for Boost 1.74 and newer. <boost/process.hpp> is v1 up to
// 1.87 and v2 from 1.88 on, and in between v1 got headers of its own. We use v1, because v2 needs a compiled
// library that distributions do not package.
#pragma once

#include <boost/version.hpp>

#if BOOST_VERSION >= 108800
#include <boost/process/v1/args.hpp>
#include <boost/process/v1/child.hpp>
#include <boost/process/v1/env.hpp>
#include <boost/process/v1/environment.hpp>
#include <boost/process/v1/exe.hpp>
#include <boost/process/v1/extend.hpp>
#include <boost/process/v1/io.hpp>
#include <boost/process/v1/pipe.hpp>
#else
#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <boost/process/io.hpp>
#include <boost/process/pipe.hpp>
#endif

namespace iptables_wrapper::installer {
#if BOOST_VERSION >= 108800
namespace boost_process = boost::process::v1;
#else
namespace boost_process = boost::process;
#endif
} // namespace iptables_wrapper::installer
