# shellcheck shell=bash
# Processes are known by the pid written down at their start, together with the kernel's start time:
# a pid that the kernel has given to somebody else in the meantime is never taken for ours.

# Field 22 of /proc/PID/stat; the name in field 2 may hold spaces.
process_started_at() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return
  stat=${stat##*) }
  awk '{ print $20 }' <<<"$stat"
}

process_record() { # NAME PID
  printf '%s %s\n' "$2" "$(process_started_at "$2")" >"$RUN/$1.pid"
}

# Prints the pid if that very process still runs.
process_pid() { # NAME
  local pid started
  read -r pid started 2>/dev/null <"$RUN/$1.pid" || return
  [[ $(process_started_at "$pid") == "$started" ]] || return
  [[ $(awk '/^State:/ { print $2 }' "/proc/$pid/status" 2>/dev/null) != Z ]] || return
  printf '%s\n' "$pid"
}

process_names() {
  local file
  for file in "$RUN"/*.pid; do
    [[ -e $file ]] && basename "$file" .pid
  done
  return 0
}

# daemon NAME COMMAND...: runs on the node, until the node ends. The recorded process is nsenter,
# which waits for its child and ends with it. All are written in Go: a small heap that is collected
# at each doubling takes a tenth of their processor time, so they may grow more, up to a soft limit.
daemon() {
  local name=$1
  shift
  GOGC=400 GOMEMLIMIT=1GiB setsid nsenter --target "$(node_pid)" --net --mount --pid -- "$@" \
    </dev/null >"$LOGS/$name.log" 2>&1 {LOCK}>&- &
  process_record "$name" $!
}

daemon_log_tail() {
  printf -- '--- end of %s\n' "$LOGS/$1.log" >&2
  tail -n 8 "$LOGS/$1.log" >&2 || true
}

# wait_for SECONDS NAME WHAT COMMAND...: says so when NAME has become ready, or shows why it has not.
wait_for() {
  local seconds=$1 name=$2 what=$3
  shift 3
  if until_true "$seconds" "$@"; then
    say "$what"
  else
    daemon_log_tail "$name"
    die "$name was not ready after $seconds s; its log is $LOGS/$name.log. 'cluster up' begins afresh."
  fi
}
