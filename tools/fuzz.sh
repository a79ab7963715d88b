#!/usr/bin/env bash
# Builds the libFuzzer targets and runs each for FUZZ_SECONDS (default 8), as many at once as there
# are CPUs. FUZZ_SEED fixes the order of inputs, so that a short run does not pass or fail by chance.
# FUZZ_BUILD (default build/fuzz): a folder that was configured with ASSAY_FUZZ already is taken as it
# is. What a target finds lies under FUZZ_BUILD/work/NAME. Last line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export FUZZ_SECONDS=${FUZZ_SECONDS:-8}
export FUZZ_SEED=${FUZZ_SEED:-0}  # 0: a new one each time
export FUZZ_BUILD=${FUZZ_BUILD:-build/fuzz}

mkdir -p build
if [[ ! -f $FUZZ_BUILD/build.ninja ]]; then
  cmake -S . -B "$FUZZ_BUILD" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++-16 \
    -DCMAKE_C_COMPILER=clang-16 -DASSAY_SANITIZE=address,undefined -DASSAY_FUZZ=ON -DASSAY_TESTS=OFF \
    >"$FUZZ_BUILD.log" 2>&1 || { cat "$FUZZ_BUILD.log"; exit 1; }
fi
ninja -C "$FUZZ_BUILD" --quiet fuzz/all || exit 1

# Files in fuzz/corpus/NAME are a target's seeds.
run_target() {
  local name work
  name=$(basename "$1")
  work=$FUZZ_BUILD/work/$name
  mkdir -p "$work/corpus"
  local folders=("$work/corpus")
  [[ -d fuzz/corpus/$name ]] && folders+=("fuzz/corpus/$name")
  if "$1" -max_total_time="$FUZZ_SECONDS" -seed="$FUZZ_SEED" -timeout=20 -rss_limit_mb=2048 -artifact_prefix="$work/" \
      -print_final_stats=1 "${folders[@]}" >"$work/log" 2>&1; then
    echo "passed: $name, $(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log") inputs in $FUZZ_SECONDS s"
  else
    echo "FAILED: $name"
    tail -40 "$work/log"
  fi
}
export -f run_target
printf '%s\0' "$FUZZ_BUILD"/fuzz/*_fuzz | xargs -0 -P "$(nproc)" -I{} bash -c 'run_target {}' |
  tee "$FUZZ_BUILD/result"
passed=$(grep -c '^passed: ' "$FUZZ_BUILD/result")
failed=$(grep -c '^FAILED: ' "$FUZZ_BUILD/result")
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
