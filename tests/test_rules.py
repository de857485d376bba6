"""Every rule is alive, known, good enough and in nobody's shadow: in committed cases, without a model.

What is known to fail is a strict xfail, so that an improvement is noticed: `rule_cases` tells how to write it down.
"""

from typing import Any

import pytest
import rule_cases
from casefile import Outcome, cases

FLOORS, ONE_SIDED = rule_cases.read_floors()
OWN = [case for case in cases(rule_cases.CASES) if "rule" in case or "not" in case]


def _known_to_fail(fails: bool) -> list[Any]:
    return [pytest.mark.xfail(strict=True)] if fails else []


def test_floors_are_those_of_the_registry() -> None:
    assert FLOORS.keys() == rule_cases.RULES.keys()


def test_no_rule_is_dead_and_none_is_unknown() -> None:
    assert rule_cases.figures().keys() == rule_cases.RULES.keys()
    assert not {rule for rule, row in rule_cases.figures().items() if not row.proposed}


def test_every_rule_has_cases_of_its_own() -> None:
    short = {rule for rule, row in rule_cases.figures().items() if row.cases < 6 or row.negatives < 2}
    assert not short
    labels = [case["label"] for case in OWN]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    "rule",
    [pytest.param(rule, marks=_known_to_fail(floor.precision is None)) for rule, floor in FLOORS.items()],
)
def test_a_rule_wins_somewhere_and_is_right(rule: str) -> None:
    assert rule_cases.figures()[rule].right > 0


@pytest.mark.parametrize("rule", FLOORS)
def test_a_rule_is_above_its_floors(rule: str) -> None:
    assert FLOORS[rule].holds(rule_cases.figures()[rule])


@pytest.mark.parametrize(
    ("better", "other"),
    [pytest.param(*pair, marks=_known_to_fail(pair in ONE_SIDED)) for pair in rule_cases.pairs()],
)
def test_no_rule_shadows_another(better: str, other: str) -> None:
    """Of two rules that propose the same quotation for the same cue, none always loses."""
    assert rule_cases.contests()[other, better] > 0


def test_one_sided_pairs_still_meet() -> None:
    assert set(rule_cases.pairs()) >= set(ONE_SIDED)


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(outcome, id=outcome.case["label"], marks=_known_to_fail("expect" in outcome.case))
        for outcome in rule_cases.outcomes(rule_cases.CASES)
    ],
)
def test_case(outcome: Outcome) -> None:
    assert outcome.rows == outcome.case["quotes"]
    assert outcome.case.get("not") not in outcome.winners
