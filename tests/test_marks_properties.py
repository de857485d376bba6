"""What holds for the marks of every text."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import MISTAKEN_STYLES, STYLES, Article, Style, articles, texts

from quoteattr.model import QuoteType, Span
from quoteattr.text.marks import MarkPair, scan

GERMAN, *OTHERS = STYLES


def _shifted(span: Span | None, by: int) -> Span | None:
    return span and Span(span.start + by, span.end + by)


def _structure(pairs: tuple[MarkPair, ...]) -> list[tuple[object, ...]]:
    return [(pair.span, pair.inner, pair.single, pair.parent, pair.closed, pair.openers) for pair in pairs]


@given(texts())
def test_any_text_gives_a_forest_of_pairs(text: str) -> None:
    marks = scan(text)
    starts = [pair.span.start for pair in marks.pairs]
    assert starts == sorted(set(starts))
    for index, pair in enumerate(marks.pairs):
        assert pair.span.end <= len(text)
        assert pair.span.start == pair.openers[0].start
        assert all(pair.span.covers(opener) for opener in pair.openers)
        assert pair.inner is None or pair.span.covers(pair.inner)
        assert pair.inner is None or pair.inner.of(text) == pair.inner.of(text).strip()
        around = [other for other in marks.pairs[:index] if other.span.overlaps(pair.span)]
        assert all(other.span.covers(pair.span) for other in around)
        assert (marks.pairs[pair.parent] if pair.parent is not None else None) == (around[-1] if around else None)


@given(texts())
def test_every_double_mark_without_a_partner_is_diagnosed(text: str) -> None:
    marks = scan(text)
    unclosed = {item.span for item in marks.diagnostics if item.code == "unclosed-mark"}
    assert {pair.openers[0] for pair in marks.pairs if not pair.closed} <= unclosed
    assert not unclosed & {opener for pair in marks.pairs if pair.closed for opener in pair.openers}
    assert all(item.span and item.span.end <= len(text) for item in marks.diagnostics)
    places = [item.span.start for item in marks.diagnostics if item.span]
    assert places == sorted(places)


@given(texts())
def test_two_scans_agree(text: str) -> None:
    assert scan(text) == scan(text)


@given(texts())
def test_a_paragraph_in_front_only_shifts(text: str) -> None:
    front = "Am Dienstag regnete es im Norden kräftig.\n\n"
    before, after = scan(text), scan(front + text)
    assert after.style == before.style
    assert [pair.span for pair in after.pairs] == [_shifted(pair.span, len(front)) for pair in before.pairs]
    assert [pair.parent for pair in after.pairs] == [pair.parent for pair in before.pairs]
    assert [item.span for item in after.diagnostics] == [_shifted(item.span, len(front)) for item in before.diagnostics]


@given(articles(styles=STYLES + MISTAKEN_STYLES))
def test_direct_quotations_of_an_article_are_pairs(article: Article) -> None:
    marks = scan(article.text)
    assert marks.diagnostics == ()
    assert {pair.style for pair in marks.pairs} <= {article.style.name}
    spans = {pair.span for pair in marks.pairs}
    for expected in article.expected:
        if expected.type is QuoteType.DIRECT:
            assert set(expected.spans) <= spans


def _words() -> st.SearchStrategy[str]:
    words = ["Wir", "kommen", "geht’s", "am", "3.", "Mai", "Anti-", "Dr.", "nicht", "vier", "U-Bahn"]
    return st.lists(st.sampled_from(words), min_size=1, max_size=4).map(" ".join)


@st.composite
def _marked(draw: st.DrawFn) -> str:
    """Running text with nested quotations, in German marks."""
    inner = f"‚{draw(_words())}{draw(st.sampled_from(['', '.', '?', ' …']))}‘"
    pieces = draw(st.lists(st.one_of(_words(), st.just(inner)), min_size=1, max_size=3))
    outer = f"„{' '.join(pieces)}“"
    return draw(_words()) + draw(st.sampled_from([": ", " ", " – ", " ("])) + outer


@given(
    st.lists(_marked(), min_size=1, max_size=5),
    st.sampled_from([", ", " ", ") ", ".\n", "!\n\n", ": "]),
    st.sampled_from(OTHERS),
)
def test_equivalent_styles_give_the_same_pairs(parts: list[str], between: str, style: Style) -> None:
    text = "".join(part + between for part in parts)
    rewritten = text.translate(
        str.maketrans("„“‚‘", style.opener + style.closer + style.inner_opener + style.inner_closer)
    )
    assert _structure(scan(rewritten).pairs) == _structure(scan(text).pairs)


@given(articles(styles=(GERMAN,)), st.sampled_from(OTHERS))
def test_an_article_in_another_style_has_the_same_pairs(article: Article, style: Style) -> None:
    rewritten = article.text.translate(str.maketrans("„“", style.opener + style.closer))
    assert _structure(scan(rewritten).pairs) == _structure(scan(article.text).pairs)


@given(st.lists(_marked(), min_size=1, max_size=3), st.integers(0, 8), _marked())
def test_a_missing_mark_spoils_no_other_paragraph(parts: list[str], which: int, last: str) -> None:
    paragraph = ", ".join(parts) + "."
    places = [place for place, character in enumerate(paragraph) if character in "„“"]
    place = places[which % len(places)]
    spoilt = paragraph[:place] + paragraph[place + 1 :] + "\n\n"
    behind = [pair for pair in scan(spoilt + last).pairs if pair.span.start >= len(spoilt)]
    assert [pair.span for pair in behind] == [_shifted(pair.span, len(spoilt)) for pair in scan(last).pairs]
