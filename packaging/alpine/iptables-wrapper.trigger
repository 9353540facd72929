#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# apk runs this after packages have changed a directory that iptables may be in: perhaps iptables itself was upgraded, and
# has brought its own links back. What was chosen by hand stays.
exec /usr/sbin/iptables-wrapper-installer --keep-choice --quiet
