#!/usr/bin/env bash
# Runs a node that runs containers: containerd and kubelet with processes, mounts and cgroups of their own, all of which
# end with this script.
# node.sh PROGRAMS FOLDER NAME ADDRESS PODS KUBECONFIG CA PORT [ARCHIVE]...
#   PROGRAMS    has containerd, ctr, kubelet and the image of what holds a pod's network
#   PODS        addresses of pods, as a network and its bits, of all nodes of this network
#   PORT        the kubelet's
#   ARCHIVE     of images that pods may have
set -euo pipefail

if [ "$1" != inside ]; then
  exec unshare --mount --propagation slave --pid --fork --kill-child --mount-proc "$BASH" "$0" inside "$@"
fi
shift
programs=$1 folder=$2 name=$3 address=$4 pods=$5 kubeconfig=$6 authority=$7 port=$8
shift 8
socket=$folder/containerd.sock
group=/$(basename "$(dirname "$folder")")-$name

find_cni() {
  local candidate
  for candidate in /usr/lib/cni /opt/cni/bin; do
    [ ! -x "$candidate/bridge" ] || { echo "$candidate" && return; }
  done
  echo "node.sh: there are no CNI plugins: install the package containernetworking-plugins" >&2
  return 1
}

write_files() {
  local cni
  cni=$(find_cni)
  mkdir -p "$folder"/{cni,kubelet,logs}
  cat >"$folder/cni/10-pods.conflist" <<JSON
{"cniVersion": "1.0.0", "name": "pods", "plugins": [
  {"type": "ptp", "ipam": {"type": "host-local", "dataDir": "$(dirname "$folder")/addresses",
   "ranges": [[{"subnet": "$pods"}]], "routes": [{"dst": "0.0.0.0/0"}]}}]}
JSON
  cat >"$folder/containerd.toml" <<TOML
version = 3
root = "$folder/containerd"
state = "$folder/containerd-state"
[grpc]
  address = "$socket"
[plugins.'io.containerd.cri.v1.images'.pinned_images]
  sandbox = "avatarorigin.io/testbed/pause:1"
[plugins.'io.containerd.cri.v1.runtime']
  restrict_oom_score_adj = true
  [plugins.'io.containerd.cri.v1.runtime'.cni]
    bin_dirs = ["$cni"]
    conf_dir = "$folder/cni"
TOML
  echo "nameserver 10.96.0.10" >"$folder/resolv.conf"
  cat >"$folder/kubelet.yaml" <<YAML
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
address: $address
port: $port
healthzPort: 0
authentication: {anonymous: {enabled: false}, webhook: {enabled: true}, x509: {clientCAFile: $authority}}
authorization: {mode: Webhook}
cgroupDriver: cgroupfs
cgroupRoot: $group
failCgroupV1: false
failSwapOn: false
makeIPTablesUtilChains: false
containerRuntimeEndpoint: unix://$socket
podLogsDir: $folder/logs
clusterDNS: [10.96.0.10]
clusterDomain: cluster.local
resolvConf: $folder/resolv.conf
evictionHard: {memory.available: 50Mi, nodefs.available: 1%, imagefs.available: 1%}
imageGCHighThresholdPercent: 100
imageMaximumGCAge: 0s
syncFrequency: 1s
nodeStatusUpdateFrequency: 5s
YAML
}

# Whatever ends as the first process of this namespace takes all others with it.
make_groups() {
  local hierarchy
  if [ -f /sys/fs/cgroup/cgroup.controllers ]; then
    mkdir -p "/sys/fs/cgroup$group"
    return
  fi
  for hierarchy in /sys/fs/cgroup/*/; do
    mkdir -p "$hierarchy$group"
  done
  cat /sys/fs/cgroup/cpuset/cpuset.cpus >"/sys/fs/cgroup/cpuset$group/cpuset.cpus"
  cat /sys/fs/cgroup/cpuset/cpuset.mems >"/sys/fs/cgroup/cpuset$group/cpuset.mems"
}

# containerd, its shims and kubelet have sockets at places that cannot be told them: each node has those of its own.
hide_system() {
  local place
  for place in /run /var/lib/kubelet; do
    mkdir -p $place
    mount -t tmpfs tmpfs $place
  done
}

start_containerd() {
  PATH=$programs:$PATH "$programs/containerd" --config "$folder/containerd.toml" >"$folder/containerd.log" 2>&1 &
  local containerd=$!
  until "$programs/ctr" --address "$socket" version >/dev/null 2>&1; do
    kill -0 $containerd || { tail -n 20 "$folder/containerd.log" >&2 && return 1; }
    sleep 0.1
  done
}

load_images() {
  local archive
  for archive in "$programs/pause.tar" "$@"; do
    "$programs/ctr" --address "$socket" --namespace k8s.io images import "$archive"
  done
}

stage() { # NAME: says how long it is since the beginning
  echo "stage $1 $(awk "BEGIN { print $EPOCHREALTIME - $began }")"
}

began=$EPOCHREALTIME
write_files
make_groups
hide_system
start_containerd
stage containerd
load_images "$@"
stage images
"$programs/kubelet" --config="$folder/kubelet.yaml" --kubeconfig="$kubeconfig" --hostname-override="$name" --node-ip="$address" \
  --root-dir="$folder/kubelet" --node-labels=testbed.avatarorigin.io/containers=real
