# shellcheck shell=bash
# What a stopped cluster must not leave on the host.

leftovers_verify() {
  local found
  found=$(leftovers_list)
  if [[ -n $found ]]; then
    printf '%s\n' "$found"
    return 1
  fi
  say "nothing is left behind"
}

leftovers_list() {
  leftover_processes
  grep -F -e "$DATA" -e "$RUN" /proc/self/mounts | sed 's/^/mount: /' || true
  ip -oneline link show | grep -F slipway | sed 's/^/link: /' || true
  ip route show table all | grep -E -e "${POD_CIDR%%/*}|${SERVICE_CIDR%%/*}|${LINK_CIDR%%/*}" | sed 's/^/route: /' || true
  ip netns list 2>/dev/null | grep -E '^(cni-|slipway)' | sed 's/^/network namespace: /' || true
  nft list ruleset 2>/dev/null | grep -E 'slipway|10\.21[34]\.' | sed 's/^/nft rule: /' || true
  cgroups_left | sed 's/^/cgroup: /'
  [[ ! -e $RUN ]] || printf 'folder: %s\n' "$RUN"
}

# Everything the cluster starts names one of its folders in its command line, or runs in its cgroup.
leftover_processes() {
  local process command
  for process in /proc/[0-9]*; do
    [[ ${process#/proc/} != "$$" && ${process#/proc/} != "$BASHPID" ]] || continue
    command=$(tr '\0' ' ' <"$process/cmdline" 2>/dev/null) || continue
    if [[ $command == *"$DATA/"* || $command == *"$RUN/"* ]] ||
      grep -qF "/$CGROUP" "$process/cgroup" 2>/dev/null; then
      printf 'process: %s %s\n' "${process#/proc/}" "$command"
    fi
  done
}
