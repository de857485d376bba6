"""What holds for the analysis of every text, with a fast parser that knows no German and, in small number, with the
embedded model."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from parsers import embedded, shown, stub
from strategies import STYLES, Article, Style, articles, texts

from quoteattr import Document, Quote, Span

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
GERMAN, *OTHERS = STYLES
FRONT = "Es regnete kräftig.\n\n"  # names nobody, so that nobody new can be meant


def check(document: Document, text: str) -> None:
    """What must hold for the result of any text."""
    assert document.text == text
    ids = [quote.id for quote in document.quotes]
    assert ids == [f"q{number}" for number in range(1, len(ids) + 1)]
    assert [quote.spans[0].start for quote in document.quotes] == sorted(q.spans[0].start for q in document.quotes)
    known: dict[str, Quote] = {}
    for quote in document.quotes:
        assert quote.text == " … ".join(span.of(text) for span in quote.spans)
        for spans in (quote.spans, quote.frame, quote.cue.spans if quote.cue else (), *_phrases(quote)):
            assert list(spans) == sorted(spans)
            assert all(span.end <= len(text) for span in spans)
            assert all(first.end <= second.start for first, second in pairwise(spans))
        assert 0 <= quote.confidence <= 1
        assert quote.evidence
        if quote.parent is not None:  # an outer quotation stands before those inside it: no cycles
            outer = known[quote.parent]
            assert outer.spans[0].start <= quote.spans[0].start
            assert quote.spans[-1].end <= outer.spans[-1].end
        known[quote.id] = quote
    assert all(item.span is None or item.span.end <= len(text) for item in document.diagnostics)
    assert Document.from_dict(document.to_dict()) == document


def _phrases(quote: Quote) -> Iterator[tuple[Span, ...]]:
    if quote.speaker and quote.speaker.mention:
        yield quote.speaker.mention.spans
    if quote.addressee:
        yield quote.addressee.spans


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def shape(document: Document, shift: int = 0) -> list[object]:
    """What was found, without the characters of the text."""
    return [
        (
            quote.type,
            quote.parent,
            tuple(_shifted(span, shift) for span in quote.spans),
            tuple(_shifted(span, shift) for span in quote.frame),
            tuple(_shifted(span, shift) for span in quote.cue.spans) if quote.cue else None,
            tuple(tuple(_shifted(span, shift) for span in spans) for spans in _phrases(quote)),
            quote.confidence,
        )
        for quote in document.quotes
    ]


@given(texts())
def test_any_text(text: str) -> None:
    check(stub().attribute(text), text)


@given(texts())
def test_two_runs_agree(text: str) -> None:
    assert stub().attribute(text) == stub().attribute(text)


@given(texts())
def test_a_parser_sees_the_same_length_and_no_odd_characters(text: str) -> None:
    seen = shown(text)
    assert len(seen) == len(text)
    assert not re.search("[\ud800-\udfff\0]", seen)
    assert all(seen[place] in "\n " for place, char in enumerate(text) if char == "\n")  # a paragraph is one line


@given(st.lists(texts(), max_size=5))
def test_batches_change_nothing(batch: list[str]) -> None:
    assert list(stub().pipe(batch, batch_size=2)) == [stub().attribute(text) for text in batch]


@given(articles(styles=(GERMAN,)), st.sampled_from(OTHERS))
def test_marks_of_another_style(article: Article, style: Style) -> None:
    assert shape(stub().attribute(_rewritten(article, style))) == shape(stub().attribute(article.text))


def _rewritten(article: Article, style: Style) -> str:
    return article.text.translate(str.maketrans("„“", style.opener + style.closer))


@given(articles())
def test_a_paragraph_in_front_only_shifts(article: Article) -> None:
    before, after = stub().attribute(article.text), stub().attribute(FRONT + article.text)
    assert shape(after) == shape(before, len(FRONT))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "\ud800", "„", "“", "«»", "\u202e„a“", "a" * 5000, "„" * 300])
def test_odd_texts(text: str) -> None:
    check(stub().attribute(text), text)


@pytest.mark.model
@SLOW
@given(texts())
def test_any_text_with_the_model(text: str) -> None:
    check(embedded().attribute(text), text)


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "\n\n", "\0", "\ud800", "„", "“", "«»", "\u202e„a“", "a" * 5000, "„" * 300])
def test_odd_texts_with_the_model(text: str) -> None:
    check(embedded().attribute(text), text)


@pytest.mark.model
@SLOW
@given(articles(styles=(GERMAN,)), st.sampled_from(OTHERS))
def test_marks_of_another_style_with_the_model(article: Article, style: Style) -> None:
    assert shape(embedded().attribute(_rewritten(article, style))) == shape(embedded().attribute(article.text))


@pytest.mark.model
@SLOW
@given(articles())
def test_a_paragraph_in_front_with_the_model(article: Article) -> None:
    before, after = embedded().attribute(article.text), embedded().attribute(FRONT + article.text)
    kept = evolve(after, quotes=tuple(quote for quote in after.quotes if quote.spans[0].start >= len(FRONT)))
    assert [(q.type, q.spans[0].start - len(FRONT)) for q in kept.quotes] == [
        (q.type, q.spans[0].start) for q in before.quotes
    ]


@pytest.mark.model
def test_generated_articles_with_the_model() -> None:
    """Of what generated articles say, most is found: a floor over many sentences, not a wager on each."""
    wanted, found = Counter[str](), Counter[str]()

    @settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(articles())
    def count(article: Article) -> None:
        document = embedded().attribute(article.text)
        check(document, article.text)
        for expected in article.expected:
            wanted[expected.construction] += 1
            for quote in document.quotes:
                mention = quote.speaker.mention if quote.speaker else None
                if (
                    quote.type is expected.type
                    and quote.spans == expected.spans
                    and mention is not None
                    and any(span.overlaps(expected.speaker) for span in mention.spans)
                ):
                    found[expected.construction] += 1
                    break

    count()
    recall = found.total() / wanted.total()
    table = ", ".join(f"{name} {found[name]}/{count}" for name, count in sorted(wanted.items()))
    assert wanted.total() > 100
    assert recall > 0.6, table
