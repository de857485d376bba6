"""What the proposals allow: the oracle takes the sets of proposals that the gold rewards most.

It chooses among the same sets as the decision, and what it takes goes the same way from there: joined, nested, with
speakers from the context. So the distance from the decision to the oracle is what better weights could gain, and
that from the oracle to the gold is for the rules, the trees and the words.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import compress, islice

from attrs import evolve, frozen

from quoteattr.decide import FREE, Decision, Weights
from quoteattr.decide.choice import Choice, candidate_sets, choose, clusters
from quoteattr.decide.constraints import admitted
from quoteattr.decide.nesting import inside
from quoteattr.decide.resolve import decisions_of
from quoteattr.documents.benchmark import COUNTED, Annotation, GoldArticle, annotations_of, is_counted
from quoteattr.errors import OptionError
from quoteattr.evaluate.matching import Item, Pair, align
from quoteattr.evaluate.reward import Tokenised, rewards
from quoteattr.model import Document
from quoteattr.pipeline import QuoteAttributor, quotes_of
from quoteattr.reading import Reading, read
from quoteattr.rules import Proposal
from quoteattr.speakers import assign

_BATCH = 32
"""Articles that are parsed together."""


@frozen(eq=False, slots=False)
class Outcome:
    """What a choice among the proposals for an article comes to.

    Attributes:
        article: The article.
        chosen: The proposals that were kept.
        decisions: The quotations that they became.
        annotations: The same in the terms of the corpus, in the same order.
    """

    article: GoldArticle
    chosen: tuple[Proposal, ...]
    decisions: tuple[Decision, ...]
    annotations: tuple[Annotation, ...]

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The quotations matched with the gold."""
        return tuple(align(self.article, self.annotations))

    @cached_property
    def _decision_of(self) -> dict[int, Decision]:
        return {id(each): decision for each, decision in zip(self.annotations, self.decisions, strict=True)}

    def decision_of(self, predicted: Item) -> Decision:
        """The decision behind one side of a pair."""
        return self._decision_of[id(predicted.annotation)]

    def made_of(self, decision: Decision) -> set[Proposal]:
        """The proposals that a decision was made of, several where sentences of a free form were joined."""
        proposal = decision.proposal
        if proposal.type not in FREE:
            return {proposal}
        return {each for each in self.chosen if each.type is proposal.type and inside(each.quote, proposal.quote)}

    def pairs_with_inherited(self) -> Iterator[Pair]:
        """The pairs as they would be if the context always gave the right speaker."""
        for pair in self.pairs:
            if pair.overlaps and pair.predicted and self.decision_of(pair.predicted).framing.proposal.inherits:
                tokens = {**pair.predicted.tokens, "speaker": pair.tokens("gold", "speaker")}
                yield evolve(pair, predicted=evolve(pair.predicted, tokens=tokens))
            else:
                yield pair


@frozen(eq=False)
class Survey:
    """An article with what was proposed, what was decided and what would have been best.

    Attributes:
        reading: The article as the rules see it.
        proposals: All that they propose.
        reached: What the weights decide.
        allowed: What the oracle takes.
    """

    reading: Reading
    proposals: tuple[Proposal, ...]
    reached: Outcome
    allowed: Outcome

    @property
    def article(self) -> GoldArticle:
        """The article."""
        return self.reached.article


def survey_all(articles: Iterable[GoldArticle], attributor: object) -> Iterator[Survey]:
    """Survey several articles with the parser, the words, the rules and the weights of an attributor.

    Args:
        articles: The gold articles.
        attributor: A `QuoteAttributor`; its options leave nothing out here.

    Raises:
        OptionError: `attributor` is something else, which has no rules to ask.
    """
    if not isinstance(attributor, QuoteAttributor):
        raise OptionError(
            f"The oracle asks rules for their proposals, and {attributor!r} has none; give a QuoteAttributor."
        )
    waiting = iter(articles)
    while batch := tuple(islice(waiting, _BATCH)):
        readings = read((article.text for article in batch), attributor.parser, attributor.lexicon)
        for article, reading in zip(batch, readings, strict=True):
            yield survey(article, reading, attributor.propose(reading), attributor.weights)


def survey(article: GoldArticle, reading: Reading, proposals: Iterable[Proposal], weights: Weights) -> Survey:
    """Survey one article.

    Args:
        article: The gold article.
        reading: Its text, read.
        proposals: What the rules propose for it.
        weights: What decides; of equally good sets the oracle takes the one that they like best.
    """
    proposals = tuple(proposals)
    chosen = choose(admitted(proposals), weights)
    return Survey(
        reading,
        proposals,
        reached=_outcome(article, reading, chosen, weights, least=COUNTED),
        allowed=_outcome(article, reading, _best(article, admitted(proposals), weights), weights),
    )


def _best(article: GoldArticle, proposals: Iterable[Proposal], weights: Weights) -> Iterator[Choice]:
    """The proposals of the set of every cluster that the gold rewards most."""
    tokenised = Tokenised(article)
    gold = [tokenised.gold(annotation) for annotation in article.annotations]
    for cluster in clusters(proposals):
        sets, scores = zip(*candidate_sets(cluster, weights), strict=True)
        _, _, best = max(zip(rewards(cluster, sets, tokenised, gold), scores, sets, strict=True))
        yield from (Choice(cluster[place], log_odds=0.0, rival=None) for place in best)


def _outcome(
    article: GoldArticle, reading: Reading, choices: Iterable[Choice], weights: Weights, least: float = 0.0
) -> Outcome:
    """What some choices come to; reported acts that are less sure than `least` are not counted."""
    choices = tuple(choices)
    decisions = decisions_of(reading, choices, weights)
    quotes = quotes_of(reading, decisions, [each.speaker for each in assign(reading, decisions)], with_stance=False)
    annotations = annotations_of(Document(reading.text, quotes))
    counted = [is_counted(each.type, each.confidence, least) for each in annotations]
    sure = (is_counted(each.proposal.type, weights.confidence(each.proposal, each.log_odds), least) for each in choices)
    return Outcome(
        article,
        tuple(choice.proposal for choice in compress(choices, sure)),
        tuple(compress(decisions, counted)),
        tuple(compress(annotations, counted)),
    )
