# shellcheck shell=bash
# A registry on the node, for what needs one: pulls by digest, and CLUSTER=current. Once asked for,
# it comes back with every `up`, until it is taken down.

registry_verb() {
  case $1 in
    up) registry_up ;;
    down) registry_down ;;
    address) printf '%s\n' "$REGISTRY" ;;
    *) die "registry up, registry down or registry address?" ;;
  esac
}

registry_up() {
  cluster_up
  command -v docker-registry >/dev/null || apt_install docker-registry
  lock
  mkdir -p "$DATA/registry"
  registry_resume
  printf '%s\n' "$REGISTRY"
}

registry_resume() {
  [[ -d $DATA/registry ]] || return 0
  process_pid registry >/dev/null || daemon registry docker-registry serve "$CONF/registry.yml"
  wait_for 10 registry "registry ready at http://$REGISTRY" registry_is_ready
}

registry_is_ready() { curl -fsS --max-time 2 "http://$REGISTRY/v2/"; }

registry_down() {
  require_root
  lock
  local pid
  if pid=$(process_pid registry); then
    pkill -KILL -P "$pid" || true
    until_true 5 process_ended registry
  fi
  rm -rf "$DATA/registry" "$RUN/registry.pid"
}
