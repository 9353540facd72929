# SPDX-License-Identifier: Apache-2.0
# gnuplot -e "table='points.dat'; output_file='first-call.svg'" plot.gnuplot
set terminal svg size 900,420 font "sans,12" background "white"
set output output_file
set logscale xy
set xlabel "rules"
set ylabel "milliseconds of the first call of iptables -V"
set key top left
set grid
set xtics ("0" 30, "300" 300, "3 000" 3000, "30 000" 30000, "300 000" 300000)
set xrange [20:500000]
set yrange [1:100000]
shown(rules) = rules == 0 ? 30 : rules
set multiplot layout 1,2
do for [mode in "nft legacy"] {
    set title "host in ".mode." mode"
    plot table index (mode eq "nft" ? 0 : 1) using (shown($1)):4 with linespoints lw 2 title "dumping the rules", \
         "" index (mode eq "nft" ? 0 : 1) using (shown($1)):3 with linespoints lw 2 title "iptables-wrapper", \
         "" index (mode eq "nft" ? 0 : 1) using (shown($1)):2 with linespoints lw 2 dt 2 title "the real command directly"
}
unset multiplot
