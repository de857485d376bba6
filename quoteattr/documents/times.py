"""When a part of a text is heard or shown, where the source of the text tells."""

from collections.abc import Iterable

from quoteattr.model import Document, Span

TIMES = "times"
"""The key of the metadata that holds lists `[start, end, from, to]`: offsets, and seconds from the beginning."""


def seconds_of(document: Document, spans: Iterable[Span]) -> tuple[float, float] | None:
    """From when to when spans of a document are heard, in seconds; None if that is not known.

    Example:
        >>> document = Document("Er sagt: Ja.", metadata={"times": [[0, 8, 1.0, 2.5], [9, 12, 3.0, 4.0]]})
        >>> seconds_of(document, [Span(9, 11)])
        (3.0, 4.0)
    """
    known = document.metadata.get(TIMES) or ()
    spans = tuple(spans)
    try:
        heard = [(since, until) for start, end, since, until in known
                 if any(span.start < end and start < span.end for span in spans)]  # fmt: skip
    except (TypeError, ValueError):
        return None  # a column of the user's that is called the same
    if not heard:
        return None
    return min(since for since, _ in heard), max(until for _, until in heard)
