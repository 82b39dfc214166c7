# shellcheck shell=bash
# What comes from Debian. A package is installed only where its program is missing, because a
# machine with Docker has its own containerd and runc, and must keep them.

packages_ensure() {
  local missing=()
  command -v containerd >/dev/null || missing+=(containerd)
  command -v runc >/dev/null || missing+=(runc)
  command -v catatonit >/dev/null || missing+=(catatonit)
  command -v nft >/dev/null || missing+=(nftables)
  command -v iptables >/dev/null || missing+=(iptables) # the CNI plug-in for host ports calls it
  command -v ip >/dev/null || missing+=(iproute2)
  command -v mount >/dev/null || missing+=(mount)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v curl >/dev/null || missing+=(curl)
  command -v pgrep >/dev/null || missing+=(procps)
  [[ -x $CNI_BIN/ptp ]] || missing+=(containernetworking-plugins)
  ((${#missing[@]} == 0)) || apt_install "${missing[@]}"
}

apt_install() {
  command -v apt-get >/dev/null ||
    die "missing here: $* (names of Debian packages); install them with this system's package manager, or use CLUSTER=current."
  say "installing from Debian: $*"
  apt_refresh
  local forbid_services=/usr/sbin/policy-rc.d made=
  # Debian starts a service when it installs it; the cluster runs its own processes instead.
  if [[ ! -e $forbid_services && -d ${forbid_services%/*} ]]; then
    printf '#!/bin/sh\nexit 101\n' >"$forbid_services" && chmod +x "$forbid_services" && made=yes
  fi
  local log outcome=0
  log=$(mktemp)
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 || outcome=$?
  [[ -z $made ]] || rm -f "$forbid_services"
  if ((outcome != 0)); then
    tail -n 20 "$log" >&2
    die "apt-get could not install $*; the whole log is $log."
  fi
  rm -f "$log"
  hash -r
}

# Once per run: package lists of a fresh machine are empty or old.
apt_refresh() {
  [[ -z ${APT_FRESH:-} ]] || return 0
  apt-get update -q >/dev/null 2>&1 || say "apt-get update failed; trying with the lists at hand"
  APT_FRESH=yes
}

apt_candidate_at_least() {
  command -v apt-cache >/dev/null || return
  apt_refresh
  local candidate
  candidate=$(apt-cache policy "$1" | awk '/Candidate:/ { sub(/^[0-9]+:/, "", $2); print $2 }')
  [[ -n $candidate && $candidate != "(none)" ]] && version_at_least "$candidate" "$2"
}
