"""Results in the form that quotect's `predict` returns, which is that of the German news quotation corpus.

What quotect has not (confidence, who the speaker is, stance, evidence, nesting) is left out; `medium` says more than
its constant `Speech`. Tokens are ours, one word or sign each, and number the same words in the annotations. The other
way round, a list that quotect returned and that is written as JSON Lines is read by `quoteattr evaluate` and `compare`.
"""

from collections.abc import Sequence
from typing import Any

from quoteattr.documents.benchmark import MEDIUM_NAMES, PARTS, TYPE_NAMES, Annotation, annotations_of, words_of
from quoteattr.model import Document, Span, Spans


def to_quotect(document: Document) -> dict[str, Any]:
    """A document as an entry of the list that `Quotect.predict` returns.

    Example:
        >>> to_quotect(Document("Ja.", id="a"))["tokens"][0]
        {'id': 0, 'text': 'Ja', 'charBegin': 0, 'charEnd': 2}
    """
    words = words_of(document.text)
    return {
        "annotations": [_annotation(each, document.text, words) for each in annotations_of(document)],
        "documentName": document.id,
        "originalText": document.text,
        "tokens": [
            {"id": number, "text": word.of(document.text), "charBegin": word.start, "charEnd": word.end}
            for number, word in enumerate(words)
        ],
    }


def _annotation(annotation: Annotation, text: str, words: Sequence[Span]) -> dict[str, Any]:
    parts = {part: annotation.part(part) for part in PARTS}
    return {
        **{part: _part(spans, text, words) for part, spans in parts.items() if spans},
        "type": TYPE_NAMES[annotation.type],
        "medium": MEDIUM_NAMES[annotation.medium],
    }


def _part(spans: Spans, text: str, words: Sequence[Span]) -> dict[str, Any]:
    inside = [[number for number, word in enumerate(words) if word.overlaps(span)] for span in spans]
    return {
        "spans": [
            {
                "charBegin": span.start,
                "charEnd": span.end,
                "begin": numbers[0] if numbers else 0,
                "end": numbers[-1] + 1 if numbers else 0,
            }
            for span, numbers in zip(spans, inside, strict=True)
        ],
        "text": " ".join(span.of(text) for span in spans),
        "tokenIds": sorted({number for numbers in inside for number in numbers}),
    }
