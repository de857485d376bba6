"""Every rule is alive, known and good enough: in committed cases, without a model."""

import json

import pytest
import rule_cases

FLOORS: dict[str, float | None] = json.loads(rule_cases.FLOORS.read_text("utf-8"))


def test_every_rule_in_the_source_has_a_floor() -> None:
    """Ids are put together from parts; every part must occur in one that fires."""
    parts = rule_cases.names()
    assert len(parts) > 20
    assert not {part for part in parts if not any(f".{part}." in f".{rule}." for rule in FLOORS)}


def test_no_rule_is_dead_and_none_is_unknown() -> None:
    assert rule_cases.figures().keys() == FLOORS.keys()


def test_most_rules_win_somewhere() -> None:
    """A rule that never wins stands in the shadow of another one; they are named in the floors."""
    shadowed = {rule for rule, floor in FLOORS.items() if floor is None}
    assert {rule for rule, row in rule_cases.figures().items() if not row.won} <= shadowed


@pytest.mark.parametrize("rule", [rule for rule, floor in FLOORS.items() if floor is not None])
def test_precision_of_a_rule_is_above_its_floor(rule: str) -> None:
    floor = FLOORS[rule]
    precision = rule_cases.figures()[rule].precision
    assert precision is not None
    assert floor is not None
    assert precision >= floor
