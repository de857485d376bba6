"""Kill a run again and again: does it end with the same bytes, and is no whole shard done twice?

    python benchmarks/killed_runs.py dev.jsonl [KILLS]

Makes 40 shards of two articles each, lets `quoteattr run --jobs 2` work at them undisturbed, then once more in another
folder, where the run with all its processes is killed (`kill -9`) after random times, as often as asked (30), before it
may end. Prints JSON; exit code 1 if a byte differs or a shard that was there was written again.
"""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tqdm import tqdm

SHARDS = 40
ARTICLES = 2


def main(path: str, kills: str = "30") -> int:
    """Measure and print."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()[: SHARDS * ARTICLES]
    texts = [json.loads(line)["originalText"] for line in lines]
    numbers = random.Random(7)
    with TemporaryDirectory() as name:
        work = Path(name)
        (work / "in").mkdir()
        for number in range(SHARDS):
            own = enumerate(texts[number * ARTICLES : (number + 1) * ARTICLES])
            rows = [json.dumps({"id": f"{number}-{place}", "text": text}) for place, text in own]
            (work / "in" / f"part-{number:02}.jsonl").write_text("\n".join(rows), encoding="utf-8")
        start = monotonic()
        started(work, "undisturbed").wait()
        whole = monotonic() - start
        again = 0
        rounds = 0
        before: dict[str, int] = {}
        for _ in tqdm(range(int(kills)), disable=None):
            run = started(work, "killed")
            try:
                run.wait(numbers.uniform(0, whole / 3))
            except subprocess.TimeoutExpired:
                rounds += 1
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
            now = done(work / "killed")
            again += sum(now[shard] != time for shard, time in before.items())
            before = now
        started(work, "killed").wait()
        again += sum(done(work / "killed")[shard] != time for shard, time in before.items())
        names = [path.name for path in sorted((work / "undisturbed").glob("*.jsonl"))]
        different = [name for name in names if content(work, "undisturbed", name) != content(work, "killed", name)]
        left = [path.name for path in (work / "killed").glob(".*")]
    report = {"shards": len(names), "killed": rounds, "different": different, "done_again": again, "left_over": left}
    print(json.dumps(report, indent=2))
    return 1 if different or again or left or len(names) != SHARDS else 0


def started(work: Path, name: str) -> "subprocess.Popen[bytes]":
    """A run in a session of its own, so that all its processes can be killed at once."""
    command = [sys.executable, "-m", "quoteattr", "run", str(work / "in"), "--output", str(work / name), "--jobs", "2"]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)


def done(folder: Path) -> dict[str, int]:
    """The shards that are done, each with the time at which it was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("part-*.jsonl")}


def content(work: Path, folder: str, name: str) -> bytes:
    """What is in a file; nothing if it is not there."""
    path = work / folder / name
    return path.read_bytes() if path.is_file() else b""


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
