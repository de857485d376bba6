"""Which phrase names who speaks, by the tree and the order of words alone: no weights, no model.

A case of `cases/speakers/phrases.json` has a ``verb`` and the ``speaker`` of what it announces; one of `inherited.json`
a ``quote`` without a frame, whoever was ``heard`` before it, and its ``speaker``. Parses lie beside them.
"""

import pytest
from casefile import CASES, Case, cases, parsed, parses

from quoteattr.decide import Decision
from quoteattr.model import QuoteType, Span, text_of
from quoteattr.reading import Reading, read_parse
from quoteattr.rules import Proposal, Rule
from quoteattr.speakers import assign
from quoteattr.tree import spans_of

FILE = CASES / "speakers" / "phrases.json"
INHERITED = FILE.with_name("inherited.json")
PARSES = {**parses(FILE), **parses(INHERITED)}
RULE = Rule("test.given", "a quotation that is given", "", "")


@pytest.mark.parametrize("case", cases(FILE), ids=lambda case: case["label"])
def test_speaker(case: Case) -> None:
    reading = read_parse(parsed(case, PARSES[case["label"]]))
    (sentence,) = reading.sentences
    cue = next(cue for cue in reading.cues_in(sentence) if cue.verb.text == case["verb"])
    speaker = reading.speaker_of(cue)
    found = text_of(case["text"], spans_of(speaker.tokens, case["text"])) if speaker is not None else None
    assert found == case["speaker"]


def decision(reading: Reading, text: str, type: str, verb: str | None = None) -> Decision:
    """A quotation as if it had been accepted, with the speaker of `verb`."""
    start = reading.text.index(text)
    sentence = reading.parse.sentence_at(start)
    assert sentence is not None
    cue = next((cue for cue in reading.cues_in(sentence) if cue.verb.text == verb), None)
    speaker = reading.speaker_of(cue) if cue is not None else None
    span = Span(start, start + len(text))
    return Decision(Proposal(RULE, QuoteType(type), sentence, (span,), text, speaker=speaker), 1.0, ())


@pytest.mark.parametrize("case", cases(INHERITED), ids=lambda case: case["label"])
def test_inherited(case: Case) -> None:
    reading = read_parse(parsed(case, PARSES[case["label"]]))
    heard = [decision(reading, quote, "indirect", verb) for quote, verb in [case["heard"]]] if "heard" in case else []
    speaker = assign(reading, [*heard, decision(reading, case["quote"], case["type"])])[-1].speaker
    assert (speaker.mention.text if speaker and speaker.mention else None) == case["speaker"]
