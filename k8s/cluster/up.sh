#!/bin/bash
# Starts a one-node Kubernetes in private mount, network, uts, ipc and pid namespaces: no route leads off the machine, and
# nothing outside of them changes but cgroups. Builds the programs first where they are missing. Needs root.
# Last line: the kubeconfig, good from outside of the namespaces.
set -eu
. "$(dirname "$0")/paths.sh"
node=$HERE/../../node_modules/.bin/node
[ -x "$node" ] || node=$(command -v node)
"$HERE/build.sh" >/dev/null
mkdir -p "$ROOT"
exec 8>"$ROOT/up.lock"
flock 8
[ -n "$(holder)" ] && { echo "$CFG/outside.kubeconfig"; exit 0; }
began=${EPOCHREALTIME/./}
took() { echo "$1 after $(((${EPOCHREALTIME/./} - began) / 1000)) ms" >&2; }

mkdir -p "$CFG/cni" "$RUN" "$LOG"
rm -rf "$RUN"/{etcd,kubelet,podlogs,cni,api.sock,api.port,agent.ready} "$LOG"/audit.log
mkdir -p "$RUN/kubelet/seccomp" "$RUN/podlogs" "$RUN/volumeplugins" "$RUN/cni"
[ -e "$CFG/certified" ] || "$HERE/certificates.sh"
for f in kubelet.yaml containerd.toml proxy.yaml cni.conflist; do
  sed "s#@PKI@#$PKI#g; s#@CFG@#$CFG#g; s#@RUN@#$RUN#g; s#@BIN@#$BIN#g; s#@SOCK@#$SOCK#g; s#@CGROUP@#$CGROUP#g" "$HERE/$f.in" >"$CFG/$f"
done
mv "$CFG/cni.conflist" "$CFG/cni/10-pods.conflist"
cp "$HERE/../seccomp/chromium.json" "$RUN/kubelet/seccomp/"
echo 'nameserver 127.0.0.1' >"$CFG/resolv.conf"

for c in /sys/fs/cgroup /sys/fs/cgroup/*; do
  [ -e "$c/cgroup.procs" ] && mkdir -p "$c/$CGROUP"
done

# The holder is pid 1 of the new pid namespace: when it ends, everything inside ends.
setsid unshare --mount --net --uts --ipc --pid --fork --mount-proc --propagation private \
  /bin/bash -c 'hostname node1; trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done' \
  </dev/null >"$LOG/holder.log" 2>&1 8>&- &
outer=$!
for _ in $(seq 200); do
  h=$(awk '{print $1}' "/proc/$outer/task/$outer/children" 2>/dev/null || true)
  [ -n "$h" ] && [ "$(nsenter -t "$h" -u hostname 2>/dev/null)" = node1 ] && break
  sleep .05
done
readlink "/proc/$h/ns/pid" >"$RUN/holder.ns"
echo "$h" >"$RUN/holder.pid"
inside="nsenter -t $h -m -n -u -i -p"
$inside /bin/bash -e <<'I'
mount --make-rshared /
# The kubelet wants three machine-wide sysctls. Plain files bound over them, in this namespace only, satisfy it and leave
# the machine as it is.
while read -r f v; do
  printf '%s\n' "$v" >"$RUN/sysctl.${f##*/}"
  mount --bind "$RUN/sysctl.${f##*/}" "/proc/sys/$f"
done <<X
vm/overcommit_memory 1
kernel/panic 10
kernel/panic_on_oops 1
X
mkdir -p /run/mayfly-containerd
mount -t tmpfs tmpfs /run/mayfly-containerd
umount /sys/fs/cgroup/unified 2>/dev/null || true
mount -t tmpfs tmpfs /run/lock 2>/dev/null || true
# Pods with users of their own may mount proc only where an unobscured one is visible.
mkdir -p "$RUN/proc"
mount -t proc proc "$RUN/proc"
ip link set lo up
# The node's addresses; they must not be in 127/8.
ip addr add 10.88.77.1/32 dev lo
ip addr add fd00:88::1/128 dev lo nodad
# Without a way to them, what the node itself sends to Services would end before kube-proxy's rules see it.
ip route add 10.96.0.0/16 dev lo src 10.88.77.1
ip -6 route add fd00:96::/112 dev lo src fd00:88::1
echo 1 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv6/conf/all/forwarding
echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
I
start() {
  local name=$1
  shift
  PATH=$BIN:$PATH $inside setsid "$@" </dev/null >"$LOG/$name.log" 2>&1 8>&- &
}
await() { # what, seconds, command
  local what=$1 until=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    [ $SECONDS -lt $until ] || { echo "$what did not come up; see $LOG" >&2; exit 1; }
    sleep .1
  done
  took "$what"
}
kubectl() { $inside "$BIN/kubectl" --kubeconfig "$CFG/admin.kubeconfig" "$@"; }

