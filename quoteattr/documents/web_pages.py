"""Results as W3C Web Annotations, which CATMA, recogito and Hypothesis read: a page of annotations a document.

A quotation is an annotation with a target for each of its spans; so is each of its roles, which links to the
quotation. Every target has two selectors: the position, in code points, and the words with what stands before and
behind them, which find the place in a page that has other text around the article.
"""

from collections.abc import Iterator
from typing import Any

from quoteattr.documents.quote_parts import labels_of, roles_of
from quoteattr.documents.writable import without_surrogates
from quoteattr.model import Document, Quote, Spans

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_AROUND = 32  # characters before and behind the words
_ADDRESSES = ("url", "source", "link")


def to_annotation_page(document: Document) -> dict[str, Any]:
    """A document as an AnnotationPage."""
    source = _source(document)
    text = without_surrogates(document.text)
    items = [item for quote in document.quotes for item in _annotations(quote, source, text)]
    return {
        "@context": CONTEXT,
        "id": f"{source}#quotations",
        "type": "AnnotationPage",
        "partOf": {"id": source, "type": "AnnotationCollection", "label": document.id, "total": len(items)},
        "items": items,
    }


def _source(document: Document) -> str:
    """The address of the article, or a name for its text where none is known."""
    known = (document.id, *(document.metadata.get(key) for key in _ADDRESSES))
    address = next((item for item in known if isinstance(item, str) and item.startswith(("https://", "http://"))), None)
    return address or f"urn:sha256:{document.sha256}"


def _annotations(quote: Quote, source: str, text: str) -> Iterator[dict[str, Any]]:
    labels = labels_of(quote)
    quotation = f"{source}#{quote.id}"
    bodies = [_body("classifying", labels.pop("type"))]
    if name := labels.pop("speaker_name", None):
        bodies.append(_body("identifying", name))
    bodies += [_body("tagging", f"{label}:{value}") for label, value in labels.items()]
    yield _annotation(quotation, "classifying", bodies, _targets(quote.spans, source, text))
    for role, spans in roles_of(quote).items():
        bodies = [{"id": quotation, "type": "SpecificResource", "purpose": "linking"}, _body("classifying", role)]
        yield _annotation(f"{quotation}-{role}", "linking", bodies, _targets(spans, source, text))


def _annotation(id_: str, motivation: str, body: list[Any], target: list[Any]) -> dict[str, Any]:
    return {"id": id_, "type": "Annotation", "motivation": motivation, "body": body, "target": target}


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": without_surrogates(value)}


def _targets(spans: Spans, source: str, text: str) -> list[dict[str, Any]]:
    return [
        {
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(text),
                    "prefix": text[max(0, span.start - _AROUND) : span.start],
                    "suffix": text[span.end : span.end + _AROUND],
                },
            ],
        }
        for span in spans
    ]
