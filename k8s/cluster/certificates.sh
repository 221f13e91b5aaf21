#!/bin/bash
# The certificates and kubeconfigs of a one-node cluster, under $CFG. Made once; good for ten years.
set -e
. "$(dirname "$0")/paths.sh"
mkdir -p "$PKI"
chmod 700 "$PKI"
cd "$PKI"
authority() {
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -x509 -new -key "$1.key" -days 3650 -subj "/CN=$2" -out "$1.crt" \
    -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign
}
certificate() { # name, authority, subject, extended key usage, names
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  {
    echo basicConstraints=CA:false
    echo keyUsage=critical,digitalSignature,keyEncipherment
    echo "extendedKeyUsage=$4"
    [ -n "$5" ] && echo "subjectAltName=$5"
  } >"$1.ext"
  openssl req -new -key "$1.key" -subj "$3" | openssl x509 -req -CA "$2.crt" -CAkey "$2.key" -CAcreateserial \
    -days 3650 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
  rm -f "$1.ext"
}
authority ca kubernetes-ca
authority etcd-ca etcd-ca
authority front-ca front-proxy-ca
server=DNS:localhost,IP:127.0.0.1,IP:10.96.0.1,IP:10.88.77.1
for n in kubernetes{,.default{,.svc{,.cluster.local}}}; do server=$server,DNS:$n; done
certificate etcd etcd-ca /CN=etcd serverAuth,clientAuth IP:127.0.0.1,DNS:localhost
certificate apiserver-etcd etcd-ca /CN=apiserver-etcd clientAuth ''
certificate apiserver ca /CN=kube-apiserver serverAuth "$server"
certificate apiserver-kubelet ca /CN=apiserver-kubelet-client clientAuth ''
certificate front front-ca /CN=front-proxy-client clientAuth ''
certificate admin ca /O=system:masters/CN=admin clientAuth ''
certificate controllers ca /CN=system:kube-controller-manager clientAuth ''
certificate scheduler ca /CN=system:kube-scheduler clientAuth ''
certificate proxy ca /CN=system:kube-proxy clientAuth ''
certificate agent ca /CN=mayfly:policy-agent clientAuth ''
certificate kubelet ca /O=system:nodes/CN=system:node:node1 clientAuth ''
certificate kubelet-server ca /O=system:nodes/CN=system:node:node1 serverAuth DNS:node1,IP:127.0.0.1,IP:10.88.77.1
openssl genrsa -out sa.key 2048 2>/dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
for n in admin controllers scheduler kubelet proxy agent; do
  cat >"../$n.kubeconfig" <<K
apiVersion: v1
kind: Config
clusters: [{ name: mayfly, cluster: { server: 'https://127.0.0.1:6443', certificate-authority: $PKI/ca.crt } }]
users: [{ name: $n, user: { client-certificate: $PKI/$n.crt, client-key: $PKI/$n.key } }]
contexts: [{ name: mayfly, context: { cluster: mayfly, user: $n } }]
current-context: mayfly
K
done
touch "$CFG/certified"
