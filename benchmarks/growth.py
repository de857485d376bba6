"""How time grows with size, for a hundred shapes of text: ``python benchmarks/growth.py``.

Each shape is read at half the size and at the full one. Exit code 1 if doubling takes more than 2.3 times as long, or
any shape takes over 30 seconds. The parser knows no German and is fast, so that what is measured is our own code;
`--model` takes the embedded one, with `--every N` only each N-th shape. `--names` limits it to shapes with a word in
their name. Times are processor times of one thread; the collector of cyclic garbage, whose rare whole rounds would fall
into one measurement or the other, rests meanwhile.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from parsers import Stub
from shapes import SHAPES, Shape

from quoteattr import QuoteAttributor

RATIO, SECONDS = 2.3, 30.0
NOISE = 0.2
"""Seconds that a machine with other work may add to a measurement."""


def measure(shape: Shape, size: int, work: Callable[[str], object]) -> tuple[float, float]:
    """Seconds for half the size and for the whole."""
    times = []
    for text in (shape.of(size // 2), shape.of(size)):
        gc.collect()
        gc.disable()
        started = process_time()
        work(text)
        gc.enable()
        times.append(process_time() - started)
    return times[0], times[1]


def main() -> int:
    """Measure and print, the slowest last."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--size", type=int, default=100_000, help="characters")
    options.add_argument("--model", action="store_true", help="with the embedded model")
    options.add_argument("--every", type=int, default=1, metavar="N")
    options.add_argument("--names", default="", metavar="WORD")
    args = options.parse_args()
    attributor = QuoteAttributor(None if args.model else Stub())
    attributor.attribute("Er sagte, es regne.")
    bad = 0
    rows = []
    for shape in SHAPES[:: args.every]:
        if args.names in shape.name:
            half, whole = measure(shape, args.size, attributor.attribute)
            is_bad = whole > SECONDS or whole > RATIO * half + NOISE
            bad += is_bad
            rows.append(
                (whole, f"{whole:8.2f} s  {whole / max(half, 1e-9):5.2f}  {'!' if is_bad else ' '} {shape.name}")
            )
            print(rows[-1][1], file=sys.stderr, flush=True)
    print(f"{len(rows)} shapes, {args.size} characters, {bad} over a limit; seconds, ratio to half the size:")
    print(*(row for _, row in sorted(rows)), sep="\n")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
