"""The result of pairing: pairs of quotation marks."""

from attrs import frozen

from quoteattr.model import Diagnostic, Span, Spans


@frozen
class MarkPair:
    """Two marks that belong together, or an opening mark whose partner is missing.

    Attributes:
        span: From the opening to the closing mark, both included. Without a closing mark it ends with the
            sentence, by the look of it, or before the next mark that opens a quotation of its own.
        inner: What stands between the marks without white space at its edges, None if that is nothing.
        style: `german`, `guillemets-inward`, `guillemets-outward`, `english`, `ascii` or `mistaken`.
        single: Whether the marks are single ones.
        parent: Index of the enclosing pair in `Marks.pairs`, None at the top.
        openers: The opening mark, then its repetitions at the starts of further paragraphs.
        closer: The closing mark, None if it is missing.
    """

    span: Span
    inner: Span | None
    style: str
    single: bool
    parent: int | None
    openers: Spans
    closer: Span | None

    @property
    def closed(self) -> bool:
        """Whether there is a closing mark."""
        return self.closer is not None


@frozen
class Marks:
    """The quotation marks of a text.

    Attributes:
        style: The style of most pairs, None without pairs.
        pairs: By start; an enclosing pair stands before those inside it.
        diagnostics: `unclosed-mark` and `stray-mark`, by position.
    """

    style: str | None
    pairs: tuple[MarkPair, ...]
    diagnostics: tuple[Diagnostic, ...]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch of text without white space at its edges, None if nothing is left.

    Example:
        >>> trimmed("« Nein »", 1, 7)
        Span(start=2, end=6)
    """
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
