#!/usr/bin/env bash
# Builds the libFuzzer targets and runs each for FUZZ_SECONDS (default 8), as many at once as there
# are CPUs. FUZZ_SEED fixes the order of inputs, so that a short run does not pass or fail by chance.
# What a target finds lies under build/fuzz/work/NAME. Last line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")/.."
export FUZZ_SECONDS=${FUZZ_SECONDS:-8}
export FUZZ_SEED=${FUZZ_SEED:-0}  # 0: a new one each time

mkdir -p build
cmake -S . -B build/fuzz -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++-16 \
  -DCMAKE_C_COMPILER=clang-16 -DASSAY_SANITIZE=address,undefined -DASSAY_FUZZ=ON -DASSAY_TESTS=OFF \
  >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }
ninja -C build/fuzz --quiet fuzz/all || exit 1

# Files in fuzz/corpus/NAME are a target's seeds.
run_target() {
  local name work
  name=$(basename "$1")
  work=build/fuzz/work/$name
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
printf '%s\0' build/fuzz/fuzz/*_fuzz | xargs -0 -P "$(nproc)" -I{} bash -c 'run_target {}' | tee build/fuzz/result
passed=$(grep -c '^passed: ' build/fuzz/result)
failed=$(grep -c '^FAILED: ' build/fuzz/result)
echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
