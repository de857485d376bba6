"""Who can be the speaker of a quotation: the answer of the rules, everybody else whom the text names nearby, nobody."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import cached_property

from attrs import frozen

from quoteattr.decide import Decision
from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind, Via
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.sources import Source
from quoteattr.tree import Sentence

_MOST = 12
"""Candidates beside the answer of the rules, the nearest ones."""


@frozen(eq=False)
class Turn:
    """Who spoke before, and the sentence and paragraph in which the words end."""

    cluster: Cluster
    sentence: int
    paragraph: int


@frozen(eq=False)
class Question:
    """Whose words a quotation is, as far as the rules can tell.

    Attributes:
        decision: The quotation.
        source: What its phrase points to, None where it has no phrase of its own.
        via: How the rules found their answer, None where they have no phrase for it.
        answer: What the rules say.
        parent: Who speaks the quotation around it.
        turns: Who spoke before, the last one last.
        people: Everybody whom the text names.
        quoted: The mentions in somebody's words, by identity.
        is_heading: Whether it stands where the text below tells who is meant.
        lexicon: Words.
    """

    decision: Decision
    source: Source | None
    via: Via | None
    answer: Outcome
    parent: Cluster | None
    turns: Sequence[Turn]
    people: Sequence[Cluster]
    quoted: Collection[int]
    is_heading: bool
    lexicon: Lexicon

    @cached_property
    def reference(self) -> Reference | None:
        """What in the phrase refers to the speaker, None where that is no single mention."""
        return self.source.references[0] if self.source is not None and self.source.references else None

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence of the phrase, else of the quotation."""
        return self.reference.sentence if self.reference is not None else self.decision.proposal.sentence

    @cached_property
    def start(self) -> int:
        """Where the phrase begins, else the quotation."""
        return self.reference.span.start if self.reference is not None else self.decision.proposal.span.start

    @cached_property
    def way(self) -> str:
        """How the rules came to their answer, in a word: `pronoun.sie`, `explicit.role`, `inherited.direct`."""
        if self.via is None or self.via is Via.INHERITED or self.source is None:
            return f"{self.via or 'none'}.{self.decision.proposal.type}"
        if self.reference is None:
            return f"{self.via}.{self.source.pointer}"
        if self.reference.form is Form.PRONOUN:
            return f"pronoun.{self.reference.head.text.lower()}"
        return f"{self.via}.{self.reference.form}"

    def before(self, one: Cluster) -> int:
        """How many mentions of somebody stand before the phrase."""
        return bisect_left(one.references, self.start, key=lambda reference: reference.span.start)

    def is_own(self, one: Cluster) -> bool:
        """Whether the rules take the phrase for a mention of somebody."""
        at = self.before(one)
        return any(reference is self.reference for reference in one.references[at : at + 2])

    def agrees(self, one: Cluster) -> bool:
        """Whether gender and number of the phrase allow it to mean somebody."""
        return self.reference is None or one.agrees(self.reference.gender, self.reference.number)

    @cached_property
    def candidates(self) -> Sequence[Cluster]:
        """Who can be meant: the answer of the rules, then the nearest others; places do not speak."""
        near: list[tuple[int, int, Cluster]] = []
        for number, one in enumerate(self.people):
            if one.kind is EntityKind.PLACE or not one.references:
                continue
            at = self.before(one)
            if at:
                near.append((self.start - one.references[at - 1].span.start, number, one))
            elif self.is_heading or one.references[0].span.start < self.sentence.end:
                near.append((one.references[0].span.start - self.start, number, one))
        answer = () if self.answer.cluster is None else (self.answer.cluster,)
        return tuple(dict.fromkeys((*answer, *(one for _, _, one in sorted(near)[:_MOST]))))
