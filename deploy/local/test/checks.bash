# shellcheck shell=bash
# check SECONDS PROMISE COMMAND...: one promise, kept or not, within its time. Each runs on its own,
# whatever became of the one before.

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
PASSED=0
FAILED=0

check() {
  local seconds=$1 promise=$2 started=$SECONDS outcome=0 log=$WORK/log
  shift 2
  check_run "$@" >"$log" 2>&1 &
  local run=$!
  (
    sleep "$seconds"
    echo "not done after $seconds s" >>"$log"
    kill -KILL -- "-$run"
  ) &
  local alarm=$!
  wait "$run" || outcome=$?
  kill -KILL "-$alarm" 2>/dev/null || true
  wait "$alarm" 2>/dev/null || true
  if ((outcome == 0)); then
    PASSED=$((PASSED + 1))
    printf 'ok      %s (%d s)\n' "$promise" $((SECONDS - started))
  else
    FAILED=$((FAILED + 1))
    printf 'FAILED  %s (%d s)\n' "$promise" $((SECONDS - started))
    tail -n 15 "$log" | sed 's/^/        /'
  fi
}

# Not in an `if`: there errexit would be off, and a promise of several steps would hold whatever
# became of all but its last.
check_run() {
  set -euo pipefail
  "$@"
}

checks_total() {
  printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
  ((FAILED == 0))
}
set -m # a check is a process group of its own, so that it can be ended as a whole
