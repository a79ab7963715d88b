#!/usr/bin/env python3
"""How fast `assay serve` answers /health while it is under load.

    ASSAY=build/release/assay bench/service/load.py [--seconds 20]

50 clients submit, list and fetch; 100 connections send a request byte by byte (slow-loris); uploads that are
too large come and go; a job keeps every CPU busy. Prints the times of /health and of the clients' requests.
Everything happens on the loopback interface. Exit 1 when /health took longer than 100 ms.
"""
import argparse
import multiprocessing
import pathlib
import socket
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests/cli"))
from service import Service  # noqa: E402

TABLE = "sku,size,colour\n" + "".join(f"A{i:04},{'SML'[i % 3]},{['red', 'blue'][i % 2]}\n" for i in range(200))
LIMIT_MS = 100


def client(service, number, end, counts):
    """Requests of one client until the end; its answers are counted by status."""
    done = {}
    while time.monotonic() < end:
        if number % 10 == 0:
            status = service.ask("POST", "/v1/jobs", body=TABLE, headers={"Content-Type": "text/csv"})[0]
        else:
            status = service.ask("GET", ("/v1/jobs", "/v1/runs", "/metrics", "/v1/openapi.json")[number % 4])[0]
        done[status] = done.get(status, 0) + 1
        time.sleep(0.02)
    counts.put(done)


def oversized(service, end):
    while time.monotonic() < end:
        try:
            service.ask("POST", "/v1/jobs", body=b"a\n" * 8_000_000, headers={"Content-Type": "text/csv"})
        except OSError:
            pass
        time.sleep(0.1)


def slow_loris(address, end):
    connections = []
    while time.monotonic() < end:
        if len(connections) < 100:
            connections.append(socket.create_connection(address))
        for s in list(connections):
            try:
                s.send(b"G")
            except OSError:
                connections.remove(s)
        time.sleep(0.02)
    for s in connections:
        s.close()


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        words = ("--rate-limit", 0, "--max-queue", 100_000, "--max-upload-bytes", "4M", "--max-connections", 200,
                 "--input-root", name)
        folder = pathlib.Path(name)
        rows = "".join(f"A{i:07},{'SML'[i % 3]},red,{i % 97}.50,some words {i}\n" for i in range(50_000))
        (folder / "long.csv").write_text("sku,size,colour,price,text\n" + rows * 60)
        with Service(folder, *words) as service:
            service.ask("POST", "/v1/jobs", body={"path": "long.csv"})
            end = time.monotonic() + seconds
            counts = multiprocessing.Queue()
            workers = [multiprocessing.Process(target=client, args=(service, i, end, counts)) for i in range(50)]
            workers += [multiprocessing.Process(target=oversized, args=(service, end)) for _ in range(2)]
            workers.append(multiprocessing.Process(target=slow_loris, args=(service.addresses[0][1:], end)))
            totals = {}

            def collect():
                for _ in range(50):
                    for status, count in counts.get().items():
                        totals[status] = totals.get(status, 0) + count

            collector = threading.Thread(target=collect)
            collector.start()
            for worker in workers:
                worker.start()
            times = []
            while time.monotonic() < end:
                start = time.perf_counter()
                status = service.ask("GET", "/health")[0]
                times.append(1000 * (time.perf_counter() - start))
                if status != 200:
                    print(f"health answered {status}")
                time.sleep(0.01)
            for worker in workers:
                worker.join()
            collector.join()
            print(f"/health: {len(times)} answers, median {percentile(times, 0.5):.1f} ms, p99 {percentile(times, 0.99):.1f} ms, "
                  f"longest {max(times):.1f} ms")
            print(f"50 clients: {sum(totals.values())} answers in {seconds:.0f} s, by status {dict(sorted(totals.items()))}")
            job = service.get("/v1/jobs?limit=1000")["jobs"]
            print(f"jobs: {len(job)} listed, {sum(j['state'] == 'succeeded' for j in job)} succeeded so far")
    return 0 if max(times) <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
