"""Stance in the article that the project was created from, row by row, with the quotations given.

So a change in what is found does not hide a change in what is judged; that the pipeline judges what it finds in the
same way is a test of its own.
"""

import json
from functools import cache
from typing import Any

import pytest
from parsers import embedded
from scripts import ROOT
from stance_cases import CASES, benchmark

import quoteattr
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans, Stance
from quoteattr.reading import Reading, read
from quoteattr.stance import Report, judge

pytestmark = pytest.mark.model

ROWS: dict[int, dict[str, Any]] = {
    row["row"]: row for row in json.loads((ROOT / "tests" / "cases" / "seed.json").read_text("utf-8"))
}
STANCES = json.loads((CASES / "seed.json").read_text("utf-8"))
PREPOSITIONS = ("nach", "laut")
OVERLAP = benchmark().overlap


@cache
def reading() -> Reading:
    text = next((ROOT / "seeds").glob("*.txt")).read_text("utf-8")
    return next(read([text], embedded().parser))


def spans_in(text: str, parts: str, after: int = 0) -> Spans:
    """Where the parts of a quotation or cue stand, one after the other."""
    spans = []
    for part in parts.split(" … "):
        after = text.index(part, after)
        spans.append(Span(after, after + len(part)))
    return tuple(spans)


def stance_of(row: dict[str, Any]) -> Stance:
    text = reading().text
    quote = spans_in(text, row["quote"])
    if not row["cue"]:
        return judge(Report(reading(), QuoteType(row["type"]), quote))
    sentence = reading().parse.sentence_at(quote[0].start)
    assert sentence is not None
    cue = spans_in(text, row["cue"], sentence.start)
    kind = CueKind.PREPOSITION if row["cue"].lower() in PREPOSITIONS else CueKind.VERB
    near = reading().parse.sentences_in(cue[0])
    verbs = (verb for each in near for verb in reading().cues_in(each) if any(s.covers(verb.verb.span) for s in cue))
    found = Cue(cue, row["cue"], row["cue"], kind)
    return judge(Report(reading(), QuoteType(row["type"]), quote, found, next(verbs, None), frame=cue))


def parent_of(row: dict[str, Any]) -> dict[str, Any]:
    """A direct part of a quotation is judged with the whole."""
    if row["type"] != "direct":
        return row
    whole = [other for other in ROWS.values() if other["type"] == "indirect" and row["quote"] in other["quote"]]
    return whole[0] if whole else row


def answer(stance: Stance) -> list[str | None]:
    target = " ".join(stance.target.text.split()) if stance.target else None
    return [stance.reporting.value, stance.commitment.value, stance.attitude.value, target]


def check(found: Stance, expected: dict[str, Any]) -> None:
    *values, target = answer(found)
    assert values == expected["stance"][:3]
    # Whether *in Russland* belongs to the target is for the parser to say.
    assert OVERLAP(expected["stance"][3], target) >= 0.75


@pytest.mark.parametrize("expected", STANCES, ids=lambda row: f"row {row['row']}")
def test_row(expected: dict[str, Any]) -> None:
    check(stance_of(parent_of(ROWS[expected["row"]])), expected)


def test_a_demand_for_the_interests_of_ukraine() -> None:
    assert answer(stance_of(ROWS[20])) == ["neutral", "Uu", "demand", "die Interessen der Ukraine"]


def test_every_row_has_a_stance() -> None:
    assert {row["row"] for row in STANCES} == set(ROWS)


def test_the_pipeline_judges_in_the_same_way() -> None:
    document = quoteattr.attribute(reading().text)
    found = {" ".join(quote.text.split()): quote for quote in document.quotes}
    compared = 0
    for expected in STANCES:
        quote = found.get(ROWS[expected["row"]]["quote"])
        if quote is not None:
            check(quote.stance, expected)
            compared += 1
    assert compared >= 12
