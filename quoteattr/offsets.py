"""Stretches of a text, and its words: code points from a start to an end, which is exclusive."""

from collections.abc import Iterable

from attrs import frozen


@frozen(order=True)
class Span:
    """A stretch of text.

    Attributes:
        start: Offset of the first code point.
        end: Offset behind the last code point; always greater than `start`.

    Example:
        >>> Span(4, 9).of("Der Kreml schwieg.")
        'Kreml'
    """

    start: int
    end: int

    def __attrs_post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"A span needs 0 <= start < end, not {self.start}:{self.end}.")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


def text_of(text: str, spans: Iterable[Span]) -> str:
    """The text of possibly discontinuous spans, gaps written as ``…``: `teilte … mit`."""
    return " … ".join(span.of(text) for span in spans)


@frozen
class Word:
    """A syntactic word as the parser saw it; the words of a contraction (*zum*) share their span.

    Attributes:
        sentence: Number of the sentence, from 1.
        index: Number of the word in its sentence, from 1.
        text: The word form.
        lemma: Dictionary form.
        upos: Universal part of speech.
        tag: STTS tag, empty if the parser gives none.
        head: Number of the head in the sentence, 0 for the root.
        relation: Universal relation to the head.
        span: Where it stands.
    """

    sentence: int
    index: int
    text: str
    lemma: str
    upos: str
    tag: str
    head: int
    relation: str
    span: Span
