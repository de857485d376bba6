"""Parsed text and the questions that rules ask of a tree.

A `Parse` is what a parser makes of one text: sentences of syntactic words in Universal Dependencies. Offsets count
code points of the whole text. The words of a contraction (*zum* = *zu* + *dem*) share the offsets of the token as
it stands in the text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, wraps
from itertools import accumulate
from operator import attrgetter
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from quoteattr.model import Diagnostic, Mention, Span, Spans, text_of

CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "advcl", "acl", "acl:relcl", "parataxis", "conj", "root"})
"""Relations that can open a clause of their own."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
"""Parts of speech that head a noun phrase."""

_NONE: frozenset[str] = frozenset()


@frozen
class Token:
    """A syntactic word.

    Attributes:
        index: Position in the sentence, from 0.
        text: The word form.
        lemma: Dictionary form as the parser gives it.
        upos: Universal part of speech.
        xpos: STTS tag, empty if the parser gives none.
        feats: Universal features.
        head: Index of the head, -1 for the root.
        deprel: Universal relation to the head.
        start: Offset of the first code point in the text.
        end: Offset behind the last one.
    """

    index: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: Mapping[str, str] = field(hash=False)
    head: int = -1
    deprel: str = "root"
    start: int = 0
    end: int = 0

    @cached_property
    def span(self) -> Span:
        """Where the word stands."""
        return Span(self.start, self.end)

    def overlaps(self, span: Span) -> bool:
        """Whether the word shares a code point with a stretch of the text."""
        return self.start < span.end and span.start < self.end

    @cached_property
    def relation(self) -> str:
        """The relation without its subtype (`nsubj` of `nsubj:pass`)."""
        return self.deprel.partition(":")[0]

    @cached_property
    def is_word(self) -> bool:
        """Whether this is a word rather than punctuation."""
        return self.upos not in ("PUNCT", "SYM") and (self.text.isalnum() or any(map(str.isalnum, self.text)))

    @cached_property
    def is_finite(self) -> bool:
        """Whether this is a finite verb, by feature or by STTS tag."""
        return self.feats.get("VerbForm") == "Fin" or self.xpos in ("VVFIN", "VAFIN", "VMFIN")


_Answer = TypeVar("_Answer")


def remembered(question: Callable[["Sentence", Token], _Answer]) -> Callable[["Sentence", Token], _Answer]:
    """A question about a word of a sentence, answered once for each: rules ask the same again and again.

    Sentences do not change, and so must no answer.
    """

    @wraps(question)
    def answer(sentence: "Sentence", token: Token) -> _Answer:
        known: dict[Any, _Answer] = sentence._answers
        key = question, token.index
        if key not in known:
            known[key] = question(sentence, token)
        return known[key]

    return answer


