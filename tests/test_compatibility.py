"""Which quotations can stand side by side, and which sentences have no free form: each condition, both ways."""

from collections.abc import Hashable

import pytest

from quoteattr.decide.compatibility import compatible, overlap
from quoteattr.decide.constraints import admitted, binds
from quoteattr.decide.nesting import inside
from quoteattr.grammar.speaking import Phrase
from quoteattr.model import Cue, CueKind, QuoteType, Span, Spans
from quoteattr.rules import Proposal
from quoteattr.rules.proposal import Rule
from quoteattr.tree import Sentence, Token

DIRECT, INDIRECT, REPORTED = QuoteType.DIRECT, QuoteType.INDIRECT, QuoteType.REPORTED
FREE, KONJUNKTIV = QuoteType.FREE_INDIRECT, QuoteType.INDIRECT_FREE_INDIRECT

SOMEBODY = Token(0, "Kern", "Kern", "PROPN", "NE", {}, start=0, end=4)
SENTENCE, OTHER_SENTENCE = Sentence((SOMEBODY,)), Sentence((SOMEBODY,))
PHRASE = Phrase(SENTENCE, (SOMEBODY,), SOMEBODY)


def spans(places: str) -> Spans:
    """`10-30 40-50` as spans."""
    return tuple(Span(*map(int, place.split("-"))) for place in places.split())


