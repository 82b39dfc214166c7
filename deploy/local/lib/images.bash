# shellcheck shell=bash
# Images reach the node as archives, without any registry.

images_load() {
  (($# > 0)) || die "load what? cluster load IMAGE.tar..."
  require_root
  node_pid >/dev/null || die "the cluster is not running; 'cluster up' starts it."
  local archive
  for archive in "$@"; do
    [[ -r $archive ]] || die "there is no archive $archive."
    image_import "$archive"
  done
}

# A note per archive, named by its content: the same one is not imported twice.
image_import() {
  local sha note
  sha=$(sha256sum "$1")
  note=$DATA/containerd/imported-${sha%% *}
  if [[ -e $note ]]; then
    say "already loaded: $1"
    return
  fi
  containerd_ctr images import "$1" >/dev/null || die "containerd does not take $1 as an image archive."
  touch "$note"
  say "loaded: $1"
}

# A pod's first container has nothing to do but to exist and to reap: catatonit alone in an image.
pause_image_ensure() {
  [[ -z $(containerd_ctr images list --quiet "name==$PAUSE_IMAGE") ]] || return 0
  local layout=$RUN/pause
  mkdir -p "$layout/root"
  install -m 755 "$(command -v catatonit)" "$layout/root/pause"
  tar -C "$layout/root" --owner 0 --group 0 --mtime @0 -cf "$layout/layer.tar" pause
  local layer
  layer=$(sha256sum "$layout/layer.tar")
  cat >"$layout/config.json" <<JSON
{"architecture": "$(image_architecture)", "os": "linux",
 "config": {"Entrypoint": ["/pause", "-P"], "User": "65535:65535"},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:${layer%% *}"]}}
JSON
  printf '[{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]\n' \
    "$PAUSE_IMAGE" >"$layout/manifest.json"
  tar -C "$layout" -cf "$layout/pause.tar" manifest.json config.json layer.tar
  containerd_ctr images import "$layout/pause.tar" >/dev/null
  rm -rf "$layout"
}

image_architecture() {
  case $(uname -m) in
    x86_64) printf 'amd64\n' ;;
    aarch64) printf 'arm64\n' ;;
    *) uname -m ;;
  esac
}
