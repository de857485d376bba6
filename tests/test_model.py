"""What holds for the types of a result by themselves: round trips through JSON, in linear time."""

import gc
import time
from collections.abc import Callable

import pytest
from attrs import evolve

from quoteattr import Document, Entity, EntityKind, FormatError, Mention, Quote, QuoteType, Span, Speaker, Stance, Via
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.stance_counts import by_target
from quoteattr.documents.writers.blocks import render


def document(count: int) -> Document:
    """One speaker with as many mentions as quotations."""
    spans = [Span(place, place + 1) for place in range(count)]
    mentions = tuple(Mention((span,), "a", span) for span in spans)
    entity = Entity("e1", "A", EntityKind.PERSON, mentions=mentions)
    speakers = [Speaker(mention, entity, Via.EXPLICIT) for mention in mentions]
    said = Quote("", QuoteType.INDIRECT, None, (spans[0],), "a", stance=Stance(target=mentions[-1]))
    quotes = tuple(evolve(said, id=f"q{number}", speaker=speaker) for number, speaker in enumerate(speakers, 1))
    return Document("a" * count, quotes, (entity,))


def test_a_speaker_is_written_with_the_id_of_its_entity_and_read_as_the_entity() -> None:
    data = document(2).to_dict()
    assert [quote["speaker"]["entity"] for quote in data["quotes"]] == ["e1", "e1"]
    again = Document.from_dict(data)
    assert again == document(2)
    assert all(quote.speaker and quote.speaker.entity is again.entities[0] for quote in again.quotes)


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
    ],
    ids=["json", "by_target", "speakers", "text"],
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
