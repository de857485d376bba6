"""What users rely on beyond `test_properties`: a quotation does not depend on what stands beside it, options only leave
out, what a result says holds in its text and after a way through JSON. With the fast parser that knows no German.
"""

import json
import re
from collections.abc import Callable
from unicodedata import normalize

from attrs import evolve
from hypothesis import example, given
from hypothesis import strategies as st
from parsers import Stub, stub
from strategies import Article, articles, texts
from test_properties import FRONT, shape

from quoteattr import Config, Document, Mention, Quote, QuoteAttributor, QuoteType, Span, Token
from quoteattr.documents.json import document_of, dumps, record
from quoteattr.model import INSTEAD, INSTEAD_OF_SPEAKER, SPEAKER, SPEAKER_OPEN, text_of
from quoteattr.reading import read
from quoteattr.rules import FAMILIES, propose

LETTERS = "äöüÄÖÜßéèáàçñ„“»«‚‘’–…"
BEHIND = "\n\nAm Dienstag regnete es im Norden kräftig."
RULES = {rule for family in FAMILIES for rule in family.rules}


@st.composite
def newspapers(draw: st.DrawFn) -> str:
    """Several articles in one text, in different styles, with odd stretches between them."""
    parts = draw(st.lists(st.one_of(articles(max_quotations=2).map(lambda article: article.text), texts()), max_size=4))
    return draw(st.sampled_from(["\n\n", "\n", " ", "\r\n\r\n", "\f"])).join(parts)


@given(newspapers())
def test_every_string_of_a_result_stands_in_the_text(text: str) -> None:
    document = stub().attribute(text)
    mentions = [mention for entity in document.entities for mention in entity.mentions]
    for quote in document.quotes:
        assert quote.cue is None or quote.cue.text == text_of(text, quote.cue.spans)
        mentions += [mention for mention in (_speaker(quote), quote.addressee, quote.stance.target) if mention]
    for mention in mentions:
        assert mention.text == text_of(text, mention.spans)
        assert any(span.covers(mention.head) for span in mention.spans)


def _speaker(quote: Quote) -> Mention | None:
    return quote.speaker.mention if quote.speaker else None


@given(newspapers())
@example("Nach «Angabe d")
@example("sagte »k HABE")
def test_a_frame_is_outside_its_quotation(text: str) -> None:
    """Also where marks hold more than what the frame announces."""
    (reading,) = read([text], Stub())
    for found in propose(reading, FAMILIES):
        assert not any(span.overlaps(quoted) for span in found.frame for quoted in found.quote), found.rule.id


@given(newspapers())
def test_evidence_names_a_rule_and_its_place(text: str) -> None:
    for quote in stub().attribute(text).quotes:
        found = [item for item in quote.evidence if item.rule.partition(".")[0] != SPEAKER]
        assert quote.evidence[: len(found)] == tuple(found)
        others = found[1:]
        assert len(others) <= 1
        assert all(other.rule.startswith(INSTEAD) and QuoteType(*other.terms) for other in others)
        for item in found:
            assert item.rule.removeprefix(INSTEAD) in RULES
            assert item.spans
            assert all(span.end <= len(text) for span in item.spans)


@given(newspapers())
def test_evidence_for_the_speaker_is_of_one_that_was_weighed(text: str) -> None:
    for quote in stub().attribute(text).quotes:
        rules = [item.rule for item in quote.evidence if item.rule.partition(".")[0] == SPEAKER]
        assert rules in ([], [SPEAKER], [SPEAKER, INSTEAD_OF_SPEAKER], [SPEAKER, SPEAKER_OPEN], [INSTEAD_OF_SPEAKER])
        chosen = quote.speaker is not None and quote.speaker.entity is not None
        assert not rules or (rules[0] == SPEAKER) == chosen
        for item in quote.evidence:
            assert all(span.end <= len(text) for span in item.spans)
            assert item.rule != INSTEAD_OF_SPEAKER or item.spans


@given(newspapers())
def test_entities_are_those_of_the_speakers(text: str) -> None:
    document = stub().attribute(text)
    ids = [entity.id for entity in document.entities]
    assert len(set(ids)) == len(ids)
    speaking = {quote.speaker.entity.id for quote in document.quotes if quote.speaker and quote.speaker.entity}
    assert speaking == set(ids)
    speakers = [quote.speaker for quote in document.quotes if quote.speaker]
    assert all((speaker.entity is None) == (speaker.confidence is None) for speaker in speakers)


@given(newspapers())
def test_no_quotation_twice(text: str) -> None:
    found = [(quote.type, quote.spans) for quote in stub().attribute(text).quotes]
    assert len(set(found)) == len(found)


