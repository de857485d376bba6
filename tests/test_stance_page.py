"""The page of classes is what the lexicon says, and its examples are judged as it says."""

import pytest
from scripts import ROOT, script

from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType
from quoteattr.parsing import load
from quoteattr.rules import Context, propose
from quoteattr.stance import Report, judge
from quoteattr.text.marks import scan

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
    parse = next(iter(load(None).parse([text]))).with_text(text)
    context = Context(parse, scan(text), Lexicon.german())
    reports = [Report.of(context, proposal) for proposal in propose(context) if proposal.cue is not None]
    reports = reports or [Report(context, QuoteType.REPORTED, (parse.sentences[0].span,))]
    return {getattr(judge(report), dimension).value for report in reports}


@pytest.mark.model
@pytest.mark.parametrize(("dimension", "name", "meaning", "example", "counter"), CLASSES)
def test_example_and_counter_example(dimension: str, name: str, meaning: str, example: str, counter: str) -> None:
    expected = "endorsing" if name == "semifactive" else name.partition("/")[0]
    assert expected in values(dimension, example)
    assert expected not in values(dimension, counter)
