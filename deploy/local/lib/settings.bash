# shellcheck shell=bash disable=SC2034
# Every name, place and address of the cluster.

KUBERNETES_VERSION=v1.34.4
GO_MINIMUM=1.25

SLIPWAY_CACHE=${SLIPWAY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/slipway}

# Fixed, so that any clone finds the one that is running.
DATA=/var/lib/slipway-local
RUN=/run/slipway-local
LOGS=$DATA/logs
PKI=$DATA/pki
CONF=$DATA/conf
KUBECONFIG_FILE=$DATA/kubeconfig

NETNS=slipway
NODE=slipway-node

# Unusual ranges: the host routes them into the namespace, and must not lose a network of its own.
POD_CIDR=10.213.0.0/17
SERVICE_CIDR=10.213.128.0/17
API_SERVICE_IP=10.213.128.1
DNS_IP=10.213.128.10
LINK_CIDR=10.214.0.0/30
HOST_IP=10.214.0.1
NODE_IP=10.214.0.2
HOST_LINK=slipway-host
NODE_LINK=slipway-node
POD_BRIDGE=slipway-pods

API_URL=https://$NODE_IP:6443
REGISTRY=$NODE_IP:5000
PAUSE_IMAGE=slipway.local/pause:1

CONTAINERD_SOCKET=$RUN/containerd.sock
CNI_BIN=/usr/lib/cni
CGROUP=slipway-local
LOCK=9
