# SPDX-License-Identifier: Apache-2.0
# bench.json as a Markdown document.
def ms: . * 100000 | round / 100;
def cell($evidence; $mode; $rules; $layout; $call; $who):
    first(.cells[] | select(.evidence == $evidence and .mode == $mode and .rules == $rules and .layout == $layout and .call == $call and .contender == $who));
def ratio: . * 100 | round / 100;
def least_extra($evidence; $c; $who):
    cell($evidence; $c.mode; $c.rules; $c.layout; $c.call; $who).minimum
    - cell($evidence; $c.mode; $c.rules; $c.layout; $c.call; "direct").minimum;
def range: "\(.median | ms) (\(.p25 | ms)–\(.p75 | ms))";

. as $all
| "Measured on \(.date): \(.machine), Linux \(.kernel), \(.iptables), \(.compiler). Milliseconds of a first call, and of any call with a read-only root: median (quartiles).",
  "",
  "| mode | rules | layout | call | direct | ours | extra | extra of a program that only execs | dumping | ours : dumping |",
  "|---|---:|---|---|---:|---:|---:|---:|---:|---:|",
  ( [.cells[] | select(.evidence == "hint") | {mode, rules, layout, call}] | unique | sort_by(.call, .layout, .mode, .rules)[]
    | . as $c
    | ($all | cell("hint"; $c.mode; $c.rules; $c.layout; $c.call; "direct")) as $direct
    | ($all | cell("hint"; $c.mode; $c.rules; $c.layout; $c.call; "ours")) as $ours
    | ([$all | cell("hint"; $c.mode; $c.rules; $c.layout; $c.call; "exec")] | first // null) as $exec
    | ([$all | cell("hint"; $c.mode; $c.rules; $c.layout; $c.call; "peer")] | first // null) as $peer
    | "| \(.mode) | \(.rules) | \(.layout) | `\(.call)` | \($direct | range) | \($ours | range) | \($ours.median - $direct.median | ms) | "
      + (if $exec then "\($exec.median - $direct.median | ms)" else "" end) + " | "
      + (if $peer then "\($peer | range) | 1 : \($peer.median / $ours.median * 10 | round / 10)" else "| " end) + " |" ),
  "",
  "Extra over the direct call of `iptables -V`, from the least of all runs, in units of what a static program with glibc costs there that only becomes the real command.",
  "",
  "| mode | rules | layout | unit, ms | the same without a C library | the twelve link changes | ours |",
  "|---|---:|---|---:|---:|---:|---:|",
  ( [.cells[] | select(.evidence == "hint" and .contender == "exec") | {mode, rules, layout, call}] | unique[]
    | . as $c
    | ($all | least_extra("hint"; $c; "exec")) as $unit
    | "| \(.mode) | \(.rules) | \(.layout) | \($unit | ms) | \($all | least_extra("hint"; $c; "limit") / $unit | ratio) | "
      + (if .layout == "plain" then "\($all | least_extra("hint"; $c; "links") / $unit | ratio)" else "" end)
      + " | \($all | least_extra("hint"; $c; "ours") / $unit | ratio) |" ),
  "",
  "Hosts whose mode is told by something else than a hint; `iptables -V`. Extra: over the direct call, of medians and of the least.",
  "",
  "| evidence | mode | rules | layout | direct | ours | extra | least extra | … with a hint |",
  "|---|---|---:|---|---:|---:|---:|---:|---:|",
  ( [.cells[] | select(.evidence != "hint") | {evidence, mode, rules, layout, call}] | unique[]
    | . as $c
    | ($all | cell($c.evidence; $c.mode; $c.rules; $c.layout; $c.call; "direct")) as $direct
    | ($all | cell($c.evidence; $c.mode; $c.rules; $c.layout; $c.call; "ours")) as $ours
    | ($all | least_extra("hint"; $c; "ours")) as $with_hint
    | "| \($c.evidence) | \($c.mode) | \($c.rules) | \($c.layout) | \($direct | range) | \($ours | range) | \($ours.median - $direct.median | ms) | "
      + "\($all | least_extra($c.evidence; $c; "ours") | ms) | \($with_hint | ms) |" ),
  "",
  "| counted | |",
  "|---|---:|",
  ( .counts
    | "| system calls before `execve`, plain links | \(.system_calls_before_execve.plain) |",
      "| … Debian alternatives | \(.system_calls_before_execve.alternatives) |",
      "| … read-only root | \(.system_calls_before_execve.read_only) |",
      "| instructions of start and exit (`--version`) | \(.instructions.start) |",
      "| instructions with a probe of both backends (`--detect`) | \(.instructions.detect) |",
      "| peak memory before `execve`, KiB | \(.peak_kib) |",
      "| page faults before `execve` | \(.page_faults) |",
      "| relocations | \(.relocations) |",
      "| bytes of `iptables-wrapper` | \(.bytes.wrapper) |",
      "| bytes of `iptables-wrapper-installer` | \(.bytes.installer) |",
      "| installation, milliseconds | \(.seconds_to_install.installer | ms) |",
      "| … by a shell script of the same steps | \(.seconds_to_install.shell | ms) |" )
