"""Every rule is alive, known, good enough and in nobody's shadow: in committed cases, without a model.

What is known to fail is a strict xfail, so that an improvement is noticed: `rule_cases` tells how to write it down.
"""

import json
from typing import Any

import golden
import pytest
import rule_cases
from rule_cases import Outcome

_WRITTEN = json.loads(rule_cases.FLOORS.read_text("utf-8"))
FLOORS: dict[str, dict[str, float | None]] = _WRITTEN["rules"]
ONE_SIDED = {tuple(pair) for pair in _WRITTEN["one-sided"]}
OWN = [case for case in golden.cases(rule_cases.CASES) if "rule" in case or "not" in case]


def _known_to_fail(fails: bool) -> list[Any]:
    return [pytest.mark.xfail(strict=True)] if fails else []


def test_every_rule_in_the_source_has_a_floor() -> None:
    """Ids are put together from parts; every part must occur in one that fires."""
    parts = rule_cases.names()
    assert len(parts) > 20
    assert not {part for part in parts if not any(f".{part}." in f".{rule}." for rule in FLOORS)}


def test_no_rule_is_dead_and_none_is_unknown() -> None:
    assert rule_cases.figures().keys() == FLOORS.keys()
    assert not {rule for rule, row in rule_cases.figures().items() if not row.proposed}


def test_every_rule_has_cases_of_its_own() -> None:
    short = {rule for rule, row in rule_cases.figures().items() if row.cases < 6 or row.negatives < 2}
    assert not short
    labels = [case["label"] for case in OWN]
    assert len(set(labels)) == len(labels)


def test_most_cases_are_right() -> None:
    """Failures are known one by one; a ceiling keeps them from becoming the rule."""
    failing = [case["label"] for case in OWN if "expect" in case]
    assert len(failing) < len(OWN) * 0.45


@pytest.mark.parametrize(
    "rule",
    [pytest.param(rule, marks=_known_to_fail(floor["precision"] is None)) for rule, floor in FLOORS.items()],
)
def test_a_rule_wins_somewhere_and_is_right(rule: str) -> None:
    assert rule_cases.figures()[rule].right > 0


@pytest.mark.parametrize("rule", FLOORS)
def test_a_rule_is_above_its_floors(rule: str) -> None:
    floor, row = FLOORS[rule], rule_cases.figures()[rule]
    assert floor["recall"] is not None
    assert row.recall >= floor["recall"]
    assert row.precision is None or row.precision >= (floor["precision"] or 0.0)


@pytest.mark.parametrize(
    ("better", "other"),
    [pytest.param(*pair, marks=_known_to_fail(pair in ONE_SIDED)) for pair in rule_cases.pairs()],
)
def test_no_rule_shadows_another(better: str, other: str) -> None:
    """Of two rules that propose the same quotation for the same cue, none always loses."""
    assert rule_cases.contests()[other, better] > 0


def test_one_sided_pairs_still_meet() -> None:
    assert set(rule_cases.pairs()) >= ONE_SIDED


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
