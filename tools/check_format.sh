#!/usr/bin/env bash
# Checks that every C++ file is laid out as .clang-format says; with --fix, lays them out.
# Exit 77 (skipped) where clang-format-16 is not there.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v clang-format-16 >/dev/null || { echo "clang-format-16 is not here"; exit 77; }
how=(--dry-run -Werror)
[[ ${1:-} == --fix ]] && how=(-i)
find src apps tests bench fuzz -name '*.cc' -o -name '*.h' | sort | xargs -P "$(nproc)" -n 40 clang-format-16 "${how[@]}"
