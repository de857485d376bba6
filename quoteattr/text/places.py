"""The places of a page: what each paragraph is by its layout, and what opens it or stands in it.

Told on the raw text, before anything is parsed. Rules use it (a question is the paper's, a label is a frame), and users
see it as `Document.places`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import regex
from attrs import evolve

from quoteattr.labels import PlaceKind
from quoteattr.model import Place, Span
from quoteattr.text.layout import Paragraph, paragraphs
from quoteattr.text.marks.pair import Marks
from quoteattr.text.turns import label_of, turns

_LONGEST = 120  # characters of a line that is no running text
_TEASER = regex.compile(
    r"[>→►▶↗*_ ]*+(?:Lesen|Hören|Sehen|Schauen) Sie (?:auch|dazu|hier|mehr|weiter)\b|[→►▶↗]|"
    r"(?i:(?:Weiterlesen nach der )?(?:Anzeige|Werbung)$)"
)
_CREDIT = regex.compile(r"(?:©|\b(?:Foto|Bild|Grafik):)[^.!?\n]{1,40}$|\((?:Foto|Bild|Grafik): [^)\n]{1,40}\)$")
_BYLINE = regex.compile(
    r"[*_]*+(?:(?:Von|von|VON|Text:|Text und Fotos:|Autor(?:in)?:|Interview:|Protokoll:|Aufgezeichnet von|"
    r"(?:(?:Eine? )?(?:Analyse|Bericht|Essay|Gastbeitrag|Gastkommentar|Glosse|Kolumne|Kommentar|Porträt|Reportage) von|"
    r"(?:Aus|Es|Vor Ort|Von)(?: [\p{L}\p{M}-]{1,30}){0,3} berichte[tn])(?=.* \p{Lu}\S+ \p{Lu}\S+$))"  # two names
    r"(?: (?:unserem|unserer|Reporter|Reporterin|Redakteur|Redakteurin|Korrespondent|Korrespondentin))*+"
    r"(?:[ ,/]++(?:\p{Lu}[\p{L}\p{M}.’'-]*+|und|aus|der|von|van|de|zu|für|in))++|"
    r"(?:Aus|Es|Vor Ort|Von)(?: [\p{L}\p{M}-]{1,30}){0,3} berichte[tn] unsere? (?:\p{L}+-?)?"
    r"(?:[Kk]orrespondent|[Rr]eporter|[Rr]edakteur|[Mm]itarbeiter)(?:in|en)?+(?: [^.!?\n]{2,40})?|"
    r"(?:Das (?:Gespräch|Interview) führten?|Die Fragen stellten?|Interview:) [^.\n]{3,80}\.?)[*_]*+"
)
_TABLE = regex.compile(r"[^\n]*(?:\t[^\n]*\S|\|[^\n|]+\|)[^\n]*")
_HANDLE = regex.compile(r"(?<![\p{L}\p{N}@#/&])[@#]\p{L}[\p{L}\p{N}_.]*[\p{L}\p{N}_]")
_OPENINGS = (PlaceKind.MARKER, PlaceKind.TIME, PlaceKind.DATELINE, PlaceKind.CAPTION, PlaceKind.TEASER)
"""What opens a paragraph and is none itself."""

_WORD = regex.compile(r"[\p{L}\p{N}]+")


def places(text: str, marks: Marks) -> tuple[Place, ...]:
    r"""The places of a text, each paragraph before what opens it or stands in it.

    Example:
        >>> from quoteattr.text.marks import scan
        >>> text = "Streit um Brücke\nVon Ute Sand\nBERLIN. Die Brücke ist gesperrt.\nFoto: Jan Kolb"
        >>> for place in places(text, scan(text)):
        ...     print(place.kind.value, "|", place.span.of(text))
        headline | Streit um Brücke
        byline | Von Ute Sand
        dateline | BERLIN.
        paragraph | Die Brücke ist gesperrt.
        caption | Foto:
        caption | Jan Kolb
    """
    layout = paragraphs(text)
    blocks = _blocks(text, layout, marks)
    inner = [
        *(Place(each.opening, each.span) for each in layout if each.opening is not None and each.opening in _OPENINGS),
        *(Place(PlaceKind.HANDLE, Span(*found.span())) for found in _HANDLE.finditer(text)),
        *(Place(PlaceKind.LABEL, label) for place in blocks if (label := label_of(text, place.span)) is not None),
    ]
    return tuple(sorted([*blocks, *inner], key=lambda place: (place.span.start, -place.span.end)))


def _blocks(text: str, layout: Sequence[Paragraph], marks: Marks) -> list[Place]:
    """The paragraphs that are none of the openings, each with its kind."""
    found = list(_by_line(text, layout))
    head = next((number for number, place in enumerate(found) if place.kind is PlaceKind.PARAGRAPH), len(found))
    titles = [number for number in range(head) if found[number].kind is PlaceKind.SUBHEAD]
    if titles:
        kicker = len(titles) > 1 and _is_kicker(found[titles[0]].span.of(text))
        if kicker:
            found[titles[0]] = evolve(found[titles[0]], kind=PlaceKind.KICKER)
        found[titles[int(kicker)]] = evolve(found[titles[int(kicker)]], kind=PlaceKind.HEADLINE)
    for number in _repeated(text, found, marks):
        found[number] = evolve(found[number], kind=PlaceKind.PULL_QUOTE)
    for number, kind in turns(text, found):
        found[number] = evolve(found[number], kind=kind)
    return found


def _by_line(text: str, layout: Sequence[Paragraph]) -> Iterator[Place]:
    """The kinds that a line shows by itself and by what opens it."""
    opening: tuple[PlaceKind | None, str] = None, ""
    is_first = True
    for paragraph in layout:
        line = paragraph.span.of(text)
        if paragraph.opening in _OPENINGS:
            opening = paragraph.opening, line
            continue
        title = paragraph.heading or (is_first and _is_title(line, alone=paragraph is layout[-1]))
        yield Place(_line_kind(line, title, *opening), paragraph.span)
        opening, is_first = (None, ""), False


def _line_kind(line: str, title: bool, opening: PlaceKind | None, sign: str) -> PlaceKind:
    short = len(line) <= _LONGEST
    if opening is PlaceKind.MARKER:
        return PlaceKind.MAIL if sign.startswith(">") else PlaceKind.LIST_ITEM
    if opening is PlaceKind.TEASER or _TEASER.match(line):
        return PlaceKind.TEASER
    if opening is PlaceKind.CAPTION or (short and _CREDIT.search(line)):
        return PlaceKind.CAPTION
    if short and _BYLINE.fullmatch(line):
        return PlaceKind.BYLINE
    if _TABLE.match(line):
        return PlaceKind.TABLE
    if title:
        return PlaceKind.SUBHEAD
    return PlaceKind.TICKER_ENTRY if opening is PlaceKind.TIME else PlaceKind.PARAGRAPH


def _is_title(line: str, *, alone: bool) -> bool:
    """Whether the first line of a text is a headline though it may ask or call: short, one sentence."""
    words = line.rstrip('“”"«»*_ ')
    return (
        len(line) <= _LONGEST
        and line[0] != "@"
        and not regex.search(r"[.!?…](?=\s+\S)|[.:;,]$", words)
        and not (alone and words[-1:] in ("?", "!", "…"))
    )


def _is_kicker(line: str) -> bool:
    return line.isupper() or len(line.split()) <= 2


def _repeated(text: str, found: Sequence[Place], marks: Marks) -> Iterator[int]:
    """The paragraphs that are nothing but a quotation which the article has once more."""
    outer = [pair.inner for pair in marks.pairs if pair.parent is None and pair.inner is not None]
    sentences = Counter(key for inner in outer for key in _sentence_keys(inner.of(text)))
    by_start = {pair.span.start: pair for pair in marks.pairs if pair.parent is None and pair.inner is not None}
    for number, place in enumerate(found):
        pair = by_start.get(place.span.start)
        if pair is None or pair.inner is None or place.kind is PlaceKind.HEADLINE:
            continue
        alone = (
            not _WORD.search(text, pair.span.end, place.span.end)
            or text[pair.span.end : pair.span.end + 3].lstrip()[:1] in "–—-("
        )
        keys = list(_sentence_keys(pair.inner.of(text)))
        if alone and keys and all(sentences[key] > 1 for key in keys):
            yield number


def _sentence_keys(words: str) -> Iterator[str]:
    """The sentences of a quotation, reduced to their letters."""
    for sentence in regex.split(r"[.!?…]+", words):
        key = "".join(_WORD.findall(sentence)).lower()
        if key:
            yield key
