# SPDX-License-Identifier: Apache-2.0
# The samples of measure.sh as one table in Markdown, and what was counted as another.
def ms: . * 100000 | round / 100;
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def row($cells): "| " + ($cells | join(" | ")) + " |";

# Cells with the same first five fields are one row; each contender has its times there.
[ $samples | split("\n")[] | select(. != "") | split(" ") | {key: .[0:5], who: .[5], seconds: (.[6] | tonumber)} ]
| group_by(.key)
| map({key: .[0].key, times: (group_by(.who) | map({key: .[0].who, value: map(.seconds)}) | from_entries)})
| sort_by(.key[4], .key[0], .key[3], .key[1], (.key[2] | tonumber))
| "Measured on \($date): \($machine), Linux \($kernel), \($iptables), \($compiler). Medians in milliseconds of a first call, and of any call where",
  "the root is read-only. Extra: over the direct call, from the least of all runs; a unit is the extra of a static program with glibc that only",
  "becomes the real command.",
  "",
  row(["evidence", "mode", "rules", "layout", "call", "direct", "ours", "dumping", "extra", "unit", "ours in units", "without a C library", "link changes"]),
  "|---|---|---:|---|---|---:|---:|---:|---:|---:|---:|---:|---:|",
  ( .[]
    | .times as $times
    | def extra($who): if $times[$who] then ($times[$who] | min) - ($times.direct | min) else null end;
      def in_units($who): if $times.exec and $times[$who] then extra($who) / extra("exec") * 100 | round / 100 else "" end;
      def time($who): $times[$who] | if . then median | ms else "" end;
      row(.key[0:4] + ["`\(.key[4] | gsub("_"; " "))`", time("direct"), time("ours"), time("peer"), (extra("ours") | ms),
          (extra("exec") | if . then ms else "" end), in_units("ours"), in_units("limit"), in_units("links")]) ),
  "",
  "| counted | |",
  "|---|---:|",
  ($counts[] | row([.what, (.number | tostring)]))
