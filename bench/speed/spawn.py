"""Runs one command and prints its wall seconds, CPU seconds, peak memory and exit code as JSON.

A process of its own, and a small one: on Linux a child's peak resident size starts at its parent's.
"""
import json
import os
import sys
import time


def main():
    out = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ,
                            file_actions=[(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)])
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    print(json.dumps({"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss * 1024,
                      "code": os.waitstatus_to_exitcode(status)}))


if __name__ == "__main__":
    main()
