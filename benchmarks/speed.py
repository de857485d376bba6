"""Time and memory of the main job, as JSON: ``python benchmarks/speed.py``; exit code 1 if a limit is not met.

A process of its own for each measure of start-up, since a model is loaded once. PyTorch uses one thread, as in the
command: an article is too small to share among several.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))
WORDS = 300
LIMITS = {"import_seconds": 0.2, "load_seconds": 5.0, "article_seconds": 2.0, "peak_mebibytes": 1024.0}

IMPORT = "from time import perf_counter as now; start = now(); import quoteattr; print(now() - start)"
LOAD = """
from time import perf_counter as now
import quoteattr
start = now()
quoteattr.QuoteAttributor()
print(now() - start)
"""


def main() -> int:
    """Measure and print."""
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as compiled:
        starts = {
            "import_seconds": min(_seconds_of(IMPORT, compiled) for _ in range(5)),
            "load_seconds": min(_seconds_of(LOAD, compiled) for _ in range(4)),
        }
    figures = {**starts, **_work(), "peak_mebibytes": peak_mebibytes()}
    missed = [name for name, limit in LIMITS.items() if figures[name] > limit]
    report = {
        "date": date.today().isoformat(),
        "machine": _machine(),
        "versions": {name: version(name) for name in ("quoteattr", "stanza", "torch")}
        | {"python": platform.python_version()},
        "figures": {name: round(value, 3) for name, value in figures.items()},
        "limits": LIMITS,
        "missed": missed,
    }
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return 1 if missed else 0


def _work() -> dict[str, float]:
    """Seconds for one article, and how they divide into parsing and our own code; articles a second in batches.

    The few milliseconds for the marks are in both parts.
    """
    from quoteattr import QuoteAttributor
    from quoteattr.context.opinion import SecondOpinion
    from quoteattr.decide import resolve
    from quoteattr.reading import read
    from quoteattr.rules import propose

    text = _article()
    attributor = QuoteAttributor()
    attributor.attribute(text)  # what is made once is made now
    article = _best(lambda: attributor.attribute(text))
    parsing = _best(lambda: list(read([text], attributor.parser)))
    (reading,) = read([text], attributor.parser)
    own = _best(lambda: attributor.attribute_parse(reading.parse))  # what a reading looks up is looked up each time
    proposals = list(propose(reading, attributor.rules))
    opinion = _best(lambda: SecondOpinion.german().of([(reading, proposals)]))
    proposals = attributor.propose(reading)
    decision = _best(lambda: resolve(reading, proposals, attributor.weights))
    start = perf_counter()
    batch = 32
    for _ in attributor.pipe([text] * batch):
        pass
    return {
        "article_words": len(text.split()),
        "article_seconds": article,
        "parsing_seconds": parsing,
        "own_seconds": own,
        "own_to_parsing": own / parsing,
        "decision_to_parsing": decision / parsing,
        "second_opinion_to_parsing": opinion / parsing,
        "articles_per_second_in_batches": batch / (perf_counter() - start),
    }


def _article() -> str:
    """The seed document, its first paragraphs once more until there are enough words."""
    text = SEED.read_text(encoding="utf-8")
    paragraphs = iter(text.split("\n\n"))
    while len(text.split()) < WORDS:
        text += "\n\n" + next(paragraphs)
    return text


def _best(action: object, repeats: int = 9) -> float:
    """The shortest time: whatever makes it longer is another process."""
    assert callable(action)
    seconds = []
    for _ in range(repeats):
        start = perf_counter()
        action()
        seconds.append(perf_counter() - start)
    return min(seconds)


def _seconds_of(code: str, compiled: str) -> float:
    """What some code prints in a process of its own, with its modules compiled in a folder, as pip installs them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    command = [sys.executable, "-c", code]
    return float(subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout)


def peak_mebibytes() -> float:
    """Of this process, which has loaded the model and read a batch."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _machine() -> str:
    name = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").is_file():
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), name)
    return f"{name}, 1 of {os.cpu_count()} cores, {platform.system()}"


if __name__ == "__main__":
    sys.exit(main())
