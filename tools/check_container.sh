#!/usr/bin/env bash
# Builds the container image and checks it as its users would run it: not root, a read-only root file system,
# no network, a table in a mounted folder, SIGTERM to PID 1.
#   tools/check_container.sh [IMAGE]
# ENGINE: docker or podman (default: the one that is there). IMAGE: one that was built already.
# BASE: another base image than the Dockerfile's. Last line: N passed, N failed.
set -euo pipefail
cd "$(dirname "$0")/.."

engine=${ENGINE:-$(command -v docker || command -v podman || true)}
[[ -n $engine ]] || { echo "neither docker nor podman is here: install one, or name one in ENGINE" >&2; exit 2; }
image=${1:-}
if [[ -z $image ]]; then
  image=assay:check
  "$engine" build ${BASE:+--build-arg "BASE=$BASE"} -f deploy/docker/Dockerfile -t "$image" .
fi

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
cp data/test_sample.csv "$data/products.csv"
chmod 777 "$data"
locked=(--rm --network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -v "$data:/data")
passed=0 failed=0
check() { # NAME COMMAND...: the command must succeed
  if "${@:2}"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1"; fi
}

is_not_root() { [[ $("$engine" run "${locked[@]}" --entrypoint id "$image" -u) == 10001 ]]; }
says_its_version() { "$engine" run "${locked[@]}" "$image" --version | grep -q '^assay '; }
detects() {
  "$engine" run "${locked[@]}" "$image" detect /data/products.csv --quiet --output-dir /data/results
  grep -q '"total_errors"' "$data/results/report.json"
}
gives_the_exit_code() { # a gate of the pipeline: findings of severity error end with 1
  local code=0
  "$engine" run "${locked[@]}" "$image" detect /data/products.csv --quiet --output-dir /data/gate --fail-on error || code=$?
  [[ $code == 1 ]]
}
ends_on_sigterm() { # PID 1 gets no default action of the kernel: the program must handle it itself
  local name=assay-check-$$ code
  "$engine" run -d -i --name "$name" "${locked[@]:1}" "$image" detect - --quiet --output-dir /data/stopped >/dev/null
  sleep 2
  "$engine" kill --signal TERM "$name" >/dev/null
  code=$(timeout 10 "$engine" wait "$name" || echo "still running after 10 s")
  "$engine" rm -f "$name" >/dev/null
  [[ $code == 143 ]] || { echo "exit code of a run that got SIGTERM: $code"; return 1; }
}

check "not root" is_not_root
check "--version" says_its_version
check "detect on a mounted table" detects
check "exit code of --fail-on" gives_the_exit_code
check "SIGTERM ends a run that waits, with 143" ends_on_sigterm
echo "$passed passed, $failed failed"
((failed == 0))
