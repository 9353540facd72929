# SPDX-License-Identifier: Apache-2.0
# bench.json as a Markdown document.
def ms: . * 100000 | round / 100;
def cell($mode; $rules; $layout; $call; $who):
    first(.cells[] | select(.mode == $mode and .rules == $rules and .layout == $layout and .call == $call and .contender == $who));
def range: "\(.median | ms) (\(.p25 | ms)–\(.p75 | ms))";

. as $all
| "Measured on \(.date): \(.machine), Linux \(.kernel), \(.iptables), \(.compiler). Milliseconds of a first call, and of any call with a read-only root: median (quartiles).",
  "",
  "| mode | rules | layout | call | direct | ours | extra | extra of a program that only execs | dumping | ours : dumping |",
  "|---|---:|---|---|---:|---:|---:|---:|---:|---:|",
  ( [.cells[] | {mode, rules, layout, call}] | unique | sort_by(.call, .layout, .mode, .rules)[]
    | . as $c
    | ($all | cell($c.mode; $c.rules; $c.layout; $c.call; "direct")) as $direct
    | ($all | cell($c.mode; $c.rules; $c.layout; $c.call; "ours")) as $ours
    | ([$all | cell($c.mode; $c.rules; $c.layout; $c.call; "exec")] | first // null) as $exec
    | ([$all | cell($c.mode; $c.rules; $c.layout; $c.call; "peer")] | first // null) as $peer
    | "| \(.mode) | \(.rules) | \(.layout) | `\(.call)` | \($direct | range) | \($ours | range) | \($ours.median - $direct.median | ms) | "
      + (if $exec then "\($exec.median - $direct.median | ms)" else "" end) + " | "
      + (if $peer then "\($peer | range) | 1 : \($peer.median / $ours.median * 10 | round / 10)" else "| " end) + " |" ),
  "",
  "| counted | |",
  "|---|---:|",
  ( .counts
    | "| system calls before `execve`, plain links | \(.system_calls_before_execve.plain) |",
      "| … Debian alternatives | \(.system_calls_before_execve.alternatives) |",
      "| … read-only root | \(.system_calls_before_execve.read_only) |",
      "| instructions of start and exit (`--version`) | \(.instructions.start) |",
      "| instructions with a look at both backends (`--detect`) | \(.instructions.detect) |",
      "| peak memory before `execve`, KiB | \(.peak_kib) |",
      "| page faults before `execve` | \(.page_faults) |",
      "| relocations | \(.relocations) |",
      "| bytes of `iptables-wrapper` | \(.bytes.wrapper) |",
      "| bytes of `iptables-wrapper-installer` | \(.bytes.installer) |",
      "| installation, milliseconds | \(.seconds_to_install.installer | ms) |",
      "| … by a shell script of the same steps | \(.seconds_to_install.shell | ms) |" )
