# Where the cluster's things lie; read by the other scripts. The folder is named after what it is built from.
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
KUBERNETES=1.36.3 RUNC=1.4.3 CONTAINERD=2.2.9 CNI=1.9.1 KWOK=0.8.0 GO=1.26.3
made_from() { (cd "$HERE" && cat paths.sh build.sh pause.c programs/*/*.{go,mod,sum} | sha256sum | head -c 8); }
ROOT=${MAYFLY_CLUSTER:-$HOME/.cache/mayfly-cluster-$KUBERNETES-$(made_from)}
BIN=$ROOT/bin CFG=$ROOT/cfg PKI=$ROOT/cfg/pki RUN=$ROOT/run LOG=$ROOT/log
SOCK=/run/mayfly-containerd/containerd.sock
export HERE ROOT BIN CFG PKI RUN LOG SOCK

# The cluster's first process as this machine sees it; empty when it is not up.
holder() {
  local pid
  pid=$(cat "$RUN/holder.pid" 2>/dev/null) || return 0
  [ "$(readlink "/proc/$pid/ns/pid" 2>/dev/null || echo none)" = "$(cat "$RUN/holder.ns" 2>/dev/null)" ] && echo "$pid"
  return 0
}
