"""Accepted proposals and how they hang together: which lies in which, whose frame holds for which."""

from collections.abc import Sequence

from attrs import evolve, frozen

from quoteattr.model import CueKind, Medium, QuoteType, Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.rules.spans import last_sentence

FREE = (QuoteType.INDIRECT_FREE_INDIRECT, QuoteType.FREE_INDIRECT)
"""The forms without a frame: whole sentences that go on from what stands before them."""

_HANDING_ON = frozenset({"direct.colon", "direct.label", "nested.framed"})
"""Rules of what is called out or written by another than who reports it."""

_CRIES = frozenset({"!", "?"})


@frozen(eq=False)
class Decision:
    """An accepted proposal.

    Attributes:
        proposal: What was accepted; its quotation may be longer where consecutive sentences were joined.
        confidence: The calibrated probability.
        terms: The features that weighed most for it against its rival, largest first.
        log_odds: Of the probability that there is a quotation of its type at its place, before calibration.
        rival: The reading that would stand in its place without it, None if nothing would.
        parent: The decision that this one lies in.
        origin: For a free form, the decision with a frame that it goes on from, sentence by sentence.
    """

    proposal: Proposal
    confidence: float
    terms: tuple[str, ...]
    log_odds: float = 0.0
    rival: Proposal | None = None
    parent: "Decision | None" = None
    origin: "Decision | None" = None

    @property
    def framing(self) -> "Decision":
        """The decision whose cue, frame and speaker hold for this one.

        A partial direct quotation shares those of the quotation that it lies in; in a free form, those of the framed
        quotation before it, as mostly in the corpus. One that a report hands on with a frame (*Der Fahrer habe
        gerufen: „…“*) has its own.
        """
        if self.proposal.type is not QuoteType.DIRECT or self.parent is None or self._is_handed_on:
            return self
        return self.parent.origin or self.parent.framing

    @property
    def _is_handed_on(self) -> bool:
        """Whether what is around a direct quotation tells who said it: own words, a colon, a verb that can."""
        proposal, parent = self.proposal, self.parent
        if parent is None:
            return False
        framed = bool(proposal.frame) and inside(proposal.frame, parent.proposal.quote)
        if framed and parent.proposal.type is QuoteType.DIRECT:
            return True
        if proposal.speaker is None or not inside((proposal.speaker.span,), parent.proposal.quote):
            return False
        says = proposal.verb is not None and proposal.verb.governs("direct")
        told = parent.proposal.type is not QuoteType.DIRECT and _is_what_is_said(proposal)
        return proposal.rule.id in _HANDING_ON or (says and (told or _is_utterance(proposal)))

    @property
    def statement(self) -> "Decision":
        """The decision whose content this one is a part of: a partial direct quotation has no stance of its own."""
        if self.proposal.type is not QuoteType.DIRECT or self.parent is None:
            return self
        return self.parent.statement


def _is_utterance(proposal: Proposal) -> bool:
    """Whether what stands between marks is said as a whole: a clause, or a cry (*habe „Halt!“ gerufen*)."""
    last = proposal.sentence.between(proposal.span)[-2:]
    return bool(proposal.features.get("pair.finite")) or any(token.text in _CRIES for token in last)


def _is_what_is_said(proposal: Proposal) -> bool:
    """Whether words between marks are all that their verb says, and so whoever it is that it tells of.

    *Er habe sie als „Lügnerin“ bezeichnet, von „Betrug“ gesprochen, „Nein“ gerufen*; not *er habe „nichts“ gesehen*.
    """
    verb, features = proposal.verb, proposal.features
    if proposal.rule.id == "direct.after" or any(features.get(f"embedded.role={role}") for role in ("als", "governed")):
        return True
    if verb is None or any(sense.medium is not Medium.SPEECH for sense in verb.senses):
        return False
    behind = proposal.sentence.behind(proposal.span.end)[:1]
    return bool(features.get("embedded.role=noun")) or any(token in (verb.verb, verb.finite) for token in behind)


def inside(inner: Spans, outer: Spans) -> bool:
    """Whether every part of one quotation lies in a part of another, or is one."""
    for part in inner:  # plain loops: each pair of a cluster comes by here
        for span in outer:
            if span.start <= part.start and part.end <= span.end:
                break
        else:
            return False
    return True


def _is_beside(proposal: Proposal, framed: Decision | None) -> bool:
    """Whether a noun in a frame has a content too, which is not what goes on (*„Nein“, sagte er auf die Frage, …*)."""
    noun = proposal.cue is not None and proposal.cue.kind is CueKind.NOUN
    return noun and framed is not None and framed.proposal.sentence is proposal.sentence


def nested(reading: Reading, decisions: Sequence[Decision]) -> list[Decision]:
    """Give every decision the smallest other one that its quotation lies in, and every free form its origin."""
    found: list[Decision] = []
    reaching: list[Decision] = []  # decisions come in text order: one that has ended can hold no later one
    framed: Decision | None = None
    heard = -1
    for decision in decisions:
        proposal = decision.proposal
        reaching = [other for other in reaching if other.proposal.span.end > proposal.span.start]
        parents = [
            other for other in reaching
            if other.proposal.quote != proposal.quote and inside(proposal.quote, other.proposal.quote)
        ]  # fmt: skip
        parent = min(parents, key=lambda other: len(other.proposal.span), default=None)
        if parent is None:
            reports = proposal.type is QuoteType.REPORTED  # somebody else may have the word from here on
            if not _is_beside(proposal, framed) and (proposal.frame or reports or proposal.sentence.index > heard + 1):
                framed = decision if proposal.frame else None
            heard = last_sentence(reading, proposal)
        found.append(evolve(decision, parent=parent, origin=framed if proposal.type in FREE else None))
        reaching.append(found[-1])
    return found
