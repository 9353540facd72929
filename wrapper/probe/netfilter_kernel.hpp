// SPDX-License-Identifier: Apache-2.0
// The kernel's headers for netfilter. They clash with the C library's <netinet/in.h> unless that comes first.
#pragma once

// clang-format off
#include <netinet/in.h>
#include <linux/netfilter.h>
#include <linux/netfilter_ipv4.h>
#include <linux/netfilter_ipv4/ip_tables.h>
#include <linux/netfilter_ipv6/ip6_tables.h>
// clang-format on
