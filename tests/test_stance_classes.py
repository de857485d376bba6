"""The classes of every cue: a snapshot of what they make of a template, and the proof that it notices any loss."""

from collections.abc import Iterator
from typing import Any, TypeVar

import pytest
from attrs import evolve
from stance_templates import LEXICON, complement_of, golden, nouns, row, stance_of_noun, stance_of_verb, table

from quoteattr.lexicon import NounSense, VerbSense
from quoteattr.model import Attitude, Commitment, Reporting

GOLDEN = {(cells[0], cells[1] == "noun"): cells for cells in golden()}
MISSING = {"reporting": Reporting.UNKNOWN, "commitment": Commitment.UNKNOWN, "attitude": Attitude.UNKNOWN}
OTHER = {"reporting": Reporting.DENYING, "commitment": Commitment.CERTAIN, "attitude": Attitude.WARN}


HINT = "the lexicon changed: run tests/stance_templates.py --accept and docs/stance_classes.py, review the difference"


def test_every_cue_is_judged_as_before() -> None:
    """A new cue was not judged before; it comes into the table when that is written again."""
    assert sorted(set(GOLDEN.values()) - set(table())) == [], HINT


Sense = TypeVar("Sense", VerbSense, NounSense)


def mutants(sense: Sense) -> Iterator[tuple[str, Sense]]:
    """The entry with one class dropped; where it is missing as it is, with another value."""
    for name, missing in MISSING.items():
        value = OTHER[name] if getattr(sense, name) == missing else missing
        changes: dict[str, Any] = {name: value}
        yield name, evolve(sense, **changes)


def survivors(sense: VerbSense | NounSense) -> list[str]:
    """The classes that could be dropped without a change in the snapshot."""
    if isinstance(sense, NounSense):
        golden_row = GOLDEN.get((sense.id, True))
        return [name for name, mutant in mutants(sense)
                if row(sense.id, "noun", stance_of_noun(sense, mutant)) == golden_row]  # fmt: skip
    golden_row, shape = GOLDEN.get((sense.id, False)), complement_of(sense)
    found = []
    for name, mutant in mutants(sense):
        stance = stance_of_verb(sense, mutant)
        assert stance is not None
        if row(sense.id, shape, stance) == golden_row:
            found.append(name)
    return found


@pytest.mark.parametrize("kind", ["verbs", "nouns"])
def test_no_class_of_a_cue_can_be_dropped(kind: str) -> None:
    senses = LEXICON.verbs.values() if kind == "verbs" else nouns()
    lost = {sense.id: names for sense in senses if (names := survivors(sense))}
    assert lost == {}


def test_targets_of_cues_are_held_too() -> None:
    changed = 0
    for sense in LEXICON.verbs.values():
        if sense.target in ("iobj",) or sense.target.startswith("pp:"):
            stance = stance_of_verb(sense, evolve(sense, target=""))
            assert stance is not None
            changed += row(sense.id, complement_of(sense), stance) != GOLDEN.get((sense.id, False))
    assert changed >= 25