@given(newspapers())
def test_parents_hold_their_children(text: str) -> None:
    document = stub().attribute(text)
    for quote in document.quotes:
        for child in document.children(quote):
            assert child.parent == quote.id
            assert all(any(outer.covers(span) for outer in quote.spans) for span in child.spans)


@given(newspapers())
def test_the_way_through_a_line_of_json(text: str) -> None:
    document = stub().attribute(text)
    line = dumps(record("a.txt", document))
    assert "\n" not in line
    line.encode()  # a lone surrogate is an escape
    assert document_of(json.loads(line)) == ("a.txt", document)


@given(newspapers())
def test_a_parse_made_before_gives_the_same(text: str) -> None:
    (reading,) = read([text], Stub())
    assert stub().attribute_parse(reading.parse) == stub().attribute_reading(reading) == stub().attribute(text)


@given(articles(), st.floats(0, 1), st.sets(st.sampled_from(list(QuoteType))))
def test_options_only_leave_out(article: Article, least: float, types: set[QuoteType]) -> None:
    config = Config(min_confidence=least, types=frozenset(types))
    everything = stub().attribute(article.text).quotes
    kept = [quote for quote in everything if quote.type in types and quote.confidence >= least]
    fewer = QuoteAttributor(Stub(), config=config).attribute(article.text).quotes
    # Confidences are shown rounded, so those at the very threshold may go either way.
    near = [quote for quote in everything if abs(quote.confidence - least) < 1e-4]
    assert near or list(map(_content, fewer)) == list(map(_content, kept))


def _content(quote: Quote) -> Quote:
    """A quotation without its number and that of its parent."""
    return evolve(quote, id="", parent=None)


@given(articles())
def test_a_paragraph_behind_changes_nothing(article: Article) -> None:
    assert shape(stub().attribute(article.text + BEHIND)) == shape(stub().attribute(article.text))


@given(articles(), st.integers(1, 3))
def test_blank_lines_in_front_only_shift(article: Article, count: int) -> None:
    assert shape(stub().attribute("\n" * count + article.text)) == shape(stub().attribute(article.text), count)


@given(newspapers(), st.sampled_from("\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}"), st.integers(1, 3))
def test_invisible_characters_do_not_part_words(text: str, invisible: str, step: int) -> None:
    text = "".join(char for char in text if char.isalnum() or char in " .,:„“»«\n")
    odd = re.sub(rf"([^\W\d_]{{{step}}})(?=[^\W\d_])", rf"\1{invisible}", text)
    expected, found = _words(text), _words(odd)
    assert [word.text for word in found] == [word.text for word in expected]
    assert [word.span.of(odd).replace(invisible, "") for word in found] == [word.span.of(text) for word in expected]


@given(newspapers())
def test_a_text_in_nfd_is_the_same_text(text: str) -> None:
    """A combining mark belongs to its letter: the same is found, with the same names, at the places of NFD."""
    text = normalize("NFC", "".join(char for char in text if char.isascii() or char in LETTERS or char.isspace()))
    place = [len(normalize("NFD", text[:at])) for at in range(len(text) + 1)]
    composed, decomposed = stub().attribute(text), stub().attribute(normalize("NFD", text))
    assert [_found(quote) for quote in decomposed.quotes] == [_found(quote) for quote in composed.quotes]
    assert [quote.spans for quote in decomposed.quotes] == [
        tuple(Span(place[span.start], place[span.end]) for span in quote.spans) for quote in composed.quotes
    ]


def _found(quote: Quote) -> tuple[object, ...]:
    """What is found of a quotation, wherever it stands."""
    mention = _speaker(quote)
    words = (quote.text, quote.cue.text if quote.cue else "", mention.text if mention else "")
    return (quote.type, quote.confidence, quote.speaker and quote.speaker.name, *(normalize("NFC", w) for w in words))


def _words(text: str) -> list[Token]:
    (reading,) = read([text], Stub())
    return [token for sentence in reading.sentences for token in sentence.tokens]


@given(articles())
def test_line_endings_only_shift(article: Article) -> None:
    """Windows' line endings move what stands behind them and nothing else."""
    text = (FRONT + article.text).replace("\n", "\r\n")
    before, after = stub().attribute(FRONT + article.text), stub().attribute(text)
    assert _strings(after, lambda found: found.replace("\r\n", "\n")) == _strings(before, lambda found: found)


def _strings(document: Document, clean: Callable[[str], str]) -> list[tuple[object, ...]]:
    return [
        (
            quote.type,
            clean(quote.text),
            clean(text_of(document.text, quote.frame)),
            quote.cue and clean(quote.cue.text),
            (mention := _speaker(quote)) and clean(mention.text),
            quote.confidence,
        )
        for quote in document.quotes
    ]
