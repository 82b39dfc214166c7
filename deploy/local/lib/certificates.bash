# shellcheck shell=bash
# One authority, one certificate per component, and a kubeconfig for each. They outlive a restart,
# so that a kubeconfig that somebody copied stays good.

certificates_ensure() {
  [[ ! -e $PKI/complete ]] || return 0
  rm -rf "$PKI"
  mkdir -p "$PKI"
  chmod 700 "$PKI"
  openssl_request -subj "/CN=slipway-local" -addext basicConstraints=critical,CA:TRUE \
    -keyout "$PKI/ca.key" -out "$PKI/ca.crt"
  certificate apiserver "/CN=kube-apiserver" \
    "IP:$API_SERVICE_IP,IP:$NODE_IP,IP:127.0.0.1,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate kubelet "/O=system:nodes/CN=system:node:$NODE" "IP:$NODE_IP,DNS:$NODE"
  certificate apiserver-to-kubelet "/O=system:masters/CN=kube-apiserver-kubelet-client"
  certificate admin "/O=system:masters/CN=slipway-local-admin"
  certificate controller-manager "/CN=system:kube-controller-manager"
  certificate scheduler "/CN=system:kube-scheduler"
  certificate proxy "/CN=system:kube-proxy"
  certificate coredns "/CN=system:coredns"
  openssl ecparam -genkey -name prime256v1 -noout -out "$PKI/service-accounts.key"
  openssl ec -in "$PKI/service-accounts.key" -pubout -out "$PKI/service-accounts.pub" 2>/dev/null
  touch "$PKI/complete"
}

certificate() { # NAME SUBJECT [ALTERNATIVE-NAMES]
  local names=()
  [[ -z ${3:-} ]] || names=(-addext "subjectAltName=$3")
  openssl_request -CA "$PKI/ca.crt" -CAkey "$PKI/ca.key" -subj "$2" "${names[@]}" \
    -addext basicConstraints=critical,CA:FALSE -keyout "$PKI/$1.key" -out "$PKI/$1.crt"
}

# RSA, because Java clients read such a key without further libraries.
# An empty configuration of our own: the system's adds extensions that we give ourselves.
openssl_request() {
  local log=$PKI/openssl.log
  openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 3650 \
    -config <(printf '[req]\ndistinguished_name=dn\n[dn]\n') "$@" >"$log" 2>&1 ||
    die "openssl failed: $(tail -n 1 "$log")"
}

kubeconfigs_write() {
  local who
  for who in kubelet controller-manager scheduler proxy coredns; do
    kubeconfig_for "$who" >"$CONF/$who.kubeconfig"
  done
  (umask 077 && kubeconfig_for admin >"$KUBECONFIG_FILE.new")
  mv "$KUBECONFIG_FILE.new" "$KUBECONFIG_FILE"
}

# The certificates are in the file itself: it can be copied anywhere.
kubeconfig_for() {
  cat <<YAML
apiVersion: v1
kind: Config
clusters:
  - name: slipway-local
    cluster:
      server: $API_URL
      certificate-authority-data: $(base64 -w 0 "$PKI/ca.crt")
users:
  - name: $1
    user:
      client-certificate-data: $(base64 -w 0 "$PKI/$1.crt")
      client-key-data: $(base64 -w 0 "$PKI/$1.key")
contexts:
  - name: slipway-local
    context: {cluster: slipway-local, user: $1}
current-context: slipway-local
YAML
}
