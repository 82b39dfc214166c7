# shellcheck shell=bash
# Pods get cgroups below one of our own, so that another kubelet's cgroups are never confused with
# these. cgroup v1 has a tree per controller, v2 has one.

cgroup_trees() {
  if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
    printf '/sys/fs/cgroup\n'
  else
    find /sys/fs/cgroup -mindepth 1 -maxdepth 1 -type d
  fi
}

cgroups_open() {
  local tree controller
  # In v2 a controller acts in a group only if the group above passes it on.
  if [[ -e /sys/fs/cgroup/cgroup.controllers ]]; then
    for controller in $(</sys/fs/cgroup/cgroup.controllers); do
      echo "+$controller" >/sys/fs/cgroup/cgroup.subtree_control 2>/dev/null || true
    done
  fi
  for tree in $(cgroup_trees); do
    mkdir -p "$tree/$CGROUP"
    # A new v1 cpuset is empty, and nothing can run in an empty one.
    if [[ -e $tree/cpuset.mems && -e $tree/$CGROUP/cpuset.mems ]]; then
      cat "$tree/cpuset.cpus" >"$tree/$CGROUP/cpuset.cpus"
      cat "$tree/cpuset.mems" >"$tree/$CGROUP/cpuset.mems"
    fi
  done
}

cgroups_close() { until_true 5 cgroups_remove || true; }

# Removing works from the leaves up, and only where no process is left.
cgroups_remove() {
  local tree
  for tree in $(cgroup_trees); do
    [[ ! -d $tree/$CGROUP ]] || find "$tree/$CGROUP" -depth -type d -exec rmdir {} +
  done
  [[ -z $(cgroups_left) ]]
}

cgroups_left() {
  local tree
  for tree in $(cgroup_trees); do
    [[ ! -d $tree/$CGROUP ]] || printf '%s\n' "$tree/$CGROUP"
  done
}
