# shellcheck shell=bash
# A veth pair between the host and the node, and two routes: from the host the API server, pods and
# Services are reached by their own addresses, and pods reach the host at HOST_IP. Nothing is
# translated or forwarded any further, and no firewall rule is added to the host.

network_open() {
  ip link add "$HOST_LINK" type veth peer name "$NODE_LINK" netns "$(node_pid)"
  ip address add "$HOST_IP/30" dev "$HOST_LINK"
  ip link set "$HOST_LINK" up
  in_node ip address add "$NODE_IP/30" dev "$NODE_LINK"
  in_node ip link set "$NODE_LINK" up
  local range
  for range in "$POD_CIDR" "$SERVICE_CIDR"; do
    ip route add "$range" via "$NODE_IP" dev "$HOST_LINK" ||
      die "this machine already has a route to $range; change the ranges in deploy/local/lib/settings.bash."
  done
}

# The peer and the routes go with it. The kernel removes the link by itself a moment after the
# namespace of its peer has ended, so it may vanish while we look.
network_close() {
  ip link delete "$HOST_LINK" 2>/dev/null || true
  until_true 5 network_is_closed
}

network_is_closed() { ! ip link show "$HOST_LINK"; }
