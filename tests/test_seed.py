"""The article that the project was created from: what a careful reader finds in it, row by row.

`cases/seed.json` is the table. ``speaker`` is the phrase in the text, ``who`` the person or body behind it. Two
neighbouring rows of one free form may be one quotation, as in the corpus.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quoteattr

pytestmark = pytest.mark.model

ROOT = Path(__file__).parent.parent
ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "seed.json").read_text("utf-8"))


@cache
def document() -> quoteattr.Document:
    seed = next((ROOT / "seeds").glob("*.txt"))
    return quoteattr.attribute(seed.read_text("utf-8"))


def quote_of(row: dict[str, Any]) -> quoteattr.Quote:
    """The quotation that a row describes, with its type and its cue; fails if there is none."""
    found = [
        quote
        for quote in document().quotes
        if quote.type == row["type"] and _holds(quote, row) and (quote.cue.text if quote.cue else None) == row["cue"]
    ]
    others = "\n".join(f"  {quote.type}: {quote.text} ({quote.cue and quote.cue.text})" for quote in document().quotes)
    assert found, f"{row['type']}: {row['quote']} ({row['cue']}) is not among\n{others}"
    return found[0]


def _holds(quote: quoteattr.Quote, row: dict[str, Any]) -> bool:
    text = " ".join(quote.text.split())
    return text == row["quote"] or (quote.type == "indirect_free_indirect" and row["quote"] in text)


EVERY_ROW = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row['row']}")


@EVERY_ROW
def test_quotation(row: dict[str, Any]) -> None:
    quote = quote_of(row)
    if "in" in row:
        outer = quote_of(ROWS[row["in"] - 1])
        assert quote.parent == outer.id


@EVERY_ROW
def test_speaker(row: dict[str, Any]) -> None:
    speaker = quote_of(row).speaker
    assert speaker is not None
    assert speaker.mention is not None
    assert speaker.mention.text == row["speaker"]


@EVERY_ROW
def test_who_that_is(row: dict[str, Any]) -> None:
    speaker = quote_of(row).speaker
    assert speaker is not None
    assert speaker.name == row["who"]


def test_the_table_is_whole() -> None:
    assert [row["row"] for row in ROWS] == list(range(1, 22))


def test_no_other_quotations() -> None:
    texts = [row["quote"] for row in ROWS]
    false = [
        quote.text
        for quote in document().quotes
        if not any(part in " ".join(quote.text.split()) or quote.text in part for part in texts)
    ]
    assert false == []


def test_headings_are_no_quotations() -> None:
    text = document().text
    for heading in ("Putin lädt Trump nach Moskau ein", "Anschließendes Trump-Telefonat mit Selenskyj"):
        start = text.index(heading)
        span = quoteattr.Span(start, start + len(heading))
        assert not any(span.overlaps(part) for quote in document().quotes for part in quote.spans)
