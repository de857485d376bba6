"""Documents for tests of formats: emoji, discontinuous, nested, crossing, unknown speaker, no quotation; and any."""

from collections.abc import Iterator

from attrs import evolve
from hypothesis import strategies as st

from quoteattr import (
    Attitude,
    Commitment,
    Cue,
    CueKind,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Medium,
    Mention,
    Quote,
    QuoteType,
    Reporting,
    Span,
    Speaker,
    Stance,
    Via,
)

TEXT = "😀 „Ja“, sagte Anna Kern zu Ohm,\n„wir finden ‚😀 das‘ gut.“ Es eilt."


def mention(text: str, words: str) -> Mention:
    span = Span(text.index(words), text.index(words) + len(words))
    return Mention((span,), words, span)


def example() -> Document:
    """Two spans with an emoji before them, another quotation inside, and a third one by nobody."""
    kern = Entity("e1", "Anna Kern", EntityKind.PERSON, ("Kern",), (mention(TEXT, "Anna Kern"),), "f", "sg", "Q1")
    cue = mention(TEXT, "sagte")
    frame = (Span(TEXT.index("sagte"), TEXT.index(",\n") + 1),)
    spans = (Span(2, 6), Span(TEXT.index("„wir"), TEXT.index(" Es eilt")))
    outer = Quote(
        "q1", QuoteType.DIRECT, Medium.SPEECH, spans, " … ".join(span.of(TEXT) for span in spans),
        Cue(cue.spans, "sagte", "sagen", CueKind.VERB, "sagen"), frame,
        Speaker(mention(TEXT, "Anna Kern"), kern, Via.EXPLICIT), mention(TEXT, "Ohm"),
        Stance(Reporting.NEUTRAL, Commitment.CERTAIN, Attitude.SUPPORT, mention(TEXT, "das")),
        confidence=0.875, evidence=(Evidence("direct.around", (), ("direct/x=+1.00",)),),
    )  # fmt: skip
    inner = mention(TEXT, "‚😀 das‘")
    nested = Quote("q2", QuoteType.DIRECT, None, inner.spans, inner.text, parent="q1", confidence=0.5)
    late = mention(TEXT, "Es eilt.")
    unknown = Quote(
        "q3", QuoteType.INDIRECT_FREE_INDIRECT, Medium.SPEECH_OR_WRITING, late.spans, late.text,
        speaker=Speaker(late, None, Via.INHERITED), confidence=0.25,
    )  # fmt: skip
    return Document(
        TEXT, (outer, nested, unknown), (kern,), model="none", id="a-1",
        metadata={"url": "https://hafenbote.example/1", "outlet": "Hafenbote", "tags": ["x", "y"]},
        extractor="trafilatura 2.3.1",
    )  # fmt: skip


def empty() -> Document:
    """No quotations, and a sign that UTF-8 cannot hold."""
    return Document("Es regnet \ud800.", model="none")


def crossing() -> Document:
    """Two quotations that overlap without one lying in the other."""
    document = example()
    first = evolve(document.quotes[0], spans=(Span(2, 20),), text=TEXT[2:20])
    second = evolve(document.quotes[2], id="q2", spans=(Span(10, 30),), text=TEXT[10:30])
    return evolve(document, quotes=(first, second))


def examples() -> Iterator[tuple[str, Document]]:
    yield "a.txt", example()
    yield "b.txt", empty()
    yield "c.txt", crossing()


_CHARACTERS = st.characters(exclude_categories=())
_PLAIN = st.text(st.characters(codec="utf-8"), max_size=8)
_NAME = _PLAIN.filter(str.strip)
_VALUES = st.one_of(st.none(), st.booleans(), st.integers(-9, 9), _PLAIN, st.lists(_PLAIN, max_size=2))


@st.composite
def any_document(draw: st.DrawFn) -> Document:
    """Any text with any quotations in it."""
    hard = st.sampled_from(["😀", "\n", "\r\n", "„", " ", "\x00", "é", "\ud800", "a, b", '"', "&<"])
    pieces = st.one_of(hard, st.text(_CHARACTERS))
    text = draw(st.lists(pieces, min_size=1, max_size=12).map("".join).filter(bool))

    def spans(at_most: int) -> tuple[Span, ...]:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=2 * at_most)))
        return tuple(Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False))

    def phrase() -> Mention | None:
        if not draw(st.booleans()):
            return None
        found = spans(2)
        return Mention(found, " … ".join(span.of(text) for span in found), found[0])

    entity = Entity("e1", draw(_NAME), EntityKind.PERSON, ref=draw(st.sampled_from([None, "Q1"])))
    quotes = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        found, cue, speaker = spans(3), phrase(), phrase()
        quotes.append(
            Quote(
                f"q{number}", draw(st.sampled_from(QuoteType)), draw(st.one_of(st.none(), st.sampled_from(Medium))),
                found, " … ".join(span.of(text) for span in found),
                Cue(cue.spans, cue.text, "sagen", CueKind.VERB) if cue else None,
                tuple(span for span in spans(1) if not any(map(span.overlaps, found))),
                Speaker(speaker, draw(st.sampled_from([None, entity])), Via.EXPLICIT) if speaker else None, phrase(),
                Stance(attitude=draw(st.sampled_from(Attitude)), target=phrase()),
                confidence=draw(st.integers(0, 1000)) / 1000,
                evidence=(Evidence("direct.colon"),) if draw(st.booleans()) else (),
            )
        )  # fmt: skip
    quotes = [*{(quote.type, quote.spans): quote for quote in quotes}.values()]
    quotes.sort(key=lambda quote: quote.spans[0].start)
    quotes = [evolve(quote, id=f"q{number}") for number, quote in enumerate(quotes, 1)]
    metadata = draw(st.dictionaries(_PLAIN, _VALUES, max_size=3))
    return Document(text, tuple(quotes), (entity,), model="none", id=draw(_PLAIN), metadata=metadata)
