#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# apk runs this after packages have changed a directory that iptables may be in: perhaps iptables itself was upgraded.
exec /usr/sbin/iptables-wrapper-installer --quiet
