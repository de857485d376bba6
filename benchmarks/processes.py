"""Two processes against one: how much faster, and how much memory for each.

    python benchmarks/processes.py dev.jsonl [ARTICLES] [ROUNDS]

One and two workers take turns on the same articles with the embedded model. What is measured is the rate from when all
workers have loaded it and given a first result, up to the last one; and, on Linux, the memory of each worker at the
end, and how much of it is its own alone, which is what one more worker costs. Nothing else should run on the machine.
Prints JSON; exit code 1 if two are less than 1.8 times as fast as one, or take more memory than the limits.
"""

import json
import statistics
import sys
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path
from time import perf_counter

from quoteattr import Article
from quoteattr.runs.recipe import Recipe
from quoteattr.workers import work_in_processes

BATCH = 4
WANTED, LIMIT, FURTHER = 1.8, 0.8 * 1024, 0.5 * 1024


def main(path: str, limit: str = "80", rounds: str = "3") -> int:
    """Measure and print."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()[: int(limit)]
    articles = [Article(str(number), json.loads(line)["originalText"]) for number, line in enumerate(lines)]
    batches = [articles[at : at + BATCH] for at in range(0, len(articles), BATCH)]
    rates: dict[int, list[float]] = {1: [], 2: []}
    memory: list[tuple[float, float]] = []
    for _ in range(int(rounds)):
        for processes, found in rates.items():
            rate, memory = measure(batches, processes)
            found.append(rate)
    one, two = (statistics.median(found) for found in rates.values())
    report = {
        "articles": len(articles),
        "words_per_second": {"one": round(one), "two": round(two)},
        "ratio": round(two / one, 2),
        "rounds": {number: [round(rate) for rate in found] for number, found in rates.items()},
        "mebibytes_of_each": [round(whole) for whole, _ in memory],
        "of_these_its_own_alone": [round(own) for _, own in memory],
    }
    print(json.dumps(report, indent=2))
    small = all(whole <= LIMIT and own <= FURTHER for whole, own in memory)
    return 0 if two / one >= WANTED and small else 1


def measure(batches: Sequence[Sequence[Article]], processes: int) -> tuple[float, list[tuple[float, float]]]:
    """Words a second once all workers work, and the memory of each."""
    results = work_in_processes(Recipe().lines_of, batches, processes)
    for _ in range(2 * processes):  # in order, so each worker has given one by now
        next(results)
    start = perf_counter()
    words = 0
    memory: list[tuple[float, float]] = []
    for batch, _ in zip(batches[2 * processes :], results, strict=True):
        words += sum(len(article.text.split()) for article in batch)
        memory = [memory_of(child.pid) for child in active_children() if child.pid] or memory
    return words / (perf_counter() - start), memory


def memory_of(pid: int) -> tuple[float, float]:
    """MiB that a process has in memory, and those of them that it shares with none."""
    told = Path(f"/proc/{pid}/smaps_rollup")
    if not told.is_file():
        return 0.0, 0.0
    sizes = {line.split(":")[0]: line.split()[1] for line in told.read_text("ascii").splitlines()[1:]}
    own = int(sizes["Private_Clean"]) + int(sizes["Private_Dirty"])
    return int(sizes["Rss"]) / 1024, own / 1024


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
