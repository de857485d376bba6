"""Known failures: cases that are written down as failing, and a committed figure for each file of how many there are.

``cases/known_failures.json`` has the figures. They may only fall: a test fails where there are more failures than the
figure, and where there are fewer, so that what was won is held. The commands of the cases (`golden`, `rule_cases`)
tell what changed and write nothing unless asked:

- ``--accept`` writes down what fails now and what fails no longer, and lowers the figures;
- ``--more-failures`` lets figures rise too.
"""

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from casefile import CASES, KNOWN, Case, Outcome

FIGURES = CASES / "known_failures.json"


@frozen
class Change:
    """A case that comes out otherwise than it is written down.

    Attributes:
        label: The case.
        what: `fails`, `is right now`, or `fails otherwise`.
        found: What is found.
    """

    label: str
    what: str
    found: object

    @property
    def is_regression(self) -> bool:
        """Whether something was right before."""
        return self.what == "fails"

    def __str__(self) -> str:
        return f"{self.label}: {self.what}: {json.dumps(self.found, ensure_ascii=False, default=str)}"


def read_figures() -> dict[str, int]:
    """The committed numbers of known failures."""
    found: dict[str, int] = json.loads(FIGURES.read_text("utf-8"))
    return found


def write_figures(figures: Mapping[str, int]) -> None:
    """Commit these numbers."""
    FIGURES.write_text(json.dumps(dict(sorted(figures.items())), indent=1) + "\n", encoding="utf-8")


def count(cases: Iterable[Case]) -> int:
    """How many cases are written down as failing."""
    return sum("expect" in case for case in cases)


def changes(outcomes: Iterable[Outcome]) -> list[Change]:
    """What comes out otherwise than it is written down."""
    found = []
    for outcome in outcomes:
        if outcome.fails != outcome.is_known:
            found.append(Change(outcome.case["label"], "fails" if outcome.fails else "is right now", outcome.rows))
        elif outcome.fails and outcome.rows != outcome.case.get("instead"):
            found.append(Change(outcome.case["label"], "fails otherwise", outcome.rows))
    return found


def written_down(outcome: Outcome) -> Case:
    """The case with what is known now: as failing, with what is found instead, or as right."""
    case = {key: value for key, value in outcome.case.items() if key not in KNOWN}
    return case | ({"expect": "fail", "instead": outcome.rows} if outcome.fails else {})


def settled(known: Mapping[str, int], now: Mapping[str, int], *, more: bool) -> dict[str, int]:
    """The figures after accepting what fails now.

    Args:
        known: The committed figures.
        now: How many fail now, for some or all of them; of a file without a figure, none may fail.
        more: Whether a figure may rise.

    Raises:
        ValueError: A figure would rise and may not.
    """
    risen = [f"{name}: {known.get(name, 0)} → {number}" for name, number in now.items() if number > known.get(name, 0)]
    if risen and not more:
        raise ValueError(f"More failures than known ({'; '.join(risen)}). --more-failures lets the figures rise.")
    return {**known, **now}


def may_accept(now: Mapping[str, int], *, more: bool) -> bool:
    """Commit figures, unless one rises that may not; whether that was done."""
    try:
        write_figures(settled(read_figures(), now, more=more))
    except ValueError as error:
        print(error)
        return False
    return True


def command(description: str | None) -> ArgumentParser:
    """The options that the commands of cases share."""
    parser = ArgumentParser(description=description, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--accept", action="store_true", help="write down what fails now, and what no longer does")
    parser.add_argument("--more-failures", action="store_true", help="with --accept: let the number of failures rise")
    return parser


def verdict(found: Sequence[Change], *, accepted: bool) -> int:
    """The exit code: 1 if there are regressions that were not accepted."""
    return int(not accepted and any(change.is_regression for change in found))
