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
  image_of_program "$PAUSE_IMAGE" "$(command -v catatonit)" '["/catatonit", "-P"]' "$RUN/pause.tar"
  containerd_ctr images import "$RUN/pause.tar" >/dev/null
  rm "$RUN/pause.tar"
}

# image_of_program NAME PROGRAM ENTRYPOINT ARCHIVE: an image that holds one statically linked
# program and nothing else. An archive of an image is two JSON files and the layers as tar files.
image_of_program() {
  local layout layer
  layout=$(mktemp -d)
  tar -C "$(dirname "$2")" --owner 0 --group 0 --mtime @0 -chf "$layout/layer.tar" "$(basename "$2")"
  layer=$(sha256sum "$layout/layer.tar")
  cat >"$layout/config.json" <<JSON
{"architecture": "$(image_architecture)", "os": "linux",
 "config": {"Entrypoint": $3, "User": "65535:65535"},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:${layer%% *}"]}}
JSON
  printf '[{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]\n' \
    "$1" >"$layout/manifest.json"
  tar -C "$layout" -cf "$4" manifest.json config.json layer.tar
  rm -r "$layout"
}

image_architecture() {
  case $(uname -m) in
    x86_64) printf 'amd64\n' ;;
    aarch64) printf 'arm64\n' ;;
    *) uname -m ;;
  esac
}
