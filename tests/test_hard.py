"""Hard texts: what must hold of every document holds for them, too, and work grows with size, not with its square."""

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest
from casefile import CASES, cases
from parsers import embedded, shown, stub
from scripts import script

from quoteattr.text.marks import scan

HARD = cases(CASES / "hard.json")
FUZZ, SHAPES = script("benchmarks/fuzz.py"), script("benchmarks/shapes.py").SHAPES


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["label"])
def test_a_hard_text(case: dict[str, str]) -> None:
    FUZZ.check(case["text"], stub().attribute)


@pytest.mark.model
@pytest.mark.parametrize("case", HARD, ids=lambda case: case["label"])
def test_a_hard_text_with_the_model(case: dict[str, str]) -> None:
    FUZZ.check(case["text"], embedded().attribute)


def test_mutated_articles() -> None:
    """A few of those that the benchmark makes without end."""
    chance, sources = FUZZ.random.Random(0), FUZZ.articles_of(FUZZ.ARTICLES)
    for _ in range(15):
        FUZZ.check(FUZZ.mutated(chance, sources), stub().attribute)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: a measure of work that does not depend on the machine."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def test_there_are_a_hundred_shapes() -> None:
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) >= 100


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: ascii(shape.name))
def test_reading_marks_takes_linear_work(shape: object) -> None:
    half, whole = (calls(lambda size=size: (scan(shape.of(size)), shown(shape.of(size)))) for size in (1500, 3000))  # type: ignore
    assert whole < 2.3 * half + 200


@pytest.mark.parametrize(
    "unit", ["a", "„a »b ", "„a. ", "Anna Berg, ", "„Nein.“ ", "a\n\n", "Anna Berg sagte, sie komme. "]
)
def test_the_whole_analysis_takes_linear_work(unit: str) -> None:
    """A quotation stands in front, for who speaks is only looked for where there is one."""
    lead = "Roth sagte: „Es regnet.“\n\n"
    assert stub().attribute(lead + unit * 9).quotes
    half, whole = (calls(partial(stub().attribute, lead + unit * (size // len(unit)))) for size in (1500, 3000))
    assert whole < 2.3 * half