@frozen(eq=False)
class Sentence:
    """A sentence: its words and the tree over them.

    It counts on its heads being a tree: where they lead back to themselves, `ancestors`, `subtree` and `clause_head` do
    not end. `quoteattr.parsing.trees.check_parse` tells; `attribute_parse` asks it.

    Attributes:
        tokens: The words in text order.
        paragraph: Number of the paragraph that it stands in, from 0.
        index: Its own number in the parse, from 0; the parse sees to it.
    """

    tokens: tuple[Token, ...]
    paragraph: int = 0
    index: int = 0

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind the last word."""
        return self.tokens[-1].end

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.start, self.end)

    @cached_property
    def _children_by_head(self) -> tuple[tuple[Token, ...], ...]:
        table: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                table[token.head].append(token)
        return tuple(map(tuple, table))

    @cached_property
    def _relations_by_head(self) -> tuple[frozenset[str], ...]:
        """The relations of the dependents of each word, with and without subtypes."""
        return tuple(
            frozenset([name for child in children for name in (child.relation, child.deprel)]) if children else _NONE
            for children in self._children_by_head
        )

    @property
    def first_word(self) -> Token:
        """The first word; the first sign of a sentence without words."""
        return next((token for token in self.tokens if token.is_word), self.tokens[0])

    def head(self, token: Token) -> Token | None:
        """The word that `token` depends on, None for the root."""
        return self.tokens[token.head] if token.head >= 0 else None

    def children(self, token: Token, *relations: str) -> tuple[Token, ...]:
        """The dependents of `token`, all of them or those with one of `relations` (`nsubj` matches `nsubj:pass`)."""
        found = self._children_by_head[token.index]
        if not relations or not found:
            return found
        if self._relations_by_head[token.index].isdisjoint(relations):
            return ()
        return tuple([child for child in found if child.relation in relations or child.deprel in relations])

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first dependent with one of `relations`, None if there is none."""
        found = self.children(token, *relations)
        return found[0] if found else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The heads above `token`, nearest first."""
        head = self.head(token)
        while head is not None:
            yield head
            head = self.head(head)

    def subtree(self, token: Token, without: Collection[int] = ()) -> list[Token]:
        """`token` and everything below it in text order, leaving out the subtrees of the indices in `without`."""
        return self._below(token, without) if without else list(self._whole_subtree(token))

    @remembered
    def _whole_subtree(self, token: Token) -> tuple[Token, ...]:
        """`token` and everything below it."""
        return tuple(self._below(token, ()))

    @cached_property
    def _answers(self) -> dict[Any, Any]:
        """What was asked of this tree before; see `remembered`."""
        return {}

    def _below(self, token: Token, without: Collection[int]) -> list[Token]:
        """The words of a subtree, from the tree."""
        if token.index in without:
            return []
        found, stack = [token.index], [token.index]
        while stack:
            for child in self._children_by_head[stack.pop()]:
                if child.index not in without:
                    found.append(child.index)
                    stack.append(child.index)
        found.sort()
        return [self.tokens[index] for index in found]

    @remembered
    def clause_head(self, token: Token) -> Token:
        """The head of the clause that `token` stands in: the nearest word above it (or itself) that opens one."""
        while token.head >= 0 and token.relation not in CLAUSAL and token.deprel not in CLAUSAL:
            token = self.tokens[token.head]
        return token

    @remembered
    def finite(self, predicate: Token) -> Token | None:
        """The finite verb of the clause headed by `predicate`: itself, an auxiliary or a copula."""
        if predicate.is_finite:
            return predicate
        helpers = self.children(predicate, "aux", "cop")
        return next((helper for helper in helpers if helper.is_finite), None)

    def between(self, span: Span) -> list[Token]:
        """The words that overlap `span`."""
        near = self.tokens[bisect_right(self._reach, span.start) : bisect_left(self._starts, span.end)]
        return [token for token in near if token.end > span.start]

    def before(self, offset: int) -> tuple[Token, ...]:
        """The words from the first one on that end at `offset` or before."""
        return self.tokens[: bisect_right(self._reach, offset)]

    def behind(self, offset: int) -> tuple[Token, ...]:
        """The words that start at `offset` or behind."""
        return self.tokens[bisect_left(self._starts, offset) :]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _reach(self) -> tuple[int, ...]:
        """For each word, how far it and those before it reach: in odd parses words lie on each other."""
        return tuple(accumulate((token.end for token in self.tokens), max))

    @cached_property
    def forms(self) -> frozenset[str]:
        """All words in lower case: what is none of them need not be looked for."""
        return frozenset(token.text.lower() for token in self.tokens)


def _numbered(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences, each with its place among them as its index; what is none is left for `check_parse` to tell of."""
    if not isinstance(sentences, Iterable):
        return sentences
    return tuple(
        evolve(sentence, index=index) if isinstance(sentence, Sentence) and sentence.index != index else sentence
        for index, sentence in enumerate(sentences)
    )


@frozen(eq=False)
class Parse:
    """What a parser makes of a text.

    Attributes:
        text: The text as given.
        sentences: In text order, numbered from 0.
        diagnostics: What the parser found odd.
        model: Name and version of what parsed it.
    """

    text: str = field(repr=False)
    sentences: tuple[Sentence, ...] = field(converter=_numbered)
    diagnostics: tuple[Diagnostic, ...] = ()
    model: str = ""

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that `offset` lies in, None between sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[index] if index >= 0 and offset < self.sentences[index].end else None

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that overlap `span`."""
        first = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        if first < len(self.sentences) and self.sentences[first].end <= span.start:
            first += 1
        return self.sentences[first : bisect_left(self._sentence_starts, span.end)]

    def before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before, None for the first one."""
        return self.sentences[sentence.index - 1] if sentence.index else None


def spans_of(tokens: Iterable[Token], text: str) -> Spans:
    """The stretches that `tokens` cover: neighbours with only blank space between them become one span.

    Example:
        >>> words = [Token(0, "Er", "er", "PRON", "PPER", {}, start=0, end=2),
        ...          Token(1, "geht", "gehen", "VERB", "VVFIN", {}, start=3, end=7)]
        >>> spans_of(words, "Er geht.")
        (Span(start=0, end=7),)
    """
    merged: list[Span] = []
    start = end = -1
    for token in sorted(tokens, key=attrgetter("start", "end")):
        if end < 0:
            start, end = token.start, token.end
        elif token.start <= end or not text[end : token.start].strip():
            end = token.end if token.end > end else end
        else:
            merged.append(Span(start, end))
            start, end = token.start, token.end
    return (*merged, Span(start, end)) if end >= 0 else ()


def mention_at(text: str, spans: Spans, head: Span) -> Mention:
    """The mention at some spans of a text.

    Where a parser takes punctuation for the head, the phrase has been trimmed of it: then its first stretch stands in
    for the head, which always lies inside.
    """
    inside = any(span.covers(head) for span in spans)
    return Mention(spans, text_of(text, spans), head if inside else spans[0])
