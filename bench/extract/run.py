#!/usr/bin/env python3
"""Measures `rapporteur extract --json` beside spaCy, and writes a report.

usage: run.py --peer PYTHON [--texts FOLDER] [--target FOLDER] [--rounds N] [--runs N] [--out FILE]

Build first: cargo build --release -p rapporteur-cli -p xtask
PYTHON is the interpreter of an environment with the packages of requirements.txt beside this file.
Processor time is user and system time of the whole process as the kernel accounts it, start and exit
included. Both programs read the same texts, in turns, so that what else the machine does hits both.
This process imports nothing large: the peak memory of a child is never told lower than its parent's.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHORT_ARTICLE = ROOT / "example/articles/03-first-round-short.txt"
STARTS = 21
COPIES = 10


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, metavar="PYTHON", help="the interpreter that has spaCy")
    parser.add_argument("--texts", metavar="FOLDER", type=pathlib.Path,
                        default=ROOT / "../shared/corpora/polnear/dev/text", help="articles, one .txt each")
    parser.add_argument("--target", metavar="FOLDER", type=pathlib.Path,
                        default=os.environ.get("CARGO_TARGET_DIR", ROOT / "target"),
                        help="where cargo builds")
    parser.add_argument("--rounds", metavar="N", type=int, default=5, help="how often each is measured")
    parser.add_argument("--runs", metavar="N", type=int, default=5,
                        help="processes of the program in a round of the comparison")
    parser.add_argument("--out", metavar="FILE", type=pathlib.Path, help="the report (default: print it)")
    return parser.parse_args()


class Run:
    """One process: processor seconds, wall seconds, peak memory in MB, and the hash of what it wrote."""

    def __init__(self, command, work):
        out = work / "out.jsonl"
        with open(out, "wb") as file:
            began = time.perf_counter()
            process = subprocess.Popen(command, stdout=file, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"error: {' '.join(map(str, command))} ended with {process.returncode}")
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        written = out.read_bytes()
        self.lines = written.count(b"\n")
        self.hash = hashlib.sha256(written).hexdigest()


def extract(binary, folder, work, jobs=None):
    chosen = [] if jobs is None else ["--jobs", str(jobs)]
    run = Run([binary, "extract", "--json", *chosen, folder], work)
    articles = len(list(folder.glob("*.txt")))
    if run.lines != articles:
        sys.exit(f"error: {articles} articles in, {run.lines} lines out")
    return run


def peer(python, folder):
    script = pathlib.Path(__file__).with_name("spacy_peer.py")
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    done = subprocess.run([python, script, folder], env=os.environ | threads, check=True,
                          capture_output=True, text=True)
    return json.loads(done.stdout)


def first_statement(binary):
    """Milliseconds from the start of the program to the line that holds the first statement."""
    began = time.perf_counter()
    with subprocess.Popen([binary, "extract", "--json", SHORT_ARTICLE], stdout=subprocess.PIPE) as process:
        line = process.stdout.readline()
        taken = (time.perf_counter() - began) * 1000
        process.stdout.read()
    if not json.loads(line)["statements"]:
        sys.exit(f"error: no statement in {SHORT_ARTICLE}")
    return taken


def stages(task, folder):
    """The seconds of each stage: rows of name and seconds, as `cargo xtask stages` prints them."""
    done = subprocess.run([task, "stages", folder], check=True, capture_output=True, text=True)
    rows = [line.rsplit("\t", 1) for line in done.stdout.splitlines()]
    return [(name, float(seconds)) for name, seconds in rows]


def processor_name():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def memory():
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return f"{round(pages / 2**30)} GB"


def spread(values):
    return f"{min(values):,.0f} to {max(values):,.0f}"


def main():
    options = arguments()
    binary = options.target / "release/rapporteur"
    task = options.target / "release/xtask"
    texts = sorted(options.texts.glob("*.txt"))
    if not texts:
        sys.exit(f"skipped: there are no texts in {options.texts}")
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        once, often = work / "once", work / "often"
        once.mkdir()
        often.mkdir()
        for text in texts:
            shutil.copy(text, once)
            for copy in range(COPIES):
                shutil.copy(text, often / f"{copy}-{text.name}")
        words = sum(len(text.read_text(encoding="utf-8").split()) for text in texts)

        extract(binary, once, work, 1)
        ours, theirs = [], []
        for _ in range(options.rounds):
            runs = [extract(binary, once, work, 1) for _ in range(options.runs)]
            ours.append(words * options.runs / sum(run.processor for run in runs))
            theirs.append(peer(options.peer, once))
        peer_speeds = [row["words"] / row["processor"] for row in theirs]

        pairs = [(extract(binary, often, work, 1), extract(binary, often, work, 2))
                 for _ in range(options.rounds)]
        if len({run.hash for pair in pairs for run in pair}) != 1:
            sys.exit("error: one job and two wrote different bytes")
        one, two = ([pair[at].wall for pair in pairs] for at in (0, 1))

        peaks = [(len(texts), extract(binary, once, work).peak),
                 (len(texts) * COPIES, extract(binary, often, work).peak)]
        starts = sorted(first_statement(binary) for _ in range(STARTS))
        parts = stages(task, once)
    report = write(words, len(texts), ours, theirs, peer_speeds, one, two, peaks, starts, parts,
                   load_before)
    if options.out:
        options.out.write_text(report, encoding="utf-8")
        print(f"wrote {options.out}", file=sys.stderr)
    else:
        print(report, end="")


def write(words, articles, ours, theirs, peer_speeds, one, two, peaks, starts, parts, load_before):
    """Draws up the report; the figures of rounds are medians."""
    version = subprocess.run(["cargo", "pkgid", "-p", "rapporteur-cli"], cwd=ROOT, capture_output=True,
                             text=True).stdout.strip().rpartition("#")[2].rpartition("@")[2] or "unknown"
    about = theirs[0]
    speed, peer_speed = statistics.median(ours), statistics.median(peer_speeds)
    ratios = [first / second for first, second in zip(one, two)]
    whole = sum(seconds for _, seconds in parts)
    middle = starts[len(starts) // 2]
    lines = [
        f"# {datetime.date.today()}, {processor_name()}, {os.cpu_count()} cores, {memory()}, "
        f"{platform.system()}: `extract`",
        "",
        f"Version {version}. {articles} news articles of {words:,} words between blanks (PolNeAR dev), "
        f"bytes in, JSON out. Load {load_before:.1f} before and {os.getloadavg()[0]:.1f} after; "
        "ratios are within this run, in turns.",
        "",
        "## Words per processor second",
        "",
        "User and system time of the whole process with `--jobs 1`, start included; the peer's without "
        "its start.",
        "",
        "| | words/s, median | rounds |",
        "|---|---:|---:|",
        f"| `rapporteur extract --json` | {speed:,.0f} | {spread(ours)} |",
        f"| spaCy {about['spacy']}, `en_core_web_sm` {about['model']} "
        f"({', '.join(about['pipeline'])}), batch 16, one thread | {peer_speed:,.0f} | "
        f"{spread(peer_speeds)} |",
        f"| ratio | {speed / peer_speed:.1f} | "
        f"{min(a / b for a, b in zip(ours, peer_speeds)):.1f} to "
        f"{max(a / b for a, b in zip(ours, peer_speeds)):.1f} |",
        "",
        "## Two jobs against one",
        "",
        f"Wall time over {articles * COPIES} articles, the same bytes out.",
        "",
        "| one job | two jobs | ratio, median | rounds |",
        "|---:|---:|---:|---:|",
        f"| {statistics.median(one):.2f} s | {statistics.median(two):.2f} s | "
        f"{statistics.median(ratios):.2f} | {min(ratios):.2f} to {max(ratios):.2f} |",
        "",
        "## The stages' shares",
        "",
        "`cargo xtask stages`: one thread, stage by stage, without start and output.",
        "",
        "| stage | ms per 1,000 words | share |",
        "|---|---:|---:|",
        *(f"| {name} | {seconds * 1e6 / words:.2f} | {100 * seconds / whole:.1f} % |"
          for name, seconds in parts),
        "",
        "## Start and memory",
        "",
        "| | |",
        "|---|---:|",
        f"| start to the first statement of a short article, median of {len(starts)} | {middle:.0f} ms |",
        f"| the same, fastest and slowest | {starts[0]:.0f} to {starts[-1]:.0f} ms |",
        *(f"| peak memory of `extract` over {count} articles | {peak:.0f} MB |" for count, peak in peaks),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
