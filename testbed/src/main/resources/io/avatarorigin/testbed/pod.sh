#!/usr/bin/env bash
# Runs a program as a pod would: in a network of its own with the pod's address, with the pod's volumes where it
# expects them, on a root that it cannot write, and without privileges.
# pod.sh NETWORK ADDRESS LINK FOLDER USER PROGRAM [ARGUMENT]...
#   NETWORK  the cluster's network namespace, as a file
#   LINK     a name for the pod's link there
#   FOLDER   has root (empty), layers (empty), and mounts: lines of a source, a target and rw or ro,
#            with tabs between
set -euo pipefail

if [ "$1" != inside ]; then
  exec unshare --net --mount --propagation private "$BASH" "$0" inside "$@"
fi
shift
network=$1 address=$2 link=$3 folder=$4 user=$5
shift 5

outside() { nsenter --net="$network" -- "$@"; }

join_network() {
  local gateway=169.254.1.1 # nobody has it: the other end of the link answers for every address
  outside ip link add "$link" type veth peer name eth0 netns $$
  outside sh -c "echo 1 >/proc/sys/net/ipv4/conf/$link/proxy_arp; echo 0 >/proc/sys/net/ipv4/neigh/$link/proxy_delay"
  outside ip link set "$link" up
  outside ip route replace "$address/32" dev "$link"
  ip link set lo up
  ip address add "$address/32" dev eth0
  ip link set eth0 up
  ip route add $gateway dev eth0 scope link
  ip route add default via $gateway
}

make_root() {
  local root=$folder/root layers=$folder/layers special source target mode
  mount -t tmpfs tmpfs "$layers"
  mkdir "$layers/upper" "$layers/work"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$layers/upper,workdir=$layers/work" "$root"
  for special in /proc /sys /dev; do mount --rbind $special "$root$special"; done
  while IFS=$'\t' read -r source target mode; do
    mkdir -p "$root$target"
    mount --bind "$source" "$root$target"
    mount -o "remount,bind,$mode" "$root$target"
  done <"$folder/mounts"
  mount -o remount,ro "$root"
}

join_network
make_root
exec chroot --userspec="$user:$user" --groups= "$folder/root" "$@"
