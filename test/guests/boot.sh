# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # the variables are those of systems.sh
# Booting a guest: no disk, no network, one serial port.

guests=$(dirname "${BASH_SOURCE[0]}")
boot_deadline=${BOOT_DEADLINE:-300}
more_archives=() # laid over a guest's programs and modules
more_parameters= # for the kernel

# boot KERNEL PROGRAMS DIRECTORY LOG [OPTION...]: KERNEL and PROGRAMS are systems, mostly the same one. What is in DIRECTORY is
# laid over it; its guest/run is what the guest runs. LOG gets all that the guest wrote to its console. The options are for
# the emulator. On a busy machine its timer may be late, which x86 takes for broken (hence no_timer_check), and its clock may jump, which RCU
# takes for a stall (hence rcu_cpu_stall_suppress). False when the guest has not turned itself off; then the last line of LOG says why.
boot() {
    local kernel=$kernels/$1 programs=$kernels/$2 status=0 command_line
    install -m 755 "$guests/init" "$3/init"
    archive "$3" "$3.cpio"
    cat "$programs/programs.cpio" "$kernel/modules.cpio" "${more_archives[@]}" "$3.cpio" >"$3.initramfs"
    describe_machine "${1##*-}"
    command_line="console=$console quiet loglevel=1 oops=panic panic=-1 no_timer_check rcupdate.rcu_cpu_stall_suppress=1 $more_parameters"
    timeout --kill-after=5 "$boot_deadline" "${machine[@]}" -accel tcg -m 512 -nodefaults -display none -no-reboot \
        -serial "file:$4" -kernel "$kernel/kernel" -initrd "$3.initramfs" \
        -append "$command_line" "${@:5}" >"$4.emulator" 2>&1 </dev/null || status=$?
    sed -i 's/\r*$//' "$4"
    cat "$4.emulator" >>"$4"
    rm -f "$3.cpio" "$3.initramfs" "$4.emulator"
    case $status in
    0) grep -qx @off "$4" || { echo "the guest went down before its end" >>"$4" && return 1; } ;;
    124 | 137) echo "the guest was still running after $boot_deadline s and was killed" >>"$4" && return 1 ;;
    *) echo "the emulator failed with exit status $status" >>"$4" && return 1 ;;
    esac
}
