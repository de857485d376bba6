"""Which phrase names who speaks, by the tree and the order of words alone: no weights, no model.

A case of `cases/speakers/phrases.json` has a ``verb`` and the ``speaker`` of what it announces; one of `inherited.json`
a ``quote`` without a frame, whoever was ``heard`` before it, and its ``speaker``. Parses lie beside them.
"""

from pathlib import Path
from typing import Any

import pytest
from golden import cases, parses

from quoteattr import Lexicon
from quoteattr.decide.resolve import Decision
from quoteattr.grammar.cues import find_verbs
from quoteattr.grammar.speaking import speaker_of
from quoteattr.model import QuoteType, Span, text_of
from quoteattr.parsing import conllu
from quoteattr.rules import Context, Proposal
from quoteattr.speakers import assign
from quoteattr.text.marks import scan
from quoteattr.tree import spans_of

FILE = Path(__file__).parent / "cases" / "speakers" / "phrases.json"
INHERITED = FILE.with_name("inherited.json")
PARSES = parses(FILE)


@pytest.mark.parametrize("case", cases(FILE), ids=lambda case: case["label"])
def test_speaker(case: dict[str, Any]) -> None:
    lexicon = Lexicon.german()
    [sentence] = conllu.read(PARSES[case["label"]], case["text"], model="committed").sentences
    cue = next(cue for cue in find_verbs(sentence, lexicon) if cue.verb.text == case["verb"])
    speaker = speaker_of(0, cue, lexicon)
    found = text_of(case["text"], spans_of(speaker.tokens, case["text"])) if speaker is not None else None
    assert found == case["speaker"]


def decision(context: Context, text: str, type: str, verb: str | None = None) -> Decision:
    """A quotation as if it had been accepted, with the speaker of `verb`."""
    start = context.text.index(text)
    index = context.parse.sentence_at(start)
    assert index is not None
    cue = next((cue for cue in context.verb_cues[index] if cue.verb.text == verb), None)
    speaker = speaker_of(index, cue, context.lexicon) if cue is not None else None
    span = Span(start, start + len(text))
    return Decision(Proposal("test", QuoteType(type), index, (span,), text, speaker=speaker), 1.0, 1.0, ())


@pytest.mark.parametrize("case", cases(INHERITED), ids=lambda case: case["label"])
def test_inherited(case: dict[str, Any]) -> None:
    parse = conllu.read(parses(INHERITED)[case["label"]], case["text"], model="committed")
    context = Context(parse, scan(case["text"]), Lexicon.german())
    heard = [decision(context, quote, "indirect", verb) for quote, verb in [case["heard"]]] if "heard" in case else []
    speaker = assign(context, [*heard, decision(context, case["quote"], case["type"])])[-1]
    assert (speaker.mention.text if speaker and speaker.mention else None) == case["speaker"]