start etcd "$BIN/etcd" --name n1 --data-dir "$RUN/etcd" --unsafe-no-fsync --logger zap \
  --listen-client-urls https://127.0.0.1:2379 --advertise-client-urls https://127.0.0.1:2379 \
  --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 \
  --initial-cluster n1=http://127.0.0.1:2380 --client-cert-auth --trusted-ca-file "$PKI/etcd-ca.crt" \
  --cert-file "$PKI/etcd.crt" --key-file "$PKI/etcd.key"
start containerd "$BIN/containerd" --config "$CFG/containerd.toml"
services=10.96.0.0/16,fd00:96::/112
start kube-apiserver "$BIN/kube-apiserver" \
  --etcd-servers=https://127.0.0.1:2379 --etcd-cafile="$PKI/etcd-ca.crt" \
  --etcd-certfile="$PKI/apiserver-etcd.crt" --etcd-keyfile="$PKI/apiserver-etcd.key" \
  --advertise-address=10.88.77.1 --bind-address=0.0.0.0 --secure-port=6443 --service-cluster-ip-range=$services \
  --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --profiling=false \
  --audit-policy-file="$HERE/audit.yaml" --audit-log-path="$LOG/audit.log" \
  --client-ca-file="$PKI/ca.crt" --tls-cert-file="$PKI/apiserver.crt" --tls-private-key-file="$PKI/apiserver.key" \
  --kubelet-certificate-authority="$PKI/ca.crt" --kubelet-client-certificate="$PKI/apiserver-kubelet.crt" \
  --kubelet-client-key="$PKI/apiserver-kubelet.key" --kubelet-preferred-address-types=InternalIP,Hostname \
  --service-account-issuer=https://kubernetes.default.svc.cluster.local \
  --service-account-key-file="$PKI/sa.pub" --service-account-signing-key-file="$PKI/sa.key" \
  --requestheader-client-ca-file="$PKI/front-ca.crt" --requestheader-allowed-names=front-proxy-client \
  --requestheader-extra-headers-prefix=X-Remote-Extra- --requestheader-group-headers=X-Remote-Group \
  --requestheader-username-headers=X-Remote-User \
  --proxy-client-cert-file="$PKI/front.crt" --proxy-client-key-file="$PKI/front.key"

# The API server listens inside; two relays and a socket file bring it out, at a free port of this machine's loopback.
start relay-inside "$node" "$HERE/relay.ts" "$RUN/api.sock" 127.0.0.1:6443
nsenter -t "$h" -m -p setsid "$node" "$HERE/relay.ts" 127.0.0.1:0 "$RUN/api.sock" \
  </dev/null >"$RUN/api.port" 2>"$LOG/relay-outside.log" 8>&- &

await containerd 60 $inside "$BIN/ctr" -a "$SOCK" version
"$node" "$HERE/pause-image.ts" "$PROGRAMS/pause" "$RUN/pause.tar"
$inside "$BIN/ctr" -a "$SOCK" -n k8s.io images import "$RUN/pause.tar" >/dev/null
await 'API server' 120 kubectl get --raw /readyz
sed "s#https://127.0.0.1:6443#https://127.0.0.1:$(cat "$RUN/api.port")#" "$CFG/admin.kubeconfig" >"$CFG/outside.kubeconfig"

credentials() { echo "--kubeconfig=$CFG/$1.kubeconfig --authentication-kubeconfig=$CFG/$1.kubeconfig --authorization-kubeconfig=$CFG/$1.kubeconfig"; }
start kube-controller-manager "$BIN/kube-controller-manager" --leader-elect=false --bind-address=127.0.0.1 \
  $(credentials controllers) --use-service-account-credentials=true --root-ca-file="$PKI/ca.crt" \
  --service-account-private-key-file="$PKI/sa.key" --cluster-signing-cert-file="$PKI/ca.crt" \
  --cluster-signing-key-file="$PKI/ca.key" --client-ca-file="$PKI/ca.crt" --service-cluster-ip-range=$services \
  --allocate-node-cidrs=false --requestheader-client-ca-file="$PKI/front-ca.crt"
start kube-scheduler "$BIN/kube-scheduler" --leader-elect=false --bind-address=127.0.0.1 $(credentials scheduler)
kubectl apply -f "$HERE/rights.yaml" >/dev/null
# Before the first pod: the agent's first rules close everything.
start policy-agent "$node" "$HERE/agent/main.ts" --kubeconfig "$CFG/agent.kubeconfig" --ready "$RUN/agent.ready"
await 'policy agent' 30 test -e "$RUN/agent.ready"
start kube-proxy "$BIN/kube-proxy" --config="$CFG/proxy.yaml" --hostname-override=node1
start kubelet "$BIN/kubelet" --config="$CFG/kubelet.yaml" --kubeconfig="$CFG/kubelet.kubeconfig" \
  --hostname-override=node1 --node-ip=10.88.77.1,fd00:88::1 --root-dir="$RUN/kubelet" \
  --cert-dir="$RUN/kubelet/pki" --containerd="$SOCK"
ready() { [ "$(kubectl get node node1 -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}')" = True ]; }
await node 120 ready
kubectl label node node1 kubernetes.io/os=linux --overwrite >/dev/null
echo "$CFG/outside.kubeconfig"
