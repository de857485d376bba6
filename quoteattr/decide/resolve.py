"""The one place that decides: from the proposals of the rules to the quotations of a document."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from quoteattr.decide.choice import Choice, choose
from quoteattr.decide.constraints import admitted
from quoteattr.decide.nesting import FREE, Decision, nested
from quoteattr.decide.weights import Weights
from quoteattr.model import QuoteType, Span
from quoteattr.reading import Reading
from quoteattr.rules import Proposal


def resolve(reading: Reading, proposals: Iterable[Proposal], weights: Weights) -> list[Decision]:
    """The accepted proposals in text order, outer ones first.

    Args:
        reading: The document.
        proposals: What the rules propose.
        weights: The model that scores sets of them.
    """
    return decisions_of(reading, choose(admitted(proposals), weights), weights)


def decisions_of(reading: Reading, choices: Iterable[Choice], weights: Weights) -> list[Decision]:
    """What proposals that are kept come to, however they were chosen: joined, nested, and in text order.

    Args:
        reading: The document.
        choices: The proposals that are kept.
        weights: The model; it tells what spoke for them.
    """
    decisions = [_decision(choice, weights) for choice in sorted(choices, key=_text_order)]
    return nested(reading, _joined(decisions, reading.following))


def _text_order(choice: Choice) -> tuple[int, int, str]:
    """Text order, outer ones first."""
    proposal = choice.proposal
    return proposal.span.start, -proposal.span.end, proposal.rule.id


def _decision(choice: Choice, weights: Weights) -> Decision:
    """The decision that a choice becomes, with the five terms that weigh most for it or for its rival."""
    proposal = choice.proposal
    terms = dict(weights.terms(proposal))
    if choice.rival is not None:
        for name, value in weights.terms(choice.rival).items():
            terms[name] = terms.get(name, 0.0) - value
    largest = sorted(terms.items(), key=lambda term: (-abs(term[1]), term[0]))[:5]
    told = tuple(f"{name}={value:+.2f}" for name, value in largest if value)
    return Decision(proposal, weights.confidence(proposal, choice.log_odds), told, choice.log_odds, choice.rival)


def _joined(decisions: Sequence[Decision], following: Mapping[int, int]) -> list[Decision]:
    """Consecutive sentences of one free form become one quotation (the gold's way)."""
    joined: list[Decision] = []
    last: dict[QuoteType, int] = {}
    for decision in decisions:
        proposal = decision.proposal
        place = last.get(proposal.type)
        if place is not None and following.get(joined[place].proposal.span.end) == proposal.span.start:
            earlier = joined[place]
            longer = evolve(earlier.proposal, quote=(Span(earlier.proposal.span.start, proposal.span.end),))
            surer = max(earlier, decision, key=lambda each: each.confidence)
            joined[place] = evolve(surer, proposal=longer)
            continue
        if proposal.type in FREE:
            last[proposal.type] = len(joined)
        joined.append(decision)
    return joined
