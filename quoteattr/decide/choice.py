"""The choice among all readings of a stretch of text, "no quotation" among them: the best compatible set as a whole.

Proposals that bear on each other – readings of one cue, quotations that overlap – form a cluster. A set of a cluster's
proposals that can stand side by side has a score: the sum of what speaks for each of its members and for each pair of
them. The best set is kept. Scores of all sets make a distribution, so the probability of a quotation is the share of
the sets with one of its type at its place (a conditional random field over sets; Lafferty, McCallum & Pereira 2001).
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from operator import itemgetter

from attrs import frozen

from quoteattr.decide.compatibility import compatible, overlap
from quoteattr.decide.weights import Weights
from quoteattr.model import QuoteType
from quoteattr.rules import Proposal

BOUND = 160
"""Sets of a cluster that are looked at; nearly all clusters have fewer."""

LARGEST = 60
"""Proposals of a cluster that are looked at, the best by themselves; only sentences without an end have more.

The largest cluster of a thousand articles has 59. All pairs are compared, so twice as many take four times as long.
"""

Cluster = tuple[Proposal, ...]
Members = tuple[int, ...]
"""A set: the places of its members in the cluster."""


@frozen(eq=False)
class Choice:
    """A proposal that is kept.

    Attributes:
        proposal: The proposal.
        log_odds: Of the probability that there is a quotation of its type at its place.
        rival: The first reading of the best set without it that it excludes; None if that set has nothing in its place.
    """

    proposal: Proposal
    log_odds: float
    rival: Proposal | None


def choose(proposals: Iterable[Proposal], weights: Weights) -> Iterator[Choice]:
    """The proposals of the best set of every cluster."""
    for cluster in clusters(proposals):
        scored = [(score, members) for members, score in candidate_sets(cluster, weights)]
        best_score, best = max(scored, key=lambda pair: (pair[0], pair[1]))
        total = sum(math.exp(score - best_score) for score, _ in scored)
        for place in best:
            same = _of_one_place(cluster, place)
            share = sum(math.exp(score - best_score) for score, members in scored if same.intersection(members)) / total
            without = max((pair for pair in scored if place not in pair[1]), key=lambda pair: (pair[0], pair[1]))
            yield Choice(cluster[place], _log_odds(share), _rival(cluster, place, without[1]))


def clusters(proposals: Iterable[Proposal]) -> list[Cluster]:
    """The proposals in runs that bear on each other, each in text order."""
    ordered = sorted(proposals, key=lambda proposal: (proposal.span.start, -proposal.span.end, proposal.rule.id))
    leader = list(range(len(ordered)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    last_of_group: dict[Hashable, int] = {}
    reaching: list[int] = []
    for place, proposal in enumerate(ordered):
        if proposal.group in last_of_group:
            leader[find(place)] = find(last_of_group[proposal.group])
        last_of_group[proposal.group] = place
        reaching = [other for other in reaching if ordered[other].span.end > proposal.span.start]
        own = find(place)
        for other in reaching:
            known = find(other)
            if known != own and overlap(ordered[other].quote, proposal.quote):
                leader[own] = known
                own = known
        reaching.append(place)
    found: dict[int, list[Proposal]] = defaultdict(list)
    for place, proposal in enumerate(ordered):
        found[find(place)].append(proposal)
    return [tuple(cluster) for cluster in found.values()]


def candidate_sets(cluster: Cluster, weights: Weights) -> list[tuple[Members, float]]:
    """The compatible sets of a cluster with their scores: all of them, or the best by a search that keeps `BOUND`."""
    logits = [weights.logit(proposal) for proposal in cluster]
    ordered = sorted(range(len(cluster)), key=lambda place: -logits[place])[:LARGEST]
    beside: dict[int, dict[int, float]] = {place: {} for place in ordered}
    fitting = dict.fromkeys(ordered, 0)  # a bit for each place that can stand beside this one
    for one, other in combinations(sorted(ordered), 2):
        first, second = cluster[one], cluster[other]
        if compatible(first, second):
            beside[one][other] = beside[other][one] = weights.pair_score(pair_features(first, second))
            fitting[one] |= 1 << other
            fitting[other] |= 1 << one
    sets: list[tuple[Members, int, float]] = [((), 0, 0.0)]
    for place in ordered:
        logit, bonds, strangers = logits[place], beside[place], ~fitting[place]
        sets += [
            ((*members, place), bits | 1 << place, score + logit + sum(map(bonds.__getitem__, members)))
            for members, bits, score in sets
            if not bits & strangers
        ]
        if len(sets) > BOUND:
            sets = [sets[0], *sorted(sets[1:], key=itemgetter(2), reverse=True)[: BOUND - 1]]
    by_size = [weights.pair_score(size_features(number)) for number in range(len(ordered) + 1)]
    return [(members, score + by_size[len(members)]) for members, _, score in sets]


def pair_features(first: Proposal, second: Proposal) -> dict[str, float]:
    """What two quotations of a set are to each other; `first` stands before the second or around it."""
    if (second.span.start, -second.span.end) < (first.span.start, -first.span.end):
        first, second = second, first
    types = f"{first.type.value}:{second.type.value}"
    if overlap(first.quote, second.quote):
        told = {f"around:{types}:{_told_by(second)}": 1.0} if second.type is QuoteType.INDIRECT else {}
        return {f"around:{types}": 1.0, **told}
    same = first.speaker is not None and second.speaker is not None and first.speaker.span == second.speaker.span
    one_cue = first.cue is not None and second.cue is not None and first.cue.spans == second.cue.spans
    return {f"beside:{types}": 1.0, "same-speaker": float(same), "same-cue": float(one_cue)}


def _told_by(inner: Proposal) -> str:
    """Whom a quotation inside another one has for its source: *ich glaube* is oneself, *er sagte* another.

    `nobody` where it has no frame, or none that names somebody.
    """
    if not inner.frame or inner.speaker is None:
        return "nobody"
    return "self" if inner.speaker.head.text.lower() in ("ich", "wir") else "somebody"


def size_features(number: int) -> dict[str, float]:
    """How many quotations a set has."""
    return {f"size={min(number, 3)}": 1.0}


def _of_one_place(cluster: Cluster, place: int) -> set[int]:
    """The proposals that see a quotation of the same type at the same place, wherever it begins and ends."""
    proposal = cluster[place]
    return {
        number
        for number, other in enumerate(cluster)
        if other.type is proposal.type and overlap(other.quote, proposal.quote)
    }


def _rival(cluster: Cluster, place: int, members: Sequence[int]) -> Proposal | None:
    """What another set has in the place of a proposal."""
    others = (cluster[member] for member in members)
    return next((other for other in others if not compatible(cluster[place], other)), None)


def _log_odds(share: float) -> float:
    return math.log(max(share, 1e-12) / max(1 - share, 1e-12))
