"""What a set of proposals is worth against gold quotations: what it adds to the cells of the benchmark's metric.

The resolver is fitted on it, and the oracle chooses by it.
"""

from collections.abc import Collection, Iterable, Sequence

from attrs import frozen

from quoteattr.decide import FREE
from quoteattr.decide.choice import Cluster, Members
from quoteattr.decide.nesting import inside
from quoteattr.documents.benchmark import Annotation, GoldArticle
from quoteattr.evaluate.matching import Tokens, overlapped_tokens
from quoteattr.model import QuoteType, Spans
from quoteattr.rules import Proposal

PRICE = 0.78
"""What a cell of a prediction costs, right or wrong: about the F1 that is to be had, so that a set is worth its F1."""
INHERITED = 0.55
"""How often the context gives the right speaker to a quotation that names none (train)."""
TYPE_VALUE = 0.15
ROLES = ("cue", "frame", "speaker", "addressee")


@frozen(eq=False)
class Cells:
    """The tokens of a quotation and of its roles; `inherits` where the context gives the speaker."""

    type: QuoteType
    quote: Tokens
    roles: dict[str, Tokens]
    inherits: bool = False


class Tokenised:
    """Maps spans to the tokens of an article; only the roles that its gold tells are looked at."""

    def __init__(self, article: GoldArticle, roles: Sequence[str] = ROLES) -> None:
        self._roles = roles
        self._starts = [token.start for token in article.tokens]
        self._ends = [token.end for token in article.tokens]

    def tokens(self, spans: Spans) -> Tokens:
        """The tokens that spans overlap."""
        return overlapped_tokens(spans, self._starts, self._ends)

    def gold(self, annotation: Annotation) -> Cells:
        """A gold quotation; the corpus has no cue and no frame of reported ones."""
        roles = {name: self.tokens(annotation.part(name)) for name in self._roles}
        if annotation.type is QuoteType.REPORTED:
            roles |= {"cue": frozenset(), "frame": frozenset()}
        return Cells(
            annotation.type, self.tokens(annotation.quote), {name: roles.get(name, frozenset()) for name in ROLES}
        )

    def predicted(self, proposal: Proposal, source: Proposal) -> Cells:
        """A proposal with the roles of its source: itself, or the quotation that it lies in."""
        speaker = tuple(token.span for token in source.speaker.tokens) if source.speaker else ()
        addressee = tuple(token.span for token in source.addressee.tokens) if source.addressee else ()
        framed = source.type is not QuoteType.REPORTED
        roles = {
            "cue": self.tokens(source.cue.spans) if source.cue and framed else frozenset(),
            "frame": self.tokens(source.frame) if framed else frozenset(),
            "speaker": self.tokens(speaker),
            "addressee": self.tokens(addressee),
        }
        told = {name: roles[name] if name in self._roles else frozenset() for name in ROLES}
        return Cells(proposal.type, self.tokens(proposal.quote), told, source.inherits)


def rewards(
    cluster: Cluster, sets: Iterable[Members], tokenised: Tokenised, gold: Sequence[Cells]
) -> tuple[float, ...]:
    """The reward of each set of a cluster.

    Args:
        cluster: The proposals that bear on each other.
        sets: Sets of their places.
        tokenised: The article.
        gold: Its quotations.
    """
    covered = frozenset().union(*(tokenised.tokens(proposal.quote) for proposal in cluster))
    near = [item for item in gold if item.quote & covered]
    return tuple(reward(cluster, members, tokenised, near) for members in sets)


def reward(cluster: Cluster, members: Members, tokenised: Tokenised, gold: Sequence[Cells]) -> float:
    """What a set adds to precision and recall over the cells of the metric, less the price of its cells."""
    found = [tokenised.predicted(cluster[place], _source(cluster, place, members)) for place in members]
    matched = _matched(found, gold)
    total = 0.0
    for number, cells in enumerate(found):
        partner = matched.get(number)
        total += TYPE_VALUE if partner is not None and partner.type is cells.type else -TYPE_VALUE
        total += _cell_value(cells.quote, partner.quote if partner else frozenset())
        for name in ROLES:
            other = partner.roles[name] if partner else frozenset()
            if name == "speaker" and cells.inherits:
                total += 2 * INHERITED - PRICE if other else -PRICE
            else:
                total += _cell_value(cells.roles[name], other)
    return total


def _cell_value(own: Tokens, other: Tokens) -> float:
    """Shares of the tokens on both sides; a cell that is predicted has its price."""
    both = len(own & other)
    return (both / len(own) - PRICE if own else 0.0) + (both / len(other) if other else 0.0)


def _source(cluster: Cluster, place: int, members: Collection[int]) -> Proposal:
    """Whose roles hold: a direct quotation inside another one of the set has those of the smallest around it."""
    proposal = cluster[place]
    if proposal.type is not QuoteType.DIRECT:
        return proposal
    around = [
        cluster[other]
        for other in members
        if other != place and cluster[other].quote != proposal.quote and inside(proposal.quote, cluster[other].quote)
    ]
    return min(around, key=lambda other: len(other.span), default=proposal)


def _matched(found: Sequence[Cells], gold: Sequence[Cells]) -> dict[int, Cells]:
    """Predictions with their gold quotation, one to one, the best overlap first.

    Sentences of one free form are joined after the decision, so several may go with the same gold quotation.
    """
    pairs = []
    for number, cells in enumerate(found):
        for place, item in enumerate(gold):
            both = len(cells.quote & item.quote)
            if both:
                value = 2 * both / (len(cells.quote) + len(item.quote)) + 0.01 * (cells.type is item.type)
                pairs.append((value, number, place))
    matched: dict[int, Cells] = {}
    taken: set[int] = set()
    for _, number, place in sorted(pairs, reverse=True):
        if number in matched or place in taken:
            continue
        taken.add(place)
        item = gold[place]
        if item.type is found[number].type in FREE:
            item = Cells(item.type, item.quote & found[number].quote, item.roles)
        matched[number] = item
    return matched
