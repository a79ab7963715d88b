#!/usr/bin/env bash
# Installs the Debian packages that the build needs (and with --tests, those of the tests, and the Python package
# with the schemas of Kubernetes in build/python), as far as they are missing. Says what it does. Safe to run again:
# with everything there, it does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

build=(g++ cmake ninja-build ccache mold pkgconf git python3 ca-certificates
  libcli11-dev nlohmann-json3-dev libyaml-cpp-dev libspdlog-dev libfmt-dev
  libre2-dev libpcre2-dev libutf8proc-dev libxxhash-dev libjemalloc-dev zlib1g-dev libzstd-dev
  libssl-dev libcurl4-openssl-dev libsqlite3-dev libpq-dev libboost-dev)
tests=(chromium libgtest-dev libgmock-dev libbenchmark-dev clang-16 clang-format-16 libclang-rt-16-dev llvm-16
  logrotate postgresql-15 prometheus prometheus-alertmanager prometheus-pushgateway curl openssl)

wanted=("${build[@]}")
case "${1:-}" in
  "") ;;
  --tests) wanted+=("${tests[@]}") ;;
  --list) printf '%s\n' "${build[@]}"; exit ;;
  *) echo "usage: tools/install_dependencies.sh [--tests | --list]" >&2; exit 2 ;;
esac

# Only tests use it: without it they pass over the manifests' schemas.
install_schemas() {
  [[ ${1:-} == --tests && ! -d build/python/kubernetes_validate ]] || return 0
  echo "Installing with pip, into build/python: kubernetes-validate"
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target build/python kubernetes-validate ||
    echo "pip could not: the manifests are not checked against the schemas of Kubernetes" >&2
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "This is no Debian system: install these packages by your system's means, then go on:" >&2
  printf '  %s\n' "${wanted[@]}" >&2
  exit 0
fi

missing=()
for package in "${wanted[@]}"; do
  status=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
  [[ $status == ii* ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  echo "All ${#wanted[@]} packages are installed."
  install_schemas "$@"
  exit 0
fi

sudo=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "Not root, and there is no sudo. As root: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  sudo=(sudo --preserve-env=DEBIAN_FRONTEND)
fi
export DEBIAN_FRONTEND=noninteractive
echo "Installing with apt-get: ${missing[*]}"
"${sudo[@]}" apt-get update -qq
"${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
install_schemas "$@"
