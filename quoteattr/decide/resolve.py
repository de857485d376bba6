"""The one place that decides: scores proposals, settles conflicts, builds the nesting.

A linear model scores each proposal; its weights are a table that a person can read (`data/de/weights.tsv`, fitted on
the training split by `training/fit_resolver.py`). Each family of rules has weights of its own: `framed/prep=laut`.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from attrs import evolve, frozen

from quoteattr.errors import LexiconError
from quoteattr.model import CueKind, QuoteType, Span, Spans
from quoteattr.rules.base import Context, Proposal

FREE = (QuoteType.INDIRECT_FREE_INDIRECT, QuoteType.FREE_INDIRECT)
"""The forms without a frame: whole sentences that go on from what stands before them."""
_WHOLE = (*FREE, QuoteType.REPORTED)
NESTED_THRESHOLD = 0.7
"""A report within a report is rare in the gold (2 % of the indirect ones) and needs more evidence than others."""


@frozen
class Weights:
    """The linear model: a weight for each feature of each family, and a threshold for each type.

    Attributes:
        weights: `family/feature` to weight, in log odds.
        thresholds: Smallest score, as a probability, that is accepted, by type.
        calibration: Slope and intercept that turn a score into a probability, by family.
    """

    weights: Mapping[str, float]
    thresholds: Mapping[QuoteType, float]
    calibration: Mapping[str, tuple[float, float]]

    @classmethod
    def german(cls) -> "Weights":
        """The weights inside the package."""
        return _german()

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """Read a table of `kind, name, value…` rows; see its header.

        Raises:
            LexiconError: A row is malformed.
        """
        weights: dict[str, float] = {}
        thresholds: dict[QuoteType, float] = {}
        calibration: dict[str, tuple[float, float]] = {}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            try:
                kind, name, *values = line.split("\t")
                if kind == "weight":
                    weights[name] = float(values[0])
                elif kind == "threshold":
                    thresholds[QuoteType(name)] = float(values[0])
                elif kind == "calibration":
                    calibration[name] = (float(values[0]), float(values[1]))
                else:
                    raise ValueError(f"unknown kind {kind!r}; use weight, threshold or calibration")
            except (ValueError, IndexError) as error:
                raise LexiconError(f"{path.name}:{number}: {error}") from error
        return cls(weights, thresholds, calibration)

    def terms(self, proposal: Proposal) -> dict[str, float]:
        """The contribution of each feature of a proposal, in log odds."""
        return {
            name: self.weights[name] * value
            for name, value in named_features(proposal).items()
            if value and name in self.weights
        }

    def score(self, proposal: Proposal) -> float:
        """The score as a probability before calibration."""
        return _sigmoid(sum(self.terms(proposal).values()))

    def confidence(self, proposal: Proposal) -> float:
        """The calibrated probability that the proposal is a quotation."""
        slope, intercept = self.calibration.get(family(proposal), (1.0, 0.0))
        return _sigmoid(slope * sum(self.terms(proposal).values()) + intercept)


@cache
def _german() -> Weights:
    return Weights.read(Path(str(resources.files("quoteattr") / "data" / "de" / "weights.tsv")))


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))


def family(proposal: Proposal) -> str:
    """The construction that a rule belongs to: what stands before the first full stop of its id."""
    return proposal.rule.partition(".")[0]


def named_features(proposal: Proposal) -> dict[str, float]:
    """A proposal's features under the names that the weights use, with the rule itself and a constant."""
    prefix = family(proposal) + "/"
    named = {prefix + name: value for name, value in proposal.features.items()}
    named[prefix + "rule=" + proposal.rule] = 1.0
    named[prefix + "type=" + proposal.type.value] = 1.0
    named[prefix + "1"] = 1.0
    return named


