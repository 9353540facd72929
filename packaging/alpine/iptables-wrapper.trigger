#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# apk, after packages have changed a directory in which iptables may be: iptables itself was upgraded, perhaps.
exec /usr/sbin/iptables-wrapper-installer --quiet
