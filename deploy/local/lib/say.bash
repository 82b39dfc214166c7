# shellcheck shell=bash
# What the person at the terminal sees. Progress goes to stderr, so that the answer of a verb
# (a path, an address) can be captured from stdout.

say() { printf '[%3d s] %s\n' "$SECONDS" "$*" >&2; }

# One sentence: what was found and what to do.
die() {
  printf 'cluster: %s\n' "$*" >&2
  exit 1
}

# until_true SECONDS COMMAND...: asks again and again, and gives up at the deadline.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
