"""What the network sees of a proposal: the words of its parts and of the places that tell most, as numbers.

Each word is its vector and its tags. A part (quotation, cue, frame, speaker, sentence, the sentence before) is the mean
of its words. A place is one word: the heads of the parts in the tree, subject and object of the main verb, the words at
the edges of the quotation and beyond them. All of it comes out of the parse, so any parser will do.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from quoteattr.context.words import SIZE, WordVectors
from quoteattr.model import Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence
from quoteattr.tree import Token

Vector = NDArray[np.float32]
Ranges = tuple[range, ...]

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ VERB X".split()
XPOS = """VVFIN VAFIN VMFIN VVINF VVPP VVIZU ART PPOSAT PRELS KOUS PAV PROAV PPER PIS PDS PWAV PTKVZ PTKNEG ADJD ADJA NE
    NN CARD APPR APPRART KON VAINF VMINF VAPP PPOSS PRF PTKZU PWS KOUI""".split()
RELATIONS = """root nsubj nsubj:pass obj iobj obl obl:arg advcl ccomp xcomp parataxis conj appos nmod acl acl:relcl aux
    aux:pass cop mark advmod discourse dep case det amod punct cc flat compound:prt expl nmod:poss flat:name nummod
    det:poss""".split()
FEATURES = """Mood=Sub Mood=Ind Mood=Imp Tense=Past Tense=Pres Person=1 Person=2 Person=3 VerbForm=Fin VerbForm=Inf
    VerbForm=Part Number=Plur Number=Sing Case=Nom Case=Dat Case=Acc Case=Gen Definite=Ind Definite=Def Degree=Cmp
    Polarity=Neg""".split()
_TAGS = {
    name: place
    for place, name in enumerate(
        [*(f"u:{tag}" for tag in UPOS), *(f"x:{tag}" for tag in XPOS), *(f"r:{tag}" for tag in RELATIONS), *FEATURES]
    )
}
WIDTH = SIZE + len(_TAGS)
"""Numbers of a word."""

PARTS = 6
PLACES = 12
VIEW = WIDTH * (PARTS + PLACES) + 1
"""Numbers of a view."""

_AT_ONCE = 256
"""Proposals that are seen in one go: what bounds the memory for a long text."""
_FAR = 30
"""Sentences of a quotation that are looked at."""


def views(reading: Reading, proposals: Sequence[Proposal], vectors: WordVectors) -> Iterator[tuple[list[int], Vector]]:
    """The views of proposals, in portions: the places of some in `proposals`, and a row for each of these."""
    order = sorted(range(len(proposals)), key=lambda place: proposals[place].sentence.index)
    for start in range(0, len(order), _AT_ONCE):
        portion = order[start : start + _AT_ONCE]
        window = _Window.around(reading, [proposals[place] for place in portion], vectors)
        yield portion, window.views([proposals[place] for place in portion])


@frozen(eq=False)
class _Window:
    """A stretch of a document, its words numbered from 0.

    Attributes:
        tokens: The words.
        heads: The number of each word's head, -1 for roots.
        starts: Where each word starts in the text.
        ends: Where each word ends.
        bounds: The words of each sentence, by its index.
        words: Each word in numbers, and behind the last one a word that is not there: zeros, found at -1.
        sums: The sum of these numbers before each word, and at the end.
        paragraphs: The paragraph of each word; nothing is seen beyond it, so other paragraphs make no difference.
    """

    tokens: list[Token]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    bounds: Mapping[int, range]
    words: Vector
    sums: NDArray[np.float64]
    paragraphs: list[int]

    @classmethod
    def around(cls, reading: Reading, proposals: Sequence[Proposal], vectors: WordVectors) -> "_Window":
        """The stretch from the sentence before the first proposal to the one behind the last that they reach."""
        first = max(0, proposals[0].sentence.index - 1)
        reached = (_last_seen(reading, proposal) for proposal in proposals)
        sentences = reading.sentences[first : max(reached) + 2]
        tokens: list[Token] = []
        heads: list[int] = []
        bounds: dict[int, range] = {}
        for sentence in sentences:
            offset = len(tokens)
            tokens += sentence.tokens
            heads += [offset + token.head if token.head >= 0 else -1 for token in sentence.tokens]
            bounds[sentence.index] = range(offset, len(tokens))
        words = np.zeros((len(tokens) + 1, WIDTH), np.float32)
        for row, token in zip(words, tokens, strict=False):
            row[:SIZE] = vectors.of(token.text)
            row[_tags_of(token)] = 1
        sums = np.zeros((len(tokens) + 1, WIDTH))
        words[:-1].cumsum(axis=0, dtype=np.float64, out=sums[1:])
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        paragraphs = [sentence.paragraph for sentence in sentences for _ in sentence.tokens]
        return cls(tokens, heads, starts, ends, bounds, words, sums, paragraphs)

    def views(self, proposals: Sequence[Proposal]) -> Vector:
        """Some proposals in numbers, a row each: the parts, the places, the length of the quotation."""
        rows = np.zeros((len(proposals), VIEW), np.float32)
        places = []
        for row, proposal in zip(rows, proposals, strict=True):
            quote, *others = parts = self._parts(proposal)
            for number, part in enumerate(parts):
                if part:
                    row[number * WIDTH : (number + 1) * WIDTH] = self._mean(part)
            places.append(self._places(quote, *others))
            row[-1] = min(sum(map(len, quote)) / 30, 5.0)
        rows[:, PARTS * WIDTH : -1] = self.words[np.array(places)].reshape(len(rows), -1)
        return rows

    def _parts(self, proposal: Proposal) -> tuple[Ranges, ...]:
        """The words of quotation, cue, frame, speaker, sentence, and the sentence before."""
        here = proposal.sentence.index
        sentence = (self.bounds[here],)
        cue = self._ranges(proposal.cue.spans) if proposal.cue else ()
        speaker = self._ranges(tuple(token.span for token in proposal.speaker.tokens)) if proposal.speaker else ()
        quote = self._ranges(proposal.quote) or sentence
        return quote, cue, self._ranges(proposal.frame), speaker, sentence, self._before(here)

    def _places(
        self, quote: Ranges, cue: Ranges, frame: Ranges, speaker: Ranges, sentence: Ranges, before: Ranges
    ) -> list[int]:
        """The words that tell most, -1 for those that are not there."""
        main, previous = self._head(quote), self._head(before)
        first, last = quote[0][0], quote[-1][-1]
        places = (
            main,
            self._child(main, ("nsubj", "nsubj:pass")),
            self._child(main, ("obj", "ccomp")),
            self._head(frame),
            self._head(speaker),
            previous,
            self._child(previous, ("nsubj", "nsubj:pass")),
            self._head(sentence),
            first,
            last,
            self._neighbour(first, -1),
            self._neighbour(last, +1),
        )
        return [-1 if place is None else place for place in places]

    def _neighbour(self, place: int, step: int) -> int | None:
        """The word before or behind one in its paragraph."""
        other = place + step
        inside = 0 <= other < len(self.tokens) and self.paragraphs[other] == self.paragraphs[place]
        return other if inside else None

    def _before(self, sentence: int) -> Ranges:
        """The sentence before one in its paragraph."""
        last = self._neighbour(self.bounds[sentence].start, -1)
        return (self.bounds[sentence - 1],) if last is not None else ()

    def _ranges(self, spans: Spans) -> Ranges:
        """The words that spans overlap, as far as they are in the window."""
        found = (range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)) for span in spans)
        return tuple(each for each in found if each)

    def _head(self, ranges: Ranges) -> int | None:
        """The first word whose head stands elsewhere."""
        for each in ranges:
            for place in each:
                head = self.heads[place]
                if self.tokens[place].upos != "PUNCT" and not any(head in other for other in ranges):
                    return place
        return None

    def _child(self, head: int | None, relations: Sequence[str]) -> int | None:
        """The first word that depends on a head in one of some relations."""
        if head is None:
            return None
        start = head - self.tokens[head].index
        for place in range(start, len(self.tokens)):
            token = self.tokens[place]
            if token.index != place - start:
                break
            if self.heads[place] == head and token.deprel in relations:
                return place
        return None

    def _mean(self, ranges: Ranges) -> NDArray[np.float64]:
        """The mean of some words."""
        total: NDArray[np.float64] = sum(self.sums[each.stop] - self.sums[each.start] for each in ranges)
        return total / sum(map(len, ranges))


def _last_seen(reading: Reading, proposal: Proposal) -> int:
    """Index of the last sentence of a proposal that is looked at."""
    here = proposal.sentence.index
    return max(here, min(last_sentence(reading, proposal), here + _FAR))


def _tags_of(token: Token) -> list[int]:
    """Where the numbers of a word have a 1 for its tags."""
    return _places_of(token.upos, token.xpos, token.deprel, tuple(token.feats.items()))


@lru_cache(maxsize=10_000)
def _places_of(upos: str, xpos: str, relation: str, features: tuple[tuple[str, str], ...]) -> list[int]:
    names = (f"u:{upos}", f"x:{xpos}", f"r:{relation}", *(f"{name}={value}" for name, value in features))
    return [SIZE + _TAGS[name] for name in names if name in _TAGS]
