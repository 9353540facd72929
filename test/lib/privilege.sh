# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Who may do what. Root may do everything, sudo gives root, and root in a user namespace is enough for all but installing packages.

private=(--mount --net --pid --fork --kill-child --mount-proc)
mapped=(--user --map-root-user --map-auto)

# way_to_root: prints root, sudo (it asks for no password) or userns.
way_to_root() {
    if [ "$(id -u)" = 0 ]; then
        echo root
    elif sudo -n true 2>/dev/null; then
        echo sudo
    else
        echo userns
    fi
}

# as_machine_root COMMAND...: as root of this machine; false if we cannot be that.
as_machine_root() {
    case $(way_to_root) in
    root) "$@" ;;
    sudo) sudo -n "$@" ;;
    *) return 1 ;;
    esac
}

# as_root COMMAND...: as root, if only of a user namespace.
as_root() {
    case $(way_to_root) in
    root) "$@" ;;
    sudo) sudo -n "$@" ;;
    *) unshare "${mapped[@]}" "$@" ;;
    esac
}

# mmdebstrap_as_root OPTION...: likewise; it makes its user namespace itself. A mirror's list of packages may have expired; each package is
# still checked against its signature.
mmdebstrap_as_root() {
    local with=(as_root mmdebstrap --mode=root)
    [ "$(way_to_root)" != userns ] || with=(mmdebstrap --mode=unshare)
    "${with[@]}" --aptopt='Acquire::Check-Valid-Until "false"' --keyring=/usr/share/keyrings/debian-archive-keyring.gpg "$@"
}

# in_private_namespaces COMMAND...: as root, in mount, network and process namespaces that end with it. Its first
# process is killed when the caller is, and takes all others along.
in_private_namespaces() {
    case $(way_to_root) in
    root) unshare "${private[@]}" "$@" ;;
    sudo) sudo -n unshare "${private[@]}" "$@" ;;
    *) unshare "${mapped[@]}" "${private[@]}" "$@" ;;
    esac
}

# obstacle_to_namespaces: prints why in_private_namespaces cannot work here, and the remedy; nothing if it works.
# Subordinate ids are tried last: if unshare may map them but not make the namespaces, it leaves a process behind that
# waits for ever (util-linux 2.38).
obstacle_to_namespaces() {
    local alone=(--user --map-root-user)
    if [ "$(way_to_root)" != userns ]; then
        in_private_namespaces true 2>/dev/null ||
            echo "namespaces are forbidden to root here; give this container more rights (podman run --privileged)"
    elif ! unshare "${alone[@]}" true 2>/dev/null; then
        echo "user namespaces are forbidden; run as root, or allow them (sysctl user.max_user_namespaces)"
    elif ! unshare "${alone[@]}" --net true 2>/dev/null; then
        echo "network namespaces are forbidden; run as root, or allow them (sysctl user.max_net_namespaces)"
    elif ! unshare "${alone[@]}" "${private[@]}" true 2>/dev/null; then
        echo "mount or process namespaces are forbidden; run as root, or outside of this container"
    elif ! in_private_namespaces true 2>/dev/null; then
        echo "$(id -un) has no subordinate user ids; run as root, or install uidmap and" \
            "usermod --add-subuids 100000-165535 --add-subgids 100000-165535 $(id -un)"
    fi
}

# obstacle_to_legacy: prints why legacy rules cannot be listed in private namespaces, and the remedy; nothing where they can.
obstacle_to_legacy() {
    [ "$(way_to_root)" != userns ] || in_private_namespaces test -r /proc/net/ip_tables_names ||
        echo "the kernel does not tell user namespaces which legacy tables there are; run as root"
}

# obstacle_to_containers: prints why images cannot be built and run in private namespaces, and the remedy; nothing where they can.
obstacle_to_containers() {
    [ "$(way_to_root)" != userns ] || echo "only real root may hand on to containers what they need; run as root"
}

# obstacle_to_disks: prints why disks with the file systems of power cuts cannot be mounted, and the remedy; nothing where they can.
obstacle_to_disks() {
    local kind
    if [ "$(way_to_root)" = userns ]; then
        echo "only real root may mount disks; run as root"
    elif ! as_machine_root losetup --find >/dev/null 2>&1; then
        echo "there are no loop devices here; run outside of this container"
    else
        for kind in ext4 xfs btrfs overlay; do
            grep -qw $kind /proc/filesystems || as_machine_root modprobe -q $kind 2>/dev/null ||
                { echo "this kernel has no $kind" && return; }
        done
    fi
}

# obstacle_to_emulation: prints why programs cannot be given an emulator in private namespaces, and the remedy; nothing where they can.
obstacle_to_emulation() {
    unshare --user --map-root-user --mount --pid --fork mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc 2>/dev/null ||
        echo "user namespaces cannot have emulators of their own here; it takes Linux 6.7 and leave to make such namespaces"
}
