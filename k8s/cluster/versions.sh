# The pinned versions of what the cluster is made of.
KUBERNETES=1.36.3 RUNC=1.4.3 CONTAINERD=2.2.9 CNI=1.9.1 KWOK=0.8.0 GO=1.26.3
