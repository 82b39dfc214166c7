# shellcheck shell=bash
# etcd, the API server, and the two that act on what it stores.

etcd_start() {
  daemon etcd "$BIN/etcd" --data-dir "$DATA/etcd" --unsafe-no-fsync --log-level warn \
    --listen-client-urls http://127.0.0.1:2379 --advertise-client-urls http://127.0.0.1:2379 \
    --listen-peer-urls http://127.0.0.1:2380 --initial-advertise-peer-urls http://127.0.0.1:2380 \
    --initial-cluster default=http://127.0.0.1:2380
}

# It waits for etcd by itself.
apiserver_start() {
  daemon kube-apiserver "$BIN/kube-apiserver" \
    --etcd-servers http://127.0.0.1:2379 \
    --bind-address "$NODE_IP" --advertise-address "$NODE_IP" --endpoint-reconciler-type lease \
    --service-cluster-ip-range "$SERVICE_CIDR" \
    --tls-cert-file "$PKI/apiserver.crt" --tls-private-key-file "$PKI/apiserver.key" \
    --client-ca-file "$PKI/ca.crt" \
    --kubelet-certificate-authority "$PKI/ca.crt" \
    --kubelet-client-certificate "$PKI/apiserver-to-kubelet.crt" \
    --kubelet-client-key "$PKI/apiserver-to-kubelet.key" \
    --kubelet-preferred-address-types InternalIP \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction --allow-privileged \
    --service-account-issuer https://kubernetes.default.svc.cluster.local \
    --service-account-key-file "$PKI/service-accounts.pub" \
    --service-account-signing-key-file "$PKI/service-accounts.key"
}

controllers_start() {
  daemon kube-controller-manager "$BIN/kube-controller-manager" \
    --kubeconfig "$CONF/controller-manager.kubeconfig" --leader-elect=false --bind-address 127.0.0.1 \
    --kube-api-qps 200 --kube-api-burst 400 \
    --use-service-account-credentials --root-ca-file "$PKI/ca.crt" \
    --service-account-private-key-file "$PKI/service-accounts.key" \
    --cluster-signing-cert-file "$PKI/ca.crt" --cluster-signing-key-file "$PKI/ca.key"
  daemon kube-scheduler "$BIN/kube-scheduler" \
    --kubeconfig "$CONF/scheduler.kubeconfig" --leader-elect=false --bind-address 127.0.0.1
}

apiserver_is_ready() { kubectl_run get --raw /readyz --request-timeout 2s; }

kubectl_run() { "$BIN/kubectl" --kubeconfig "$KUBECONFIG_FILE" "$@"; }

kubectl_exec() {
  [[ -e $KUBECONFIG_FILE ]] || die "the cluster is not running; 'cluster up' starts it."
  [[ -r $KUBECONFIG_FILE ]] || die "only root may read $KUBECONFIG_FILE; run this as root."
  binaries_ensure
  exec "$BIN/kubectl" --kubeconfig "$KUBECONFIG_FILE" "$@"
}
