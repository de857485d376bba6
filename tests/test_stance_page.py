"""The page of classes is what the lexicon says, and its examples are judged as it says."""

import pytest
from parsers import embedded
from scripts import ROOT, script

from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType
from quoteattr.reading import read
from quoteattr.rules import FAMILIES, propose
from quoteattr.stance import Report, judge

PAGE = ROOT / "docs" / "stance-classes.md"


SCRIPT = script("docs/stance_classes.py")
CLASSES = [
    (dimension, *entry)
    for dimension in ("reporting", "commitment", "attitude")
    for entry in getattr(SCRIPT, dimension.upper())
]


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == SCRIPT.page(Lexicon.german()), "run python docs/stance_classes.py"


def test_every_class_has_a_section() -> None:
    assert list(SCRIPT.forgotten(Lexicon.german())) == []


def values(dimension: str, text: str) -> set[str]:
    """What the readings of a sentence come to: those that the rules propose, and the sentence as a report."""
    (reading,) = read([text], embedded().parser)
    proposals = [proposal for proposal in propose(reading, FAMILIES) if proposal.verb or proposal.cue]
    reports = [Report.of(reading, proposal) for proposal in proposals]
    reports = reports or [Report(reading, QuoteType.REPORTED, (reading.sentences[0].span,))]
    return {getattr(judge(report), dimension).value for report in reports}


@pytest.mark.model
@pytest.mark.parametrize(("dimension", "name", "meaning", "example", "counter"), CLASSES)
def test_example_and_counter_example(dimension: str, name: str, meaning: str, example: str, counter: str) -> None:
    expected = "endorsing" if name == "semifactive" else name.partition("/")[0]
    assert expected in values(dimension, example)
    assert expected not in values(dimension, counter)