def proposal(
    kind: QuoteType,
    quote: str,
    frame: str = "",
    cue: CueKind | None = None,
    *,
    group: Hashable = None,
    is_binding: bool = False,
    speaker: Phrase | None = None,
    sentence: Sentence = SENTENCE,
) -> Proposal:
    """A proposal at some places of a line; without a group, one of its own."""
    return Proposal(
        Rule("test.rule", "", "", "", is_binding), kind, sentence, spans(quote), group or object(),
        cue=Cue((Span(0, 1),), "x", "x", cue) if cue else None, frame=spans(frame), speaker=speaker,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "fit"),
    [
        # apart
        *((proposal(one, "10-20"), proposal(other, "20-30"), True) for one in QuoteType for other in QuoteType),
        (proposal(DIRECT, "10-20", group="a"), proposal(INDIRECT, "20-30", group="a"), False),
        (proposal(DIRECT, "10-20 40-50"), proposal(INDIRECT, "20-40"), True),
        # marks in marks: the inner ones need a frame of their own, there as well
        (proposal(DIRECT, "10-30"), proposal(DIRECT, "12-20", "20-28"), True),
        (proposal(DIRECT, "10-30"), proposal(DIRECT, "12-20"), False),
        (proposal(DIRECT, "10-30", "30-40"), proposal(DIRECT, "12-20"), False),
        (proposal(DIRECT, "10-30"), proposal(DIRECT, "12-20", "28-36"), False),
        (proposal(DIRECT, "10-30"), proposal(DIRECT, "20-40", "12-19"), False),
        # between marks and a report
        (proposal(DIRECT, "12-20"), proposal(INDIRECT, "10-30"), True),
        (proposal(DIRECT, "10-20"), proposal(INDIRECT, "10-30"), True),
        (proposal(DIRECT, "12-20", "0-9"), proposal(INDIRECT, "10-30"), True),
        (proposal(DIRECT, "10-30"), proposal(INDIRECT, "10-30"), False),
        (proposal(DIRECT, "10-30"), proposal(INDIRECT, "20-30", "12-19"), True),
        (proposal(DIRECT, "10-30"), proposal(INDIRECT, "20-30", "0-9"), False),
        (proposal(DIRECT, "10-30"), proposal(INDIRECT, "20-30"), True),
        (proposal(DIRECT, "10-30"), proposal(INDIRECT, "20-40"), False),
        (proposal(DIRECT, "12-20"), proposal(KONJUNKTIV, "10-30"), True),
        (proposal(DIRECT, "10-30"), proposal(KONJUNKTIV, "12-20"), False),
        (proposal(DIRECT, "12-20"), proposal(FREE, "10-30"), True),
        # an act that is told has a part in marks; marks with a frame are no such part
        (proposal(DIRECT, "12-20"), proposal(REPORTED, "10-30"), True),
        (proposal(DIRECT, "12-20", "0-9"), proposal(REPORTED, "10-30"), False),
        # who is quoted tells of an act
        (proposal(DIRECT, "10-30"), proposal(REPORTED, "12-20"), True),
        (proposal(DIRECT, "10-30", "30-40"), proposal(REPORTED, "12-20"), True),
        (proposal(DIRECT, "10-30"), proposal(REPORTED, "12-40"), False),
        # an act about what others said, with their words
        (proposal(INDIRECT, "20-30", "12-19"), proposal(REPORTED, "10-40"), True),
        (proposal(INDIRECT, "20-30"), proposal(REPORTED, "10-40"), False),
        (proposal(INDIRECT, "20-30", "0-9"), proposal(REPORTED, "10-40"), False),
        (proposal(DIRECT, "12-20", "0-9"), proposal(KONJUNKTIV, "10-30"), True),
        # reports in reports
        (proposal(INDIRECT, "20-30", "12-19"), proposal(INDIRECT, "10-30"), True),
        (proposal(INDIRECT, "20-30"), proposal(INDIRECT, "10-30"), True),
        (proposal(INDIRECT, "10-20"), proposal(INDIRECT, "10-30"), True),
        (proposal(INDIRECT, "20-30", "0-9"), proposal(INDIRECT, "10-30"), False),
        (proposal(INDIRECT, "10-30"), proposal(INDIRECT, "10-30"), False),
        (proposal(INDIRECT, "10-30"), proposal(INDIRECT, "20-40"), False),
        (proposal(INDIRECT, "12-20 32-38"), proposal(INDIRECT, "10-24 30-40"), True),
        (proposal(INDIRECT, "12-20 32-38"), proposal(INDIRECT, "10-24"), False),
        # a frame without a verb may stand in another frame
        (proposal(INDIRECT, "20-30", "2-8"), proposal(INDIRECT, "10-30", "0-9", CueKind.PREPOSITION), True),
        (proposal(INDIRECT, "20-30", "2-8"), proposal(INDIRECT, "10-30", "0-9", CueKind.VERB), False),
        (proposal(INDIRECT, "20-30", "2-8"), proposal(INDIRECT, "10-30", "4-9", CueKind.PREPOSITION), False),
        (proposal(INDIRECT, "20-30", "32-36"), proposal(INDIRECT, "10-30", "0-9", CueKind.PREPOSITION), False),
        # who is reported reports, with a frame of his own
        (proposal(INDIRECT, "20-30", "12-19"), proposal(KONJUNKTIV, "10-30"), True),
        (proposal(INDIRECT, "20-30", "0-9"), proposal(KONJUNKTIV, "10-30"), False),
        (proposal(INDIRECT, "20-30"), proposal(KONJUNKTIV, "10-30"), False),
        (proposal(KONJUNKTIV, "20-30"), proposal(INDIRECT, "10-30", "0-9"), False),
        # free forms and acts are whole sentences
        (proposal(INDIRECT, "20-30", "12-19"), proposal(FREE, "10-30"), False),
        (proposal(REPORTED, "20-30"), proposal(INDIRECT, "10-30"), False),
        (proposal(KONJUNKTIV, "12-20", "14-16"), proposal(KONJUNKTIV, "10-30"), False),
        (proposal(FREE, "12-20", "14-16"), proposal(KONJUNKTIV, "10-30"), False),
    ],
)
def test_what_fits_together(first: Proposal, second: Proposal, fit: bool) -> None:
    assert compatible(first, second) is fit
    assert compatible(second, first) is fit


def test_stretches() -> None:
    assert overlap(spans("0-5 10-15"), spans("6-9 14-20"))
    assert not overlap(spans("0-5 10-15"), spans("5-10 15-20"))
    assert inside(spans("1-2 11-12"), spans("0-5 10-15"))
    assert not inside(spans("1-2 6-7"), spans("0-5 10-15"))
    assert inside((), spans("0-5"))


@pytest.mark.parametrize(("is_binding", "speaker", "bound"), [
    (True, PHRASE, True), (True, None, False), (False, PHRASE, False), (False, None, False),
])  # fmt: skip
def test_only_a_frame_with_a_speaker_leaves_no_doubt(is_binding: bool, speaker: Phrase | None, bound: bool) -> None:
    framed = proposal(INDIRECT, "10-20", is_binding=is_binding, speaker=speaker)
    free = [proposal(kind, "10-20") for kind in (FREE, KONJUNKTIV)]
    elsewhere = proposal(FREE, "40-50", sentence=OTHER_SENTENCE)
    quoted = proposal(DIRECT, "12-15")
    assert binds(framed) is bound
    kept = admitted([framed, *free, elsewhere, quoted])
    assert kept == ([framed, elsewhere, quoted] if bound else [framed, *free, elsewhere, quoted])
