"""Looks for texts that break something: ``python benchmarks/fuzz.py --minutes 5``.

With `--texts N` it ends after so many, with `--processes N` several look at once, each with a seed of its own.

Texts come from two sources by turns: from the strategies of the tests (Hypothesis: texts made of what trips a reader of
quotation marks, and generated articles), and from a mutator over our own articles that cuts, repeats, swaps and
spoils stretches of them. Each goes through the whole analysis with a parser that knows no German, or with `--model`
through the embedded one; then everything is asked of the result that must hold of any document: `Document.from_dict`
asks it, and it comes back the same. Exit code 1 if a text fails; it is printed, so that it can be added to
`tests/cases/hard.json`, which the suite runs.
"""

# ruff: noqa: E402 (the strategies lie among the tests)

import argparse
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from time import monotonic, process_time

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from parsers import Stub
from strategies import MARK_CHARACTERS, Article, articles, texts

from quoteattr import Config, Document, QuoteAttributor
from quoteattr.documents.json import document_of, dumps, record

ARTICLES = ROOT / "training" / "data" / "modern" / "fit.json"
SPOILERS = (
    *MARK_CHARACTERS,
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        " ",
        "\u00a0",
        "\u00ad",
        "\u200b",
        "\u0308",
        "\u202e",
        "\u2028",
        "\0",
        "\ud83d",
        "\udc4d",
    ),
    *(
        ",",
        ".",
        ":",
        "…",
        "–",
        "-",
        "(",
        ")",
        "*",
        "_",
        "/",
        "1",
        "ß",
        "\U0001f44d",
        "sagte",
        "dass",
        "er",
        "laut",
        "so",
    ),
)
SIZES = {40: 12, 200: 6, 800: 2, 3000: 0.5}
"""Characters of a stretch, and how often it is so long: what breaks something is seldom long."""
BATCH = 50
"""Texts of the strategies that are drawn at once."""
CONFIGS = (
    Config(),
    Config(second_opinion=False),
    Config(weights="open"),
    Config(second_opinion=False, keep_words=True),
)
"""Taken by turns."""
SECONDS = 5.0
"""That a text of at most a few thousand characters may take."""


@frozen
class Job:
    """What one process does.

    Attributes:
        seed: Of all chance in it.
        texts: After how many texts it ends.
        minutes: After how many minutes it ends.
        drawn: Every so manieth text is of the strategies; 0 for none.
        model: Whether the embedded model parses.
    """

    seed: str
    texts: float
    minutes: float
    drawn: int
    model: bool


def articles_of(path: Path) -> list[str]:
    """The texts to start from."""
    return [article["text"] for article in json.loads(path.read_text("utf-8"))]


def mutated(chance: random.Random, sources: list[str]) -> str:
    """A stretch of an article with one to a dozen things done to it."""
    text = chance.choice(sources)
    start = chance.randrange(len(text))
    text = text[start : start + chance.choices([*SIZES], [*SIZES.values()])[0]]
    for _ in range(chance.choice([1, 2, 4, 12])):
        first, second = sorted(chance.choices(range(len(text) + 1), k=2))
        second = min(second, first + chance.choice([1, 3, 20, 200]))
        piece = text[first:second]
        done = chance.choice(("cut", "repeat", "spoil", "spoil", "turn", "graft", "swap"))
        if done == "cut":
            piece = ""
        elif done == "repeat":
            piece *= chance.choice([2, 5, 30])
        elif done == "spoil":
            piece += chance.choice(SPOILERS) * chance.choice([1, 1, 1, 2, 9, 40])
        elif done == "turn":
            piece = piece[::-1]
        elif done == "graft":
            other = chance.choice(sources)
            at = chance.randrange(len(other))
            piece = other[at : at + chance.choice([5, 50, 300])]
        else:
            piece = piece.swapcase()
        text = (text[:first] + piece + text[second:])[:6000]
    return text


def drawn(chance: random.Random) -> Iterator[str]:
    """Texts of the strategies, without end, the same ones for the same chance."""
    batch: list[str] = []

    @settings(max_examples=BATCH, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(texts(), articles())
    def collect(text: str, article: Article) -> None:
        batch.extend((text, article.text))

    while True:
        batch.clear()
        seeded(chance.randrange(2**32))(collect)()
        yield from batch


def check(text: str, attribute: Callable[[str], Document]) -> None:
    """What must hold for the result of any text."""
    document = attribute(text)
    assert document.text == text
    assert Document.from_dict(document.to_dict()) == document
    line = dumps(record("a.txt", document))
    line.encode()
    assert document_of(json.loads(line)) == ("a.txt", document)
    found = [(quote.type, quote.spans) for quote in document.quotes]
    assert len(set(found)) == len(found), "a quotation twice"
    assert all(quote.evidence for quote in document.quotes)


def look(job: Job) -> tuple[Counter[str], float]:
    """Go through texts; what fails is printed.

    Returns:
        How many texts of which kind there were, how many failed or were slow, and the seconds of the slowest.
    """
    parser = QuoteAttributor().parser if job.model else Stub()
    attributors = [QuoteAttributor(parser, config=config) for config in CONFIGS]
    chance, sources = random.Random(job.seed), articles_of(ARTICLES)
    strategies = drawn(random.Random(job.seed))
    until = monotonic() + 60 * job.minutes
    counts: Counter[str] = Counter()
    slowest = 0.0
    for number in count():
        if number >= job.texts or monotonic() > until:
            return counts, slowest
        kind = "drawn" if job.drawn and number % job.drawn == 0 else "mutated"
        text = next(strategies) if kind == "drawn" else mutated(chance, sources)
        counts[kind] += 1
        started = process_time()
        try:
            check(text, attributors[number % len(CONFIGS)].attribute)
        except Exception as error:
            counts["failed"] += 1
            print(f"{type(error).__name__}: {str(error)[:300]}\n{json.dumps(text)}", flush=True)
        seconds = process_time() - started
        slowest = max(slowest, seconds)
        if seconds > SECONDS:
            counts["slow"] += 1
            print(f"{seconds:.1f} s\n{json.dumps(text)}", flush=True)
    raise AssertionError("count() does not end")


def main() -> int:
    """Run for some minutes and print the counts."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--minutes", type=float, help="1, or as many as it takes where --texts is given")
    options.add_argument("--texts", type=int, help="end after so many")
    options.add_argument("--processes", type=int, default=1, metavar="N")
    options.add_argument("--model", action="store_true", help="with the embedded model")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--drawn", type=int, default=20, metavar="N", help="every N-th text is of the strategies")
    args = options.parse_args()
    minutes = args.minutes or (float("inf") if args.texts else 1.0)
    texts = ceil(args.texts / args.processes) if args.texts else float("inf")
    jobs = [Job(f"{args.seed}.{n}", texts, minutes, args.drawn, args.model) for n in range(args.processes)]
    with ProcessPoolExecutor(args.processes, get_context("spawn")) as pool:
        results = list(pool.map(look, jobs))
    counts: Counter[str] = sum((counts for counts, _ in results), Counter())
    slowest = max(seconds for _, seconds in results)
    print(f"{counts['mutated'] + counts['drawn']} texts, {counts['drawn']} of them drawn from the strategies:")
    print(f"{counts['failed']} failed, {counts['slow']} slow; the slowest took {slowest:.1f} s")
    return int(counts["failed"] + counts["slow"] > 0)


if __name__ == "__main__":
    sys.exit(main())
