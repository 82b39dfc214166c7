# shellcheck shell=bash
# What runs pods: containerd, the kubelet, kube-proxy; and CoreDNS, which answers them.

containerd_start() {
  daemon containerd containerd --config "$CONF/containerd.toml"
}

containerd_is_ready() { containerd_ctr version; }

containerd_ctr() { ctr --address "$CONTAINERD_SOCKET" --namespace k8s.io "$@"; }

# The store outlives a restart for the sake of its images, but its containers are those of a cluster
# that is gone. containerd learns what it has when it starts, hence the second start.
containerd_forget_containers() {
  local containers
  mapfile -t containers < <(containerd_ctr containers list --quiet)
  ((${#containers[@]} > 0)) || return 0
  containerd_ctr containers delete "${containers[@]}" >/dev/null
  kill -TERM "$(pgrep -P "$(process_pid containerd)")"
  until_true 10 process_ended containerd
  containerd_start
  until_true 10 containerd_is_ready
}

kubelet_start() {
  daemon kubelet "$BIN/kubelet" --config "$CONF/kubelet.yaml" --kubeconfig "$CONF/kubelet.kubeconfig" \
    --hostname-override "$NODE" --node-ip "$NODE_IP" --root-dir "$DATA/kubelet"
}

proxy_start() { daemon kube-proxy "$BIN/kube-proxy" --config "$CONF/kube-proxy.yaml"; }

dns_start() {
  # The API server is ready a moment before its namespace kube-system exists.
  wait_for 20 kube-apiserver "DNS Service made" kubectl_run apply --server-side -f "$CONF/dns.yaml"
  daemon coredns "$BIN/coredns" -conf "$CONF/Corefile"
}

node_is_ready() {
  [[ $(kubectl_run get node "$NODE" --request-timeout 2s \
    -o 'jsonpath={.status.conditions[?(@.type=="Ready")].status}') == True ]]
}

# The default service account is what pods wait for in a fresh cluster.
namespace_is_ready() { kubectl_run get serviceaccount default --namespace default --request-timeout 2s; }

dns_is_ready() { curl -fsS --max-time 2 "http://$NODE_IP:8181/ready"; }

proxy_is_ready() { curl -fsS --max-time 2 "http://$NODE_IP:10256/healthz"; }
