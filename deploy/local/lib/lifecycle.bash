# shellcheck shell=bash
# Up, down, and what is true in between.

DAEMONS=(etcd containerd kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy coredns)

cluster_up() {
  require_root
  packages_ensure
  binaries_ensure
  lock
  if cluster_is_healthy; then
    say "the cluster is up; KUBECONFIG=$KUBECONFIG_FILE"
    return
  fi
  # Whatever is left of an earlier one goes first; half a cluster is not worth mending.
  cluster_clear
  cluster_start
}

cluster_start() {
  rm -rf "$LOGS"
  certificates_ensure
  configuration_write
  kubeconfigs_write
  cgroups_open
  namespaces_open
  network_open
  etcd_start
  apiserver_start
  containerd_start
  wait_for 20 containerd "containerd ready" containerd_is_ready
  containerd_forget_containers
  pause_image_ensure
  wait_for 60 kube-apiserver "API server ready" apiserver_is_ready
  controllers_start
  kubelet_start
  proxy_start
  dns_start
  wait_for 20 coredns "DNS ready" dns_is_ready
  wait_for 20 kube-proxy "Services ready" proxy_is_ready
  wait_for 60 kubelet "node ready" node_is_ready
  wait_for 20 kube-controller-manager "namespaces ready" namespace_is_ready
  registry_resume
  say "the cluster is up; KUBECONFIG=$KUBECONFIG_FILE"
}

cluster_down() {
  require_root
  lock
  cluster_clear
  rm -f "$KUBECONFIG_FILE"
  say "the cluster is down"
}

cluster_purge() {
  cluster_down
  rm -rf "$DATA"
}

# Stops everything, and removes all that belongs to one life of the cluster. What stays: certificates
# and images. Called on a machine where nothing runs, it does nothing.
cluster_clear() {
  namespaces_close
  network_close
  cgroups_close
  rm -rf "$RUN" "$DATA"/{etcd,kubelet,cni,opt,volume-plugins}
}

cluster_is_healthy() {
  local name
  for name in "${DAEMONS[@]}"; do
    process_pid "$name" >/dev/null || return
  done
  [[ -r $KUBECONFIG_FILE ]] && apiserver_is_ready && node_is_ready && dns_is_ready && proxy_is_ready
} >/dev/null 2>&1

cluster_status() {
  require_root
  local name pid
  for name in "${DAEMONS[@]}" registry; do
    if pid=$(process_pid "$name"); then
      printf '%-24s runs (pid %s)\n' "$name" "$(pgrep -P "$pid" || printf '?')"
    elif [[ $name != registry ]]; then
      printf '%-24s does not run\n' "$name"
    fi
  done
  if cluster_is_healthy; then
    printf 'healthy: %s, KUBECONFIG=%s\n' "$API_URL" "$KUBECONFIG_FILE"
  else
    printf "not healthy: 'cluster up' brings it back; logs are in %s\n" "$LOGS"
    return 1
  fi
}

# One `up` or `down` at a time; the second waits for the first.
lock() {
  mkdir -p "$DATA"
  exec 9>"$DATA/lock"
  flock --nonblock "$LOCK" || {
    say "another cluster command is at work; waiting for it"
    flock "$LOCK"
  }
}

require_root() {
  local instead="use CLUSTER=current with an existing cluster (docs/how-to/clusters.md)."
  [[ $(uname -s) == Linux ]] || die "the local cluster needs Linux and this is $(uname -s); $instead"
  [[ $EUID == 0 ]] || die "the local cluster needs root for namespaces and mounts; run it as root, or $instead"
}
