"""Words a second and memory, by the number of articles and by the length of one text: both should stay flat.

    python benchmarks/scaling.py                    # a parser that knows no German, so that our own code is measured
    python benchmarks/scaling.py --model --most 20000

Articles have some 100 words, texts are news of sentences of our own (`benchmarks/long.py`). Each measure has a process
of its own; seconds are those of the processor, one thread, after the model is loaded and a first article read. Exit
code 1 if the slowest of a row, from the third measure on, has less than 0.8 of the words a second of the fastest, or
if articles take more than 1 GiB.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time

from long import paragraphs
from speed import peak_mebibytes

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

ARTICLE = 100
NUMBERS = (10, 100, 1_000, 10_000)
LENGTHS = (1_000, 3_000, 10_000, 50_000, 200_000, 1_000_000)
FLAT = 0.8
MEBIBYTES = 1024.0


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--model", action="store_true", help="with the embedded model")
    options.add_argument("--most", type=int, default=1_000_000, metavar="WORDS", help="words of a measure at most")
    options.add_argument("--one", nargs=2, metavar=("HOW", "NUMBER"), help=argparse.SUPPRESS)
    args = options.parse_args()
    if args.one:
        print(json.dumps(measure(args.one[0], int(args.one[1]), model=args.model)))
        return 0
    good = True
    for how, numbers, size in (("articles", NUMBERS, ARTICLE), ("words", LENGTHS, 1)):
        found = []
        for number in numbers:
            if number * size <= args.most:
                one = in_process_of_its_own(how, number, model=args.model)
                print(f"{number:9,} {how:9} {one['rate']:8,.0f} words/s {one['mebibytes']:6,.0f} MiB", flush=True)
                found.append(one)
        rates = [each["rate"] for each in found[2:]] or [1.0]
        good &= min(rates) >= FLAT * max(rates) and (how == "words" or found[-1]["mebibytes"] <= MEBIBYTES)
    return 0 if good else 1


def in_process_of_its_own(how: str, number: int, *, model: bool) -> dict[str, float]:
    """One measure, so that its memory is its own."""
    command = [sys.executable, __file__, "--one", how, str(number), *["--model"] * model]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def measure(how: str, number: int, *, model: bool) -> dict[str, float]:
    """The rate and the memory of some articles, or of one text of some words."""
    from parsers import Stub

    from quoteattr import QuoteAttributor
    from quoteattr.collector import spare_collector

    attributor = QuoteAttributor(None if model else Stub())
    texts: Iterable[str] = articles(number) if how == "articles" else [next(articles(1, number))]
    attributor.attribute(next(articles(1)))
    spare_collector()  # as the command does
    words = 0
    start = process_time()
    for document in attributor.pipe(texts):
        words += len(document.text.split())
    return {"rate": words / (process_time() - start), "mebibytes": peak_mebibytes()}


def articles(number: int, words: int = ARTICLE) -> Iterator[str]:
    """Articles of at least some words, one after the other."""
    source = paragraphs(sys.maxsize)

    def article() -> Iterator[str]:
        have = 0
        while have < words:
            paragraph = next(source)
            have += len(paragraph.split())
            yield paragraph

    return ("".join(article()) for _ in range(number))


if __name__ == "__main__":
    sys.exit(main())
