"""Results as TEI P5: quotations as `said` with the people they lead to, what overlaps them as standoff spans.

The text stands in one `ab` that keeps its white space, so offsets can be counted in it. A quotation with several spans
is several elements tied by `next` and `prev`. Speaker phrase, cue, frame, addressee and target, and quotations that
overlap others without lying inside them, are `span`s in `standOff`, whose targets count code points.
"""

from typing import Any

from attrs import frozen

from quoteattr.documents.json import dumps
from quoteattr.documents.quote_parts import labels_of, roles_of
from quoteattr.documents.writable import for_xml
from quoteattr.model import Document, Entity, Medium, Quote, QuoteType, Span

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_ALOUD = {Medium.SPEECH: "true", Medium.THOUGHT: "false", Medium.WRITING: "inapplicable"}
_TEXT = "t"


@frozen(eq=False)
class _Piece:
    """A span of a quotation with the attributes of its element."""

    span: Span
    attributes: dict[str, str]


def to_tei(document: Document) -> Any:
    """A document as the root of a TEI document, an `lxml` element."""
    from lxml import etree

    text = for_xml(document.text)
    root = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})
    _add_header(root, document)
    pieces = [piece for quote in document.quotes for piece in _pieces(quote)]
    inline, apart = _nested(pieces)
    body = _child(_child(root, "text"), "body")
    block = _child(body, "ab", **{f"{_XML}id": _TEXT, f"{_XML}space": "preserve"})
    _fill(block, inline, Span(0, len(text)) if text else None, text)
    group = _child(_child(root, "standOff"), "spanGrp", type="parts")
    for piece in apart:
        attributes = {name: value for name, value in piece.attributes.items() if name not in ("next", "prev", "direct")}
        _add_span(group, piece.span, text, {**attributes, "type": "said"})
    for quote in document.quotes:
        for role, spans in roles_of(quote).items():
            for span in spans:
                _add_span(group, span, text, {"type": role, "corresp": f"#{quote.id}"})
    return root


def _child(parent: Any, name: str, words: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    child = etree.SubElement(parent, f"{{{_TEI}}}{name}", attributes)
    child.text = for_xml(words) if words is not None else None
    return child


def _add_header(root: Any, document: Document) -> None:
    header = _child(root, "teiHeader")
    file = _child(header, "fileDesc")
    title = document.metadata.get("title")
    _child(_child(file, "titleStmt"), "title", title if isinstance(title, str) else document.id)
    _child(_child(file, "publicationStmt"), "p", document.id)
    _child(_child(file, "sourceDesc"), "p", dumps(document.metadata))
    encoding = _child(header, "encodingDesc")
    _child(encoding, "p", f"Quotations: quoteattr with {document.model}. Text: {document.extractor or 'as given'}.")
    taxonomy = _child(_child(encoding, "classDecl"), "taxonomy")
    for kind in QuoteType:
        _child(taxonomy, "category", **{f"{_XML}id": kind.value})
    people = _child(_child(_child(header, "profileDesc"), "particDesc"), "listPerson")
    for entity in document.entities:
        _add_entity(people, entity)


def _add_entity(people: Any, entity: Entity) -> None:
    person = _child(people, "person", **{f"{_XML}id": entity.id}, role=entity.kind.value)
    for name in (entity.name, *entity.aliases):
        _child(person, "persName", name)
    if entity.ref:
        _child(person, "idno", entity.ref)


def _pieces(quote: Quote) -> list[_Piece]:
    labels = labels_of(quote)
    common = {
        "ana": f"#{quote.type.value}",
        "direct": "true" if quote.type is QuoteType.DIRECT else "false",
        "aloud": _ALOUD.get(quote.medium, "unknown") if quote.medium else "unknown",
        "cert": labels["confidence"],
    }
    if quote.speaker and quote.speaker.entity:
        common["who"] = f"#{quote.speaker.entity.id}"
    ids = [quote.id, *(f"{quote.id}.{number}" for number in range(2, len(quote.spans) + 1))]
    pieces = []
    for number, span in enumerate(quote.spans):
        attributes = {f"{_XML}id": ids[number], **common}
        if number:
            attributes["prev"] = f"#{ids[number - 1]}"
        if number + 1 < len(ids):
            attributes["next"] = f"#{ids[number + 1]}"
        pieces.append(_Piece(span, attributes))
    return pieces


def _nested(pieces: list[_Piece]) -> tuple[list[_Piece], list[_Piece]]:
    """Those that can be elements, outer ones before those inside them, and those that overlap one of these."""
    inline: list[_Piece] = []
    apart: list[_Piece] = []
    for piece in sorted(pieces, key=lambda each: (each.span.start, -each.span.end)):
        crossed = any(other.span.overlaps(piece.span) and not other.span.covers(piece.span) for other in inline)
        (apart if crossed else inline).append(piece)
    return inline, apart


def _fill(parent: Any, pieces: list[_Piece], around: Span | None, text: str) -> None:
    """Put the text of a span into an element, and the pieces inside it as its children."""
    if around is None:
        return
    position, last = around.start, None
    waiting = list(pieces)
    while waiting:
        piece = waiting.pop(0)
        inside = [other for other in waiting if piece.span.covers(other.span)]
        waiting = [other for other in waiting if not piece.span.covers(other.span)]
        _append(parent, last, text[position : piece.span.start])
        last = _child(parent, "said", **piece.attributes)
        _fill(last, inside, piece.span, text)
        position = piece.span.end
    _append(parent, last, text[position : around.end])


def _append(parent: Any, last: Any, words: str) -> None:
    """Text behind the last child, or at the beginning."""
    if last is None:
        parent.text = words
    else:
        last.tail = words


def _add_span(group: Any, span: Span, text: str, attributes: dict[str, str]) -> None:
    place = f"#string-range({_TEXT},{span.start},{len(span)})"
    _child(group, "span", span.of(text), **attributes, target=place)
