"""The one place that decides: keeps the best proposals that do not contradict each other.

Each proposal is scored by the linear model (`weights`). What the first pass accepts is evidence for its neighbours in
the second, for quotations come in chains.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from quoteattr.decide.nesting import FREE, Decision, last_sentence, nested
from quoteattr.decide.weights import Weights
from quoteattr.model import CueKind, QuoteType, Span, Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal

_WHOLE = (*FREE, QuoteType.REPORTED)
NESTED_THRESHOLD = 0.7
"""A report within a report is rare in the gold (2 % of the indirect ones) and needs more evidence than others."""


def resolve(reading: Reading, proposals: Iterable[Proposal], weights: Weights) -> list[Decision]:
    """The accepted proposals in text order, outer ones first.

    Best first, every proposal is kept that does not contradict one that is kept already; readings of one cue
    contradict each other. This happens twice: what the first pass accepts is evidence for its neighbours in the
    second, for quotations come in chains.

    Args:
        reading: The document.
        proposals: What the rules propose.
        weights: The linear model.
    """
    seen = list(proposals)
    first = [proposal for _, proposal in _best_compatible(reading, seen, weights)]
    accepted = _best_compatible(reading, with_neighbours(reading, seen, first), weights)
    joined = _join_free(sorted(accepted, key=lambda pair: _text_order(pair[1])), reading.following)
    return nested(reading, [_decision(score, proposal, weights) for score, proposal in joined])


def _best_compatible(reading: Reading, proposals: Iterable[Proposal], weights: Weights) -> list[tuple[float, Proposal]]:
    """Scores and proposals, best first: above their threshold, one of a group, none against a better one."""
    scored = [(weights.score(proposal), proposal) for proposal in proposals]
    scored = [pair for pair in scored if pair[0] >= weights.thresholds.get(pair[1].type, 0.5)]
    scored.sort(key=lambda pair: (-pair[0], pair[1].span, pair[1].rule.id))
    accepted: list[tuple[float, Proposal]] = []
    groups: set[Hashable] = set()
    in_sentence: dict[int, list[Proposal]] = defaultdict(list)
    for score, proposal in scored:
        if proposal.group in groups:
            continue
        sentences = range(proposal.sentence.index, last_sentence(reading, proposal) + 1)
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
    reading: Reading, proposals: Iterable[Proposal], accepted: Sequence[Proposal]
) -> Iterator[Proposal]:
    """The proposals with what stands around them among the accepted ones as further evidence."""
    starts: dict[int, list[Proposal]] = defaultdict(list)
    ends: dict[int, list[Proposal]] = defaultdict(list)
    for other in accepted:
        first = reading.parse.sentence_at(other.span.start)
        starts[first.index if first is not None else 0].append(other)
        ends[last_sentence(reading, other)].append(other)
    for proposal in proposals:
        begin, end = proposal.sentence.index, last_sentence(reading, proposal)
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
        yield proposal.with_features(features)


def _text_order(proposal: Proposal) -> tuple[int, int, str]:
    """Text order, outer ones first."""
    return proposal.span.start, -proposal.span.end, proposal.rule.id


def _decision(score: float, proposal: Proposal, weights: Weights) -> Decision:
    """The decision that an accepted proposal becomes, with the five terms that weigh most."""
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
    return _is_inside(first, second) or _is_inside(second, first)


def _is_inside(inner: Proposal, outer: Proposal) -> bool:
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
