"""Quotation marks on raw text: what is a mark, which style a text has, which marks belong together.

No parser is asked, so that a parser's error loses no quotation. `inventory` finds the marks and looks at
their neighbours, `style` decides for the whole text which way its marks point, `pairing` pairs them paragraph
by paragraph with a stack, and `blocks` finds the few quotations whose paragraphs have no marks of their own.
"""

from collections import Counter
from collections.abc import Sequence

from attrs import evolve

from quoteattr.model import Span
from quoteattr.text.layout import paragraphs
from quoteattr.text.letters import without_marks
from quoteattr.text.marks.blocks import join_blocks
from quoteattr.text.marks.inventory import find_marks
from quoteattr.text.marks.pair import MarkPair, Marks
from quoteattr.text.marks.pairing import Reader
from quoteattr.text.marks.style import roles

__all__ = ["MarkPair", "Marks", "scan"]


def scan(text: str) -> Marks:
    """Find the quotation marks of a text and pair them.

    A pair is not yet a quotation: titles, names and scare quotes are marked alike. Apostrophes, primes,
    inches and ditto marks are left out. Time is linear in the length of the text, and no text raises.

    Example:
        >>> text = "„Ich habe ‚Faust‘ gelesen“, sagte er."
        >>> marks = scan(text)
        >>> [(pair.inner.of(text), pair.parent) for pair in marks.pairs]
        [('Ich habe ‚Faust‘ gelesen', None), ('Faust', 0)]
        >>> marks.style
        'german'
    """
    text = without_marks(text)
    marks = find_marks(text)
    layout = paragraphs(text)
    reader = Reader(text, roles(marks))
    position = 0
    for paragraph in layout:
        first = position
        while position < len(marks) and marks[position].start < paragraph.span.end:
            position += 1
        reader.read(paragraph, marks[first:position])
    reader.give_up(0)
    odd = sorted(reader.diagnostics, key=lambda diagnostic: diagnostic.span or Span(0, 1))
    loose, diagnostics = join_blocks(text, layout, reader.pairs, odd)
    pairs = _with_parents(loose)
    styles = Counter(pair.style for pair in pairs)
    return Marks(styles.most_common(1)[0][0] if styles else None, pairs, tuple(diagnostics))


def _with_parents(pairs: Sequence[MarkPair]) -> tuple[MarkPair, ...]:
    """The pairs by start, each with the index of the innermost pair around it."""
    result: list[MarkPair] = []
    around: list[int] = []
    for index, pair in enumerate(sorted(pairs, key=lambda pair: (pair.span.start, -pair.span.end))):
        while around and result[around[-1]].span.end <= pair.span.start:
            around.pop()
        for outer in reversed(around):  # an unclosed one, cut at a stop that stands inside this one
            if result[outer].span.end >= pair.span.end:
                break
            result[outer] = _reaching(result[outer], pair.span.end)
        result.append(evolve(pair, parent=around[-1]) if around else pair)
        around.append(index)
    return tuple(result)


def _reaching(pair: MarkPair, end: int) -> MarkPair:
    """An unclosed pair that ends later."""
    assert pair.inner is not None
    return evolve(pair, span=Span(pair.span.start, end), inner=Span(pair.inner.start, end))
