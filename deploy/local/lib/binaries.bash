# shellcheck shell=bash
# Kubernetes, etcd and CoreDNS, built from the modules pinned under go/. They lie in a cache outside
# the checkout, keyed by those pins: a second run, or a second clone, builds nothing.

binaries_key() { cat "$HERE"/go/*/go.mod "$HERE"/go/*/go.sum | sha256sum | cut -c1-16; }

binaries_dir() { printf '%s/kube/%s/bin\n' "$SLIPWAY_CACHE" "$(binaries_key)"; }

# The folder appears in one rename, when all of them are built: if it is there, it is whole.
binaries_ensure() {
  [[ -d $BIN ]] && return
  go_ensure
  mkdir -p "${BIN%/bin}"
  local lock
  exec {lock}>"${BIN%/bin}/lock"
  flock "$lock"
  [[ -d $BIN ]] || binaries_build
  exec {lock}>&-
}

binaries_build() {
  local partial=$BIN.partial
  say "building Kubernetes $KUBERNETES_VERSION and CoreDNS, once; about 7 minutes on two cores"
  rm -rf "$partial"
  mkdir -p "$partial"
  local base=k8s.io/component-base/version
  go_build kubernetes "$partial" \
    "-s -w -X $base.gitVersion=$KUBERNETES_VERSION -X $base.gitMajor=1 -X $base.gitMinor=34"
  mv "$partial/server" "$partial/etcd" # Go names it after its folder
  go_build coredns "$partial" "-s -w"
  mv "$partial" "$BIN"
  rm -rf "$(go_cache)"
  say "binaries ready"
}

# 4 GB that nobody needs again once the build is done; an interrupted build goes on from there.
go_cache() { printf '%s\n' "${BIN%/bin}/go-build"; }

# go_build MODULE OUT LDFLAGS: builds every tool that go/MODULE/go.mod names.
go_build() {
  local log=${BIN%/bin}/$1.log
  # GOFLAGS of the user may hold -mod=vendor or the like; go.sum already proves what is built.
  GOFLAGS='-buildvcs=false -mod=readonly' CGO_ENABLED=0 GOWORK=off GOCACHE=$(go_cache) \
    go build -C "$HERE/go/$1" -v -trimpath -ldflags "$3" -o "$2/" tool >"$log" 2>&1 &
  local build=$!
  # Ctrl-C does not reach a background process by itself.
  trap 'kill "$build" 2>/dev/null || true' EXIT
  while sleep 1 && kill -0 "$build" 2>/dev/null; do
    ((SECONDS % 15 != 0)) || say "  $1: $(grep -vc '^go: ' "$log") packages compiled"
  done
  wait "$build" || {
    tail -n 20 "$log" >&2
    die "$1 did not build; the whole log is $log."
  }
  trap - EXIT
}

# Debian 12 itself has Go 1.19, its backports have a newer one.
go_ensure() {
  PATH=$PATH:/usr/local/go/bin # where Go's own archive unpacks to, and sudo does not look
  go_suffices && return
  if [[ $EUID == 0 ]]; then
    local package
    for package in golang-go golang-1.26-go golang-1.25-go; do
      apt_candidate_at_least "$package" "$GO_MINIMUM" && apt_install "$package" && break
    done
    PATH=$PATH:/usr/lib/go-1.26/bin:/usr/lib/go-1.25/bin
  fi
  go_suffices || die "Go $GO_MINIMUM or newer is needed to build Kubernetes, and neither PATH nor Debian's packages have it: install it from https://go.dev/dl/."
}

go_suffices() {
  command -v go >/dev/null || return
  local found
  found=$(GOTOOLCHAIN=local go env GOVERSION 2>/dev/null) || return
  version_at_least "${found#go}" "$GO_MINIMUM"
}

version_at_least() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n 1) == "$2" ]]; }

# The layout fabric8's kube-api-test looks for, with links to the same files.
binaries_api_test_dir() {
  binaries_ensure
  local dir=${BIN%/bin}/api-test platform
  platform=$dir/k8s/${KUBERNETES_VERSION#v}-linux-$(image_architecture)
  mkdir -p "$platform"
  ln -sfn "$BIN"/{etcd,kube-apiserver,kubectl} "$platform/"
  printf '%s\n' "$dir"
}
