"""Articles: what is known about a text reaches its document, and whose text it is tells who says *ich*."""

import datetime
import hashlib
import math
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers import stub

from quoteattr import (
    Article,
    Cue,
    CueKind,
    Document,
    Entity,
    EntityKind,
    FormatError,
    KnownEntity,
    Mention,
    OptionError,
    Quote,
    QuoteType,
    Span,
    Speaker,
    Via,
)

TEXT = "Kern sagte: „Das Rathaus wird gebaut.“"
ARTICLE = Article(7, TEXT, {"outlet": "Hafenbote", "date": datetime.date(2026, 3, 1)}, "trafilatura 2.3.1")


def test_what_is_known_of_an_article_reaches_its_document() -> None:
    articles: list[Article | str] = [ARTICLE, Article("b", "Es regnet."), TEXT]
    first, second, third = stub().pipe(articles)
    assert (first.id, first.extractor) == ("7", "trafilatura 2.3.1")
    assert first.metadata == {"outlet": "Hafenbote", "date": "2026-03-01"}
    assert first.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (second.id, second.metadata, second.extractor) == ("b", {}, "")
    assert third.id == ""
    assert first.quotes == third.quotes != ()
    assert stub().attribute(ARTICLE) == first


def test_documents_with_metadata_go_to_json_and_back() -> None:
    document = stub().attribute(ARTICLE)
    assert Document.from_dict(document.to_dict()) == document
    assert hash(document) == hash(Document.from_dict(document.to_dict()))


def test_a_changed_text_is_noticed() -> None:
    data = stub().attribute(ARTICLE).to_dict()
    with pytest.raises(FormatError, match=r"the text has changed: its SHA-256 is [0-9a-f]{64}, not"):
        Document.from_dict({**data, "text": TEXT.replace("„", '"')})
    del data["sha256"]
    assert Document.from_dict(data).text == TEXT


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (datetime.datetime(2026, 3, 1, 12, 5), "2026-03-01T12:05:00"),
        (math.nan, None),
        (math.inf, None),
        (Decimal("1.5"), "1.5"),
        ((1, {2}), [1, [2]]),
        ({1: b"x"}, {"1": "b'x'"}),
        (True, True),
    ],
)
def test_metadata_is_what_json_can_hold(value: object, kept: object) -> None:
    assert Article("a", "", {"x": value}).metadata == {"x": kept}


@given(st.dictionaries(st.text(), st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.dates())))
def test_metadata_becomes_plain_once(metadata: dict[str, Any]) -> None:
    once = Article("a", "", metadata)
    assert Article("a", "", once.metadata) == once


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a", 7), "A text is 7, a int"),
        (("a", "", [1]), "give a mapping"),
        *(((wrong, ""), "An id is ") for wrong in (math.nan, math.inf, True, [1], {"oid": 1})),
    ],
)
def test_wrong_articles(arguments: Any, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        Article(*arguments)


# Whose text it is

SPEECH = "Ich sage, das reicht. Er sagt: „Ich bleibe.“"
ICH = Mention((Span(0, 3),), "Ich", Span(0, 3))
MEMBER = KnownEntity("Anna Kern", (), "11001")


def said(number: int, speaker: Speaker | None, parent: str | None = None) -> Quote:
    return Quote(
        f"q{number}", QuoteType.INDIRECT, None, (Span(9 + number, 20),), SPEECH[9 + number : 20],
        Cue((Span(4, 8),), "sage", "sagen", CueKind.VERB), speaker=speaker, parent=parent,
    )  # fmt: skip


def names(document: Document) -> list[str | None]:
    return [quote.speaker.name if quote.speaker else None for quote in document.quotes]


def labelled(*quotes: Quote, entities: tuple[Entity, ...] = ()) -> Document:
    return Article("s", SPEECH, first_person=MEMBER).label(Document(SPEECH, quotes, entities))


def test_ich_is_the_author() -> None:
    open_speaker = Speaker(ICH, None, Via.PRONOUN)
    document = labelled(said(1, open_speaker), said(2, None), said(3, Speaker(ICH, None, Via.INHERITED)))
    assert names(document) == ["Anna Kern", None, "Anna Kern"]
    assert [quote.speaker.confidence for quote in document.quotes if quote.speaker] == [1.0, 1.0]
    (entity,) = document.entities
    assert (entity.id, entity.ref, entity.mentions) == ("e1", "11001", (ICH,))


def test_ich_in_a_quotation_is_its_speaker() -> None:
    assert names(labelled(said(1, None), said(2, Speaker(ICH, None, Via.PRONOUN), parent="q1"))) == [None, None]


def test_others_stay_who_they_are() -> None:
    other = Entity("e1", "Ute Sand", EntityKind.PERSON)
    pronoun = Mention((Span(22, 24),), "Er", Span(22, 24))
    document = labelled(
        said(1, Speaker(ICH, other, Via.PRONOUN)), said(2, Speaker(pronoun, None, Via.PRONOUN)), entities=(other,)
    )
    assert names(document) == ["Ute Sand", None]
    assert document.entities == (other,)


def test_an_author_whom_the_text_names_is_one_entity() -> None:
    kern = Entity("e1", "Anna Kern", EntityKind.PERSON)
    named = Speaker(Mention((Span(22, 24),), "Er", Span(22, 24)), kern, Via.PRONOUN)
    document = labelled(said(1, Speaker(ICH, None, Via.PRONOUN)), said(2, named), entities=(kern,))
    assert names(document) == ["Anna Kern", "Anna Kern"]
    (entity,) = document.entities
    assert all(quote.speaker is not None and quote.speaker.entity is entity for quote in document.quotes)
    assert Document.from_dict(document.to_dict()) == document
