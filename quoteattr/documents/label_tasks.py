"""Results as tasks of Label Studio, each with a prediction to correct, and the interface that shows them.

A quotation is a region with the label `Quotation` for each of its spans; a role is a region with its name. Relations
tie them: from the first span of the quotation to a role, or, `continued`, to its further spans. Type, medium and the
name of the speaker are set on the first span. Offsets count code points.
"""

from collections.abc import Iterator
from typing import Any

from quoteattr.documents.quote_parts import ROLES, labels_of, roles_of
from quoteattr.documents.writable import without_surrogates
from quoteattr.labels import Medium, QuoteType
from quoteattr.model import Document, Quote, Span

QUOTATION = "Quotation"
CONTINUED = "continued"
CHOICES = {"type": tuple(QuoteType), "medium": tuple(Medium)}

_LABELS, _TEXT, _NAME = "parts", "text", "speaker_name"


def interface() -> str:
    """The labelling interface for a project of Label Studio, as its XML."""
    labels = "\n".join(f'    <Label value="{name}"/>' for name in (QUOTATION, *(role.title() for role in ROLES)))
    relations = "\n".join(f'    <Relation value="{name}"/>' for name in (*ROLES, CONTINUED))
    choices = "\n".join(
        f'  <Choices name="{name}" toName="{_TEXT}" perRegion="true" whenTagName="{_LABELS}" '
        f'whenLabelValue="{QUOTATION}" choice="single">\n'
        + "\n".join(f'    <Choice value="{value}"/>' for value in values)
        + "\n  </Choices>"
        for name, values in CHOICES.items()
    )
    return f"""<View>
  <Labels name="{_LABELS}" toName="{_TEXT}">
{labels}
  </Labels>
  <Relations>
{relations}
  </Relations>
  <Text name="{_TEXT}" value="$text"/>
{choices}
  <TextArea name="{_NAME}" toName="{_TEXT}" perRegion="true" whenTagName="{_LABELS}" whenLabelValue="{QUOTATION}"/>
</View>
"""


def to_task(document: Document) -> dict[str, Any]:
    """A document as a task with one prediction."""
    text = without_surrogates(document.text)
    result = [region for quote in document.quotes for region in _regions(quote, text)]
    scores = [quote.confidence for quote in document.quotes]
    return {
        "data": {
            "text": text,
            "doc_id": document.id,
            "sha256": document.sha256,
            "extractor": document.extractor,
            "meta": dict(document.metadata),
        },
        "predictions": [
            {
                "model_version": document.model,
                "score": round(sum(scores) / len(scores), 4) if scores else 0.0,
                "result": result,
            }
        ],
    }


def _regions(quote: Quote, text: str) -> Iterator[dict[str, Any]]:
    first, *further = quote.spans
    labels = labels_of(quote)
    region = _region(quote.id, first, QUOTATION, text)
    meta = {"text": [f"{name}: {value}" for name, value in labels.items()]}
    yield {**region, "score": quote.confidence, "meta": meta}
    for name in CHOICES:
        if name in labels:
            yield _on(region, name, "choices", {"choices": [labels[name]]})
    if _NAME in labels:
        yield _on(region, _NAME, "textarea", {"text": [without_surrogates(labels[_NAME])]})
    for role, spans in {CONTINUED: further, **roles_of(quote)}.items():
        for number, span in enumerate(spans, 1):
            label = QUOTATION if role == CONTINUED else role.title()
            part = _region(f"{quote.id}-{role}-{number}", span, label, text)
            yield part
            yield {
                "type": "relation", "from_id": region["id"], "to_id": part["id"], "direction": "right",
                "labels": [role],
            }  # fmt: skip


def _region(id_: str, span: Span, label: str, text: str) -> dict[str, Any]:
    value = {"start": span.start, "end": span.end, "text": span.of(text), "labels": [label]}
    return {"id": id_, "from_name": _LABELS, "to_name": _TEXT, "type": "labels", "value": value}


def _on(region: dict[str, Any], name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """A value that is set on a region: it has the region's id and place."""
    place = {key: region["value"][key] for key in ("start", "end", "text")}
    return {"id": region["id"], "from_name": name, "to_name": _TEXT, "type": kind, "value": {**place, **value}}
