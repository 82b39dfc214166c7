# shellcheck shell=bash
# The node: one set of network, mount and pid namespaces, held by one init process. Whatever the
# cluster starts, mounts or adds to its network lives in there and ends with that process, so a stop
# is one kill, and nothing is left for the host to clean up.

namespaces_open() {
  mkdir -p "$RUN" "$LOGS"
  setsid unshare --net --mount --pid --fork --kill-child --mount-proc --propagation private -- \
    bash "$HERE/lib/node-init" "$RUN" "$DATA" \
    </dev/null >"$LOGS/node.log" 2>&1 {LOCK}>&- &
  process_record node-holder $!
  until_true 5 test -e "$RUN/node-is-open" || {
    daemon_log_tail node
    die "this machine does not let root make namespaces; use CLUSTER=current with an existing cluster (docs/how-to/clusters.md)."
  }
  process_record node "$(pgrep -P "$(process_pid node-holder)")"
}

node_pid() { process_pid node; }

namespaces_enter() {
  node_pid >/dev/null || die "the cluster is not running; 'cluster up' starts it."
  exec nsenter --target "$(node_pid)" --net --mount --pid -- "$@"
}

in_node() { nsenter --target "$(node_pid)" --net --mount -- "$@"; }

# Ends everything in the namespaces at once: the kernel kills a pid namespace with its init.
namespaces_close() {
  local name pid
  for name in node node-holder; do
    pid=$(process_pid "$name") && kill -KILL "$pid" 2>/dev/null
  done
  for name in $(process_names); do
    until_true 20 process_ended "$name" || die "$name (pid $(process_pid "$name")) does not end; see $LOGS/$name.log."
  done
}

process_ended() { ! process_pid "$1" >/dev/null; }
