"""What holds for the types of a result by themselves: round trips in linear time, and what a person sees of them."""

import gc
import pickle
import time
from collections.abc import Callable

import pytest
from attrs import evolve

from quoteattr import (
    Cue,
    CueKind,
    Diagnostic,
    Document,
    Entity,
    EntityKind,
    Evidence,
    FormatError,
    Medium,
    Mention,
    Quote,
    QuoteType,
    Span,
    Speaker,
    Stance,
    Via,
)
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.stance_counts import by_target
from quoteattr.documents.writers.indented_blocks import render


def document(count: int) -> Document:
    """One speaker with as many mentions as quotations."""
    spans = [Span(place, place + 1) for place in range(count)]
    mentions = tuple(Mention((span,), "a", span) for span in spans)
    entity = Entity("e1", "A", EntityKind.PERSON, mentions=mentions)
    speakers = [Speaker(mention, entity, Via.EXPLICIT) for mention in mentions]
    said = Quote("", QuoteType.INDIRECT, None, (spans[0],), "a", stance=Stance(target=mentions[-1]))
    quotes = tuple(
        evolve(said, id=f"q{number}", spans=speaker.mention.spans, speaker=speaker)
        for number, speaker in enumerate(speakers, 1)
        if speaker.mention
    )
    return Document("a" * count, quotes, (entity,))


def test_a_speaker_is_written_with_the_id_of_its_entity_and_read_as_the_entity() -> None:
    data = document(2).to_dict()
    assert [quote["speaker"]["entity"] for quote in data["quotes"]] == ["e1", "e1"]
    again = Document.from_dict(data)
    assert again == document(2)
    assert all(quote.speaker and quote.speaker.entity is again.entities[0] for quote in again.quotes)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_documents_pickle(protocol: int) -> None:
    again = pickle.loads(pickle.dumps(document(3), protocol))
    assert again == document(3)
    assert all(quote.speaker and quote.speaker.entity is again.entities[0] for quote in again.quotes)


def long_document() -> Document:
    """All that can be long is: texts, names, lists."""
    words = "Straße \n\ud800" * 1000
    spans = tuple(Span(place, place + 1) for place in range(0, 2000, 2))
    mention = Mention(spans, words, spans[0])
    entity = Entity("e100", words, EntityKind.ORGANISATION, (words,) * 50, (mention,) * 1000, "m", "sg", words)
    speaker = Speaker(mention, entity, Via.INHERITED)
    evidence = (Evidence(words, spans, (words,)),) * 9
    stance = Stance(target=mention, evidence=evidence)
    cue = Cue(spans, words, words, CueKind.PREPOSITION, words)
    kind = QuoteType.INDIRECT_FREE_INDIRECT
    quote = Quote(
        "q1000", kind, Medium.SPEECH, spans, words, cue, spans, speaker, mention, stance, "q999", 0.1234, evidence
    )
    odd = Diagnostic("long-sentence", None, words)
    return Document(words, (quote,) * 1000, (entity,) * 100, (odd,) * 10, words)


def test_repr_is_short_whatever_there_is() -> None:
    found = long_document()
    (quote, *_), (entity, *_) = found.quotes, found.entities
    assert len(repr(found)) < 200
    assert max(map(len, map(repr, (quote, quote.speaker, entity)))) < 300


def test_repr_names_and_counts() -> None:
    found = long_document()
    assert repr(found).startswith("Document(quotes=1000, entities=100, diagnostics=10, model='Straße ")
    quote, silent = document(1).quotes[0], evolve(document(1).quotes[0], speaker=None, parent="q7")
    shown = "Quote(id='q1', type='indirect', spans=1, text='a', cue=None, speaker={}, parent={}, confidence=1.0)"
    assert repr(quote) == shown.format("'A'", None)
    assert repr(silent) == shown.format(None, "'q7'")
    assert repr(quote.speaker) == "Speaker(mention='a', entity='A', via='explicit')"
    assert repr(Speaker(None, None, Via.PRONOUN)) == "Speaker(mention=None, entity=None, via='pronoun')"
    assert repr(document(3).entities[0]) == (
        "Entity(id='e1', name='A', kind='person', aliases=0, mentions=3, gender=None, number=None, ref=None)"
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"entities": [{"id": "e1", "name": "A"}]}, r"required field missing @ \$\.entities\[0\]\.kind"),
        ({"quotes": [{**document(1).to_dict()["quotes"][0], "type": "shouted"}]}, "shouted"),
        ({"entities": []}, "e1"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_what_is_no_document(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        Document.from_dict({**document(1).to_dict(), **wrong})


@pytest.mark.parametrize(
    "work",
    [
        lambda found: Document.from_dict(found.to_dict()),
        lambda found: by_target([found]),
        lambda found: count_speakers([found]),
        lambda found: render("a.txt", found),
        pickle.dumps,
    ],
    ids=["json", "by_target", "speakers", "text", "pickle"],
)
def test_time_is_linear(work: Callable[[Document], object]) -> None:
    """Ten times the quotations may take longer, a hundred times as long they may not."""

    def seconds(count: int) -> float:
        found = document(count)
        gc.disable()  # a collection visits what all other tests have left behind
        try:
            started = time.process_time()
            work(found)
            return time.process_time() - started
        finally:
            gc.enable()

    work(document(1))
    assert seconds(3_000) < 40 * max(seconds(300), 0.005)