@frozen(eq=False)
class Decision:
    """An accepted proposal.

    Attributes:
        proposal: What was accepted; its quotation may be longer where consecutive sentences were joined.
        score: The score as a probability before calibration.
        confidence: The calibrated probability.
        terms: The features that weighed most, largest first.
        parent: The decision that this one lies in.
        origin: For a free form, the decision with a frame that it goes on from, sentence by sentence.
    """

    proposal: Proposal
    score: float
    confidence: float
    terms: tuple[str, ...]
    parent: "Decision | None" = None
    origin: "Decision | None" = None

    @property
    def framing(self) -> "Decision":
        """The decision whose cue and frame hold for this one.

        A partial direct quotation shares those of the quotation that it lies in; in a free form, those of the framed
        quotation before it, as mostly in the corpus.
        """
        if self.proposal.type is not QuoteType.DIRECT or self.parent is None:
            return self
        return self.parent.origin or self.parent.framing


def resolve(context: Context, proposals: Iterable[Proposal], weights: Weights) -> list[Decision]:
    """The accepted proposals in text order, outer ones first.

    Best first, every proposal is kept that does not contradict one that is kept already; readings of one cue
    contradict each other. This happens twice: what the first pass accepts is evidence for its neighbours in the
    second, for quotations come in chains.

    Args:
        context: The document.
        proposals: What the rules propose.
        weights: The linear model.
    """
    seen = list(proposals)
    first = [proposal for _, proposal in _settle(context, seen, weights)]
    accepted = _settle(context, with_neighbours(context, seen, first), weights)
    joined = _join_free(sorted(accepted, key=lambda pair: _order(pair[1])), context.following)
    return _nest(context, [_decision(score, proposal, weights) for score, proposal in joined])


def _settle(context: Context, proposals: Iterable[Proposal], weights: Weights) -> list[tuple[float, Proposal]]:
    """Scores and proposals, best first: above their threshold, one of a group, none against a better one."""
    scored = [(weights.score(proposal), proposal) for proposal in proposals]
    scored = [pair for pair in scored if pair[0] >= weights.thresholds.get(pair[1].type, 0.5)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].span, pair[1].rule))
    accepted: list[tuple[float, Proposal]] = []
    groups: set[Hashable] = set()
    in_sentence: dict[int, list[Proposal]] = defaultdict(list)
    for score, proposal in scored:
        if proposal.group in groups:
            continue
        sentences = range(proposal.sentence, context.last_sentence(proposal) + 1)
        near = [other for index in sentences for other in in_sentence[index]]
        if not all(_compatible(proposal, other) for other in near):
            continue
        if score < NESTED_THRESHOLD and any(_is_report_within(proposal, other) for other in near):
            continue
        accepted.append((score, proposal))
        groups.add(proposal.group)
        for index in sentences:
            in_sentence[index].append(proposal)
    return accepted


def with_neighbours(
    context: Context, proposals: Iterable[Proposal], accepted: Sequence[Proposal]
) -> Iterator[Proposal]:
    """The proposals with what stands around them among the accepted ones as further evidence."""
    starts: dict[int, list[Proposal]] = defaultdict(list)
    ends: dict[int, list[Proposal]] = defaultdict(list)
    for other in accepted:
        starts[context.parse.sentence_at(other.span.start) or 0].append(other)
        ends[context.last_sentence(other)].append(other)
    for proposal in proposals:
        begin, end = proposal.sentence, context.last_sentence(proposal)
        features = {f"near.before={other.type.value}": 1.0 for other in ends[begin - 1]}
        features |= {f"near.after={other.type.value}": 1.0 for other in starts[end + 1]}
        for other in (*starts[begin], *ends[begin]):
            if other.group == proposal.group:
                continue
            if not _overlap(other.quote, proposal.quote):
                features[f"near.beside={other.type.value}"] = 1.0
            elif other.type is not proposal.type and _compatible(proposal, other):
                inside = proposal.type is QuoteType.DIRECT
                features[f"near.{'inside' if inside else 'around'}={other.type.value}"] = 1.0
        yield proposal.with_features(**features)


def _order(proposal: Proposal) -> tuple[int, int, str]:
    return proposal.span.start, -proposal.span.end, proposal.rule


