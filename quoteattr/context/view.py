"""What the network sees of a proposal: the words of its parts and of the places that tell most, as numbers.

Each word is its state in its context and its tags. A part (quotation, cue, frame, speaker, sentence, the sentence
before) is the mean of its words. A place is one word: the heads of the parts in the tree, subject and object of the
main verb, the words at the edges of the quotation and beyond them. All but the states comes out of the parse, so any
parser will do.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.context.states import STATE, ContextEncoder, Vector, stretches
from quoteattr.context.tags import TAGS
from quoteattr.context.window import PARTS, PLACES, Ranges, Window
from quoteattr.portions import portions
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.tree import Token

WIDTH = STATE + TAGS
"""Numbers of a word."""

VIEW = WIDTH * (PARTS + PLACES) + 1
"""Numbers of a view."""

_AT_ONCE = 256
"""Proposals that are seen in one go: what bounds the memory for a long text."""

_WORDS = 8000
"""Words that are read in one go, of as many documents as have them."""


def views(
    documents: Iterable[tuple[Reading, Sequence[Proposal]]], encoder: ContextEncoder
) -> Iterator[tuple[int, list[int], Vector]]:
    """The views of the proposals of some documents, in portions.

    Each has the number of its document, the places of some of its proposals, and a row for each of these.
    """
    for portion in portions(_glimpses(documents), _WORDS, lambda each: len(each.window.tokens)):
        texts = [each.texts() for each in portion]
        seen = encoder.seen([text for own in texts for text in own.values()])
        read = zip(encoder.states(seen), seen, strict=True)
        for each, own in zip(portion, texts, strict=True):
            words = np.zeros((len(each.window.tokens) + 1, WIDTH), np.float32)  # the last one is not there: -1
            for (start, text), (states, tags) in zip(own.items(), read, strict=False):  # takes its own of what was read
                words[start : start + len(text)] = np.hstack([states, tags[:, -TAGS:]])
            yield each.document, each.proposals, _views(words, each.parts, each.places)


@frozen(eq=False)
class _Glimpse:
    """What is looked at for some proposals of a document.

    Attributes:
        document: Its number.
        proposals: The numbers of the proposals.
        window: The stretch of the document.
        parts: The parts of each proposal.
        places: The words that tell most about each, a row each.
    """

    document: int
    proposals: list[int]
    window: Window
    parts: list[tuple[Ranges, ...]]
    places: NDArray[np.intp]

    def texts(self) -> dict[int, list[Token]]:
        """The texts with a word that is looked at, by the number of their first word: others need not be read."""
        looked_at = np.zeros(len(self.window.tokens) + 1, np.bool_)
        looked_at[self.places] = True
        for each in chain.from_iterable(chain.from_iterable(self.parts)):
            looked_at[each.start : each.stop] = True
        starts = accumulate(map(len, self.window.texts), initial=0)
        numbered = zip(starts, self.window.texts, strict=False)
        return {start: text for start, text in numbered if looked_at[start : start + len(text)].any()}


def _glimpses(documents: Iterable[tuple[Reading, Sequence[Proposal]]]) -> Iterator[_Glimpse]:
    """Each document, a long one in several."""
    for number, (reading, proposals) in enumerate(documents):
        read = list(stretches(reading.sentences)) if proposals else []
        order = sorted(range(len(proposals)), key=lambda place: proposals[place].sentence.index)
        for start in range(0, len(order), _AT_ONCE):
            chosen = order[start : start + _AT_ONCE]
            window = Window.around(reading, [proposals[place] for place in chosen], read)
            parts = [window.parts(proposals[place]) for place in chosen]
            yield _Glimpse(number, chosen, window, parts, np.array([*map(window.places, parts)], np.intp))


def _views(words: Vector, parts: Sequence[Sequence[Ranges]], places: NDArray[np.intp]) -> Vector:
    """Some proposals in numbers, a row each: the parts, the places, the length of the quotation."""
    rows = np.zeros((len(parts), VIEW), np.float32)
    rows[:, : PARTS * WIDTH] = _means(words[:-1], list(chain.from_iterable(parts))).reshape(len(rows), -1)
    rows[:, PARTS * WIDTH : -1] = words[places].reshape(len(rows), -1)
    rows[:, -1] = [length_of(each) for each in parts]
    return rows


def _means(words: Vector, parts: Sequence[Ranges]) -> Vector:
    """The mean of the words of each part, a row each; zeros for an empty one."""
    sums = np.zeros((len(words) + 1, WIDTH))
    words.cumsum(axis=0, dtype=np.float64, out=sums[1:])
    means = np.zeros((len(parts), WIDTH), np.float32)
    filled = [number for number, part in enumerate(parts) if part]
    ranges = [each for part in parts for each in part]
    firsts = np.cumsum([0, *(len(parts[number]) for number in filled[:-1])])
    totals = np.add.reduceat(
        sums[[each.stop for each in ranges]] - sums[[each.start for each in ranges]], firsts, axis=0
    )
    means[filled] = totals / np.array([[sum(map(len, parts[number]))] for number in filled])
    return means


def length_of(parts: Sequence[Ranges]) -> float:
    """The length of a quotation, which is the first of the parts, as the network sees it."""
    return min(sum(map(len, parts[0])) / 30, 5.0)
