#!/usr/bin/env python3
"""Measures the reading room beside Datasette on one record, and writes a report.

usage: run.py --record FILE --peer PYTHON [--requests N] [--connections N] [--target FOLDER] [--out FILE]

Build first: cargo build --release -p rapporteur-cli. `ab` comes with Debian's apache2-utils; PYTHON is the
interpreter of an environment with the packages of requirements.txt beside this file. FILE is a record of
many statements, such as `cargo xtask standings --statements 100000 --folder FOLDER` makes.

Both serve the same file to the same client, one after the other; neither is asked for anything before.
Datasette's table page, fifty rows of the table `statement` with a count, is its nearest to our page of
statements. Each page is asked once alone ("first"), once more ("alone"), then by all connections at once; of
Datasette each connection asks once.
"""
import argparse
import pathlib
import re
import socket
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = [
    "/", "/timeline", "/positions", "/statements", "/statements?words=troops", "/statements?party=valdria",
    "/articles", "/articles/7", "/names", "/deadlocks", "/networks", "/statements.json", "/positions.json",
    "/review", "/compare",
]
PEER = ["/{name}/statement?_size=50", "/{name}/statement.json?_size=50"]
FIGURES = {
    "requests/s": r"Requests per second:\s+([\d.]+)",
    "median ms": r"^\s+50%\s+(\d+)",
    "95th ms": r"^\s+95%\s+(\d+)",
    "99th ms": r"^\s+99%\s+(\d+)",
    "longest ms": r"^\s+100%\s+(\d+)",
    "failed": r"Failed requests:\s+(\d+)",
    "not 2xx": r"Non-2xx responses:\s+(\d+)",
}


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", required=True, type=pathlib.Path)
    parser.add_argument("--peer", metavar="PYTHON", help="the interpreter that has Datasette")
    parser.add_argument("--requests", type=int, default=10_000, help="in all, shared among the pages")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--target", type=pathlib.Path, default=ROOT / "target")
    parser.add_argument("--out", type=pathlib.Path)
    return parser.parse_args()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A program that serves on a port until it is left."""

    def __init__(self, command, port):
        self.address = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = port

    def __enter__(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.1)
        sys.exit("error: the server does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def once(address):
    """Milliseconds until the whole answer is there, and how many bytes it has."""
    began = time.perf_counter()
    with urllib.request.urlopen(address, timeout=120) as answer:
        size = len(answer.read())
    return 1000 * (time.perf_counter() - began), size


def many(address, requests, connections):
    command = ["ab", "-q", "-l", "-k", "-s", "120", "-n", str(requests), "-c", str(connections), address]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {name: re.search(pattern, told, re.MULTILINE) for name, pattern in FIGURES.items()}
    return {name: float(one.group(1)) if one else 0.0 for name, one in found.items()}


def measure(server, paths, options, share):
    rows = []
    share = max(share, options.connections)
    for path in paths:
        cold, size = once(server.address + path)
        warm, _ = once(server.address + path)
        rows.append((path, size, cold, warm, many(server.address + path, share, options.connections)))
    return rows


def table(rows):
    head = ["page", "bytes", "first ms", "alone ms", *FIGURES]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for path, size, cold, warm, figures in rows:
        cells = [f"`{path}`", f"{size:,}", f"{cold:.0f}", f"{warm:.0f}", *(f"{one:g}" for one in figures.values())]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    options = arguments()
    port = free_port()
    binary = options.target / "release/rapporteur"
    command = [binary, "--record", options.record, "serve", "--port", str(port)]
    with Server(command, port) as server:
        ours = measure(server, PAGES, options, options.requests // len(PAGES))
    report = [f"{options.connections} connections, {options.requests} requests over {len(PAGES)} pages.", "", table(ours)]
    if options.peer:
        port = free_port()
        command = [options.peer, "-m", "datasette", "serve", options.record, "-p", str(port)]
        name = options.record.stem
        with Server(command, port) as server:
            # It takes minutes for as many as ours.
            peer = measure(server, [path.format(name=name) for path in PEER], options, 0)
        mine = next(row for row in ours if row[0] == "/statements")
        ratio = mine[4]["requests/s"] / peer[0][4]["requests/s"]
        report += ["", "Datasette:", "", table(peer), "",
                   f"A page of fifty statements: {ratio:.1f} times Datasette's requests a second."]
    text = "\n".join(report) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    print(text)
    bad = [row[0] for row in ours if row[4]["failed"] or row[4]["not 2xx"]]
    sys.exit(f"error: failed on {', '.join(bad)}" if bad else 0)


if __name__ == "__main__":
    main()
