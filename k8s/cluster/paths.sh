# Where the cluster's things lie; read by the other scripts. The programs' folder is named after what they are built from.
# MAYFLY_CLUSTER names one of several clusters on a machine.
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/versions.sh"
made_from() { (cd "$HERE" && cat build.sh versions.sh pause.c programs/*/*.{go,mod,sum} | sha256sum | head -c 8); }
PROGRAMS=$HOME/.cache/mayfly-cluster-$KUBERNETES-$(made_from)
BIN=$PROGRAMS/bin
ROOT=$PROGRAMS/clusters/${MAYFLY_CLUSTER:-one}
# A cgroup of its own, or kubelets would end each other's pods.
CGROUP=mayfly-$(echo "$ROOT" | sha256sum | head -c 8)
CFG=$ROOT/cfg PKI=$ROOT/cfg/pki RUN=$ROOT/run LOG=$ROOT/log
SOCK=/run/mayfly-containerd/containerd.sock
export HERE PROGRAMS BIN ROOT CGROUP CFG PKI RUN LOG SOCK

# The cluster's first process as this machine sees it; empty when it is not up.
holder() {
  local pid
  pid=$(cat "$RUN/holder.pid" 2>/dev/null) || return 0
  [ "$(readlink "/proc/$pid/ns/pid" 2>/dev/null || echo none)" = "$(cat "$RUN/holder.ns" 2>/dev/null)" ] && echo "$pid"
  return 0
}
