#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# lintian has nothing to say about our Debian package; and it would, were there something.
. "$(dirname "$0")/../lib/scenario.sh"
. "$checkout/test/lib/deb.sh"

expect_success lintian "$deb"
expect_equal "findings" "" "$stdout"

dpkg-deb -R "$deb" "$work/worse"
rm "$work/worse/usr/share/doc/iptables-wrapper/copyright"
dpkg-deb --root-owner-group -Znone -b "$work/worse" "$work/worse.deb" >"$work/log"
outcome_of lintian "$work/worse.deb"
expect_part "findings" no-copyright-file "$stdout"
