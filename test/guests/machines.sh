# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2034 # the variables are for the callers
# The machines that an emulator stands in for, one for each architecture, and the kernel that Debian makes for it.

# describe_machine ARCHITECTURE: sets $machine (the emulator's command line), $console (the kernel's name for its first
# serial port) and $kernel_package. False when it is unknown.
describe_machine() {
    case $1 in
    amd64) machine=(qemu-system-x86_64 -cpu max) console=ttyS0 kernel_package=linux-image-cloud-amd64 ;;
    arm64) machine=(qemu-system-aarch64 -M virt -cpu "max,pauth-impdef=on") console=ttyAMA0 kernel_package=linux-image-cloud-arm64 ;;
    armhf) machine=(qemu-system-arm -M "virt,highmem=off" -cpu cortex-a15) console=ttyAMA0 kernel_package=linux-image-armmp-lpae ;;
    ppc64el) machine=(qemu-system-ppc64 -M pseries) console=hvc0 kernel_package=linux-image-powerpc64le ;;
    riscv64) machine=(qemu-system-riscv64 -M virt) console=ttyS0 kernel_package=linux-image-riscv64 ;;
    s390x) machine=(qemu-system-s390x -M s390-ccw-virtio) console=ttysclp0 kernel_package=linux-image-s390x ;;
    *) return 1 ;;
    esac
}
