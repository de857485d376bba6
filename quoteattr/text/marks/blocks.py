"""Quotations set as a block: one mark before the first of several paragraphs, one behind the last.

A mark without a partner normally ends with its paragraph. A block is the one exception, and it is taken for
one only if nothing else fits: the opening mark stands where a sentence starts, a closing mark that fits where one
ends, both have no partner, no mark between them lacks one, and no heading comes.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from attrs import evolve

from quoteattr.model import Diagnostic, Span
from quoteattr.text.layout import Paragraph
from quoteattr.text.marks.pair import MarkPair, trimmed
from quoteattr.text.marks.style import can_close, style_of

# What a sentence starts behind: a colon, or the end of another one.
_BEFORE = re.compile(r"[:.!?…]\s*$")
# A first paragraph that ends with a sentence, or announces a list.
_ENDS = re.compile(r"[.!?…:]\s*$")
# Longer blocks are documents, not quotations in the news.
_MOST_PARAGRAPHS = 8


def join_blocks(
    text: str, layout: Sequence[Paragraph], pairs: Sequence[MarkPair], diagnostics: Sequence[Diagnostic]
) -> tuple[list[MarkPair], list[Diagnostic]]:
    """Close the unclosed pairs that are blocks.

    Args:
        text: The text.
        layout: Its paragraphs.
        pairs: Its pairs, closed or not.
        diagnostics: Its odd marks by position; those of a block are no longer odd.
    """
    starts = [paragraph.span.start for paragraph in layout]
    closers: dict[int, Span] = {}
    joined: set[Span] = set()
    for first, second in pairwise(diagnostics):
        opener, closer = first.span, second.span
        if opener is None or closer is None or (first.code, second.code) != ("unclosed-mark", "stray-mark"):
            continue
        top, bottom = bisect_right(starts, opener.start) - 1, bisect_right(starts, closer.start) - 1
        block = layout[top : bottom + 1]
        if (
            1 < len(block) <= _MOST_PARAGRAPHS
            and (opener.start == block[0].span.start or _BEFORE.search(text, block[0].span.start, opener.start))
            and (closer.end == block[-1].span.end or _ends_sentence(text, closer))
            and _ENDS.search(text, opener.end, block[0].span.end)
            and can_close(opener.of(text), closer.of(text))
            and not any(paragraph.heading for paragraph in block)
        ):
            closers[opener.start] = closer
            joined |= {opener, closer}
    return (
        [_with_closer(text, pair, closers[pair.span.start]) if pair.span.start in closers else pair for pair in pairs],
        [diagnostic for diagnostic in diagnostics if diagnostic.span not in joined],
    )


def _ends_sentence(text: str, closer: Span) -> bool:
    """Whether a closing mark stands behind a stop, or before the comma of a frame."""
    return text[closer.start - 1] in ".!?…" or text[closer.end : closer.end + 1] == ","


def _with_closer(text: str, pair: MarkPair, closer: Span) -> MarkPair:
    return evolve(
        pair,
        span=Span(pair.span.start, closer.end),
        inner=trimmed(text, pair.openers[0].end, closer.start),
        style=style_of(pair.openers[0].of(text), closer.of(text)),
        closer=closer,
    )
