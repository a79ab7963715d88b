#!/usr/bin/env bash
# All tests: release build (GCC) with warnings as errors, the same under ASan and UBSan (clang), whose
# library the fuzz targets share, a short run of every fuzz target and of every benchmark. Goes on behind a failure; the last line counts everything.
set -uo pipefail
cd "$(dirname "$0")/.."

# Tests write and sync thousands of small files: in memory, where it has room for them, no disk is waited for.
if [[ -z ${TMPDIR:-} && -w /dev/shm ]] && (($(df --output=avail --block-size=1G /dev/shm | tail -1) >= 4)); then
  TMPDIR=$(mktemp -d /dev/shm/assay.XXXXXX)
  chmod 755 "$TMPDIR" # PostgreSQL and some tests run as another user
  export TMPDIR
  trap 'rm -rf "$TMPDIR"' EXIT
fi

jobs=$(($(nproc) + 1)) # some tests wait more than they compute
passed=0
failed=0
failures=()

# step NAME COMMAND...: runs it as one test.
step() {
  local name=$1 start=$SECONDS
  shift
  echo "== $name"
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    failures+=("$name")
    echo "== FAILED: $name"
  fi
  echo "== $name: $((SECONDS - start)) s"
}

configure_and_build() {
  local folder=$1
  shift
  cmake -S . -B "$folder" -G Ninja "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; return 1; }
  ninja -C "$folder" --quiet
}

# ctest's own count goes into the totals.
run_ctest() {
  local folder=$1 out=$1/ctest_output.txt line
  shift
  ctest --test-dir "$folder" --output-on-failure -j "$jobs" "$@" | tee "$out"
  line=$(grep -E 'tests passed, [0-9]+ tests failed out of [0-9]+' "$out" | tail -1)
  if [[ ! $line =~ ([0-9]+)\ tests\ failed\ out\ of\ ([0-9]+) ]]; then
    failed=$((failed + 1))
    failures+=("$folder: no test ran")
    return
  fi
  failed=$((failed + BASH_REMATCH[1]))
  passed=$((passed + BASH_REMATCH[2] - BASH_REMATCH[1]))
  ((BASH_REMATCH[1] == 0)) || failures+=("$folder: ${BASH_REMATCH[1]} tests")
}

bench_smoke() {
  "$1" --benchmark_min_time=0.01
}

mkdir -p build
step "build release" configure_and_build build/release -DCMAKE_BUILD_TYPE=Release -DASSAY_WERROR=ON \
  -DASSAY_TESTS=ON -DASSAY_BENCH=ON
run_ctest build/release
for bench in build/release/bench/*_bench; do
  [[ -x $bench ]] && step "$(basename "$bench")" bench_smoke "$bench"
done
step "make demo" make --no-print-directory demo

step "build with ASan and UBSan" configure_and_build build/sanitize -DCMAKE_BUILD_TYPE=Debug \
  -DCMAKE_CXX_COMPILER=clang++-16 -DCMAKE_C_COMPILER=clang-16 \
  -DASSAY_SANITIZE=address,undefined -DASSAY_FUZZ=ON -DASSAY_WERROR=ON
run_ctest build/sanitize -LE release_only

step "fuzz targets" env FUZZ_SEED=1 FUZZ_BUILD=build/sanitize tools/fuzz.sh

echo "== all in $((SECONDS / 60)) min $((SECONDS % 60)) s"
((failed == 0)) || printf '== failed: %s\n' "${failures[@]}"
echo "$passed passed, $failed failed"
((failed == 0))