def _decision(score: float, proposal: Proposal, weights: Weights) -> Decision:
    terms = sorted(weights.terms(proposal).items(), key=lambda term: -abs(term[1]))
    largest = tuple(f"{name}={value:+.2f}" for name, value in terms[:5])
    return Decision(proposal, score, weights.confidence(proposal), largest)


def _compatible(first: Proposal, second: Proposal) -> bool:
    """Whether two quotations can stand side by side: apart from each other, or properly nested."""
    if not _overlap(first.quote, second.quote):
        return True
    direct = [proposal for proposal in (first, second) if proposal.type is QuoteType.DIRECT]
    if len(direct) == 2:
        return False
    if len(direct) == 1:
        other = second if direct[0] is first else first
        if other.type is QuoteType.REPORTED and direct[0].frame:
            return False  # the verb frames the quotation; it does not report an act besides
        return all(any(outer.covers(span) for outer in other.quote) for span in direct[0].quote) and (
            other.span != direct[0].span
        )
    if first.type in _WHOLE or second.type in _WHOLE:
        return False
    return _inside(first, second) or _inside(second, first)


def _inside(inner: Proposal, outer: Proposal) -> bool:
    """Whether `inner` lies inside the quotation of `outer`, with its frame or around a frame without a verb.

    So *kritisierte laut Reuters, dass …*: *laut Reuters* frames the sentence and stands in the other frame.
    """
    allowed = outer.quote
    if outer.cue is not None and outer.cue.kind is not CueKind.VERB:
        allowed = (Span(min(span.start for span in (*outer.quote, *outer.frame)), outer.span.end),)
    return (
        all(any(span.covers(part) for span in outer.quote) for part in inner.quote)
        and all(any(span.covers(part) for span in allowed) for part in inner.frame)
        and inner.quote != outer.quote
    )


def _is_report_within(inner: Proposal, outer: Proposal) -> bool:
    """Whether both are indirect and one lies in the other: a report within a report."""
    return inner.type is outer.type is QuoteType.INDIRECT and _overlap(inner.quote, outer.quote)


def _overlap(first: Spans, second: Spans) -> bool:
    return any(one.overlaps(other) for one in first for other in second)


def _join_free(
    accepted: Sequence[tuple[float, Proposal]], following: Mapping[int, int]
) -> list[tuple[float, Proposal]]:
    """Consecutive sentences of one free form become one quotation (the gold's way)."""
    joined: list[tuple[float, Proposal]] = []
    last: dict[QuoteType, int] = {}
    for score, proposal in accepted:
        place = last.get(proposal.type)
        if place is not None and following.get(joined[place][1].span.end) == proposal.span.start:
            earlier_score, earlier = joined[place]
            longer = evolve(earlier, quote=(Span(earlier.span.start, proposal.span.end),))
            joined[place] = (max(score, earlier_score), longer)
            continue
        if proposal.type in FREE:
            last[proposal.type] = len(joined)
        joined.append((score, proposal))
    return joined


def _nest(context: Context, decisions: Sequence[Decision]) -> list[Decision]:
    """Give every decision the smallest other one that its quotation lies in, and every free form its origin."""
    nested: list[Decision] = []
    reaching: list[Decision] = []  # decisions come in text order: one that has ended can hold no later one
    framed: Decision | None = None
    heard = -1
    for decision in decisions:
        proposal = decision.proposal
        reaching = [other for other in reaching if other.proposal.span.end > proposal.span.start]
        parents = [
            other for other in reaching
            if other.proposal.span.covers(proposal.span) and other.proposal.quote != proposal.quote
            and all(any(outer.covers(part) for outer in other.proposal.quote) for part in proposal.quote)
        ]  # fmt: skip
        parent = min(parents, key=lambda other: len(other.proposal.span), default=None)
        if parent is None:
            if proposal.frame or proposal.sentence > heard + 1:
                framed = decision if proposal.frame else None
            heard = context.last_sentence(proposal)
        nested.append(evolve(decision, parent=parent, origin=framed if proposal.type in FREE else None))
        reaching.append(nested[-1])
    return nested
