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
        yield portion, np.stack([window.view(proposals[place]) for place in portion])


@frozen(eq=False)
class _Window:
    """A stretch of a document, its words numbered from 0.

    Attributes:
        tokens: The words.
        heads: The number of each word's head, -1 for roots.
        starts: Where each word starts in the text.
        ends: Where each word ends.
        bounds: The words of each sentence, by its index.
        words: Each word in numbers.
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
        words = np.stack([np.concatenate([vectors.of(token.text), _tags_of(token)]) for token in tokens])
        sums = np.concatenate([np.zeros((1, WIDTH)), words.cumsum(axis=0, dtype=np.float64)])
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        paragraphs = [sentence.paragraph for sentence in sentences for _ in sentence.tokens]
        return cls(tokens, heads, starts, ends, bounds, words, sums, paragraphs)

    def view(self, proposal: Proposal) -> Vector:
        """A proposal in numbers."""
        here = proposal.sentence.index
        quote = self._ranges(proposal.quote) or (self.bounds[here],)
        cue = self._ranges(proposal.cue.spans) if proposal.cue else ()
        frame = self._ranges(proposal.frame)
        speaker = self._ranges(tuple(token.span for token in proposal.speaker.tokens)) if proposal.speaker else ()
        before = self._before(here)
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
            self._head((self.bounds[here],)),
            first,
            last,
            self._neighbour(first, -1),
            self._neighbour(last, +1),
        )
        length = min(sum(map(len, quote)) / 30, 5.0)
        parts = (quote, cue, frame, speaker, (self.bounds[here],), before)
        seen = [*map(self._mean, parts), *map(self._word, places), np.array([length], np.float32)]
        return np.concatenate(seen)

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

    def _mean(self, ranges: Ranges) -> Vector:
        """The mean of some words; nothing for none."""
        number = sum(map(len, ranges))
        if not number:
            return np.zeros(WIDTH, np.float32)
        total = sum(self.sums[each.stop] - self.sums[each.start] for each in ranges)
        return np.asarray(total / number, np.float32)

    def _word(self, place: int | None) -> Vector:
        return np.zeros(WIDTH, np.float32) if place is None else self.words[place]


def _last_seen(reading: Reading, proposal: Proposal) -> int:
    """Index of the last sentence of a proposal that is looked at."""
    here = proposal.sentence.index
    return max(here, min(last_sentence(reading, proposal), here + _FAR))


def _tags_of(token: Token) -> Vector:
    features = tuple(f"{name}={value}" for name, value in token.feats.items())
    return _tags(token.upos, token.xpos, token.deprel, features)


@lru_cache(maxsize=10_000)
def _tags(upos: str, xpos: str, relation: str, features: tuple[str, ...]) -> Vector:
    """The tags of a word: 1 for each that it has."""
    tags = np.zeros(len(_TAGS), np.float32)
    for name in (f"u:{upos}", f"x:{xpos}", f"r:{relation}", *features):
        if name in _TAGS:
            tags[_TAGS[name]] = 1
    return tags
