#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the generation id of this network namespace's nftables: every commit adds one (NFT_MSG_GETGEN, nf_tables.h)."""

import socket
import struct

NETLINK_NETFILTER = 12
NFNL_SUBSYS_NFTABLES = 10
NFT_MSG_GETGEN = 16
NLM_F_REQUEST = 1
NFTA_GEN_ID = 1

with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as kernel:
    kernel.settimeout(10)
    kernel.send(struct.pack("=IHHIIBBH", 20, NFNL_SUBSYS_NFTABLES << 8 | NFT_MSG_GETGEN, NLM_F_REQUEST, 1, 0, 0, 0, 0))
    answer = kernel.recv(4096)
length, kind = struct.unpack_from("=HH", answer, 20)
if kind != NFTA_GEN_ID:
    raise SystemExit(f"no generation id in the answer: {answer.hex()}")
print(struct.unpack_from(">I", answer, 24)[0])
