# shellcheck shell=bash
# The files under conf/ are what the programs read, with @NAME@ for the values of settings.bash.

configuration_write() {
  rm -rf "$CONF"
  mkdir -p "$CONF/cni" "$CONF/registries/$REGISTRY"
  chmod 700 "$CONF" # kubeconfigs of the components
  local file
  for file in containerd.toml kubelet.yaml kube-proxy.yaml Corefile dns.yaml registry.yml; do
    configuration_render "$file" >"$CONF/$file"
  done
  configuration_render cni.conflist >"$CONF/cni/slipway.conflist"
  configuration_render registry-hosts.toml >"$CONF/registries/$REGISTRY/hosts.toml"
}

configuration_render() {
  local text name
  text=$(<"$HERE/conf/$1")
  for name in DATA RUN LOGS PKI CONF CONTAINERD_SOCKET PAUSE_IMAGE CNI_BIN CGROUP NODE NODE_IP \
    POD_CIDR DNS_IP REGISTRY; do
    text=${text//"@$name@"/${!name}}
  done
  printf '%s\n' "$text"
}
