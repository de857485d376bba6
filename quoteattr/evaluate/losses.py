"""Why a gold quotation is not right in all parts: one loss each, the first that a reader would name.

Parts are gone through in the order found, type, words, cue and frame, speaker, addressee. The first that is wrong
tells: if a better reading was proposed, the decision lost it, to nothing or to a rival; if none was, the rules did.
Who speaks where no frame tells is never up to the decision: the context gives that.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from quoteattr.decide.compatibility import compatible
from quoteattr.documents.benchmark import Annotation
from quoteattr.evaluate.matching import Item, Pair, Tokens, token_f1
from quoteattr.evaluate.oracle import Outcome, Survey
from quoteattr.evaluate.reward import Tokenised
from quoteattr.model import QuoteType, Spans
from quoteattr.reading import Reading
from quoteattr.rules import Proposal

HALF = 0.5
"""Token F1 from which a reading is one of the gold quotation's place, whatever its type."""


class Loss(StrEnum):
    """Why a gold quotation is not right in all parts."""

    NO_PROPOSAL = "no proposal"
    REFUSED = "refused"
    RIVAL = "lost to a rival"
    LABEL = "label"
    BOUNDARY = "boundary"
    FRAME = "cue or frame"
    EXPLICIT = "speaker explicit"
    INHERITED = "speaker inherited"
    ADDRESSEE = "addressee"


@frozen(eq=False)
class Verdict:
    """What became of a gold quotation.

    Attributes:
        gold: The gold quotation.
        loss: What is wrong with it, None if all parts are right.
        reached: It with what was decided, alone if it was missed.
        allowed: It with what the oracle takes.
    """

    gold: Annotation
    loss: Loss | None
    reached: Pair
    allowed: Pair


def verdicts(survey: Survey) -> Iterator[Verdict]:
    """One verdict for every gold quotation of an article."""
    best = {id(pair.gold.annotation): pair for pair in survey.allowed.pairs if pair.gold}
    for pair in survey.reached.pairs:
        if pair.gold:
            allowed = best[id(pair.gold.annotation)]
            yield Verdict(pair.gold.annotation, _loss(survey, pair.gold, pair, allowed), pair, allowed)


def false_alarms(survey: Survey) -> Iterator[Pair]:
    """The predictions that match no gold quotation."""
    return (pair for pair in survey.reached.pairs if pair.predicted and not pair.overlaps)


_STAGES = (Loss.NO_PROPOSAL, Loss.LABEL, Loss.BOUNDARY, Loss.FRAME, Loss.EXPLICIT, Loss.ADDRESSEE)
"""What is wrong if a stage is the first that is not right, and no proposal does better there."""


def _loss(survey: Survey, gold: Item, reached: Pair, allowed: Pair) -> Loss | None:
    ours, best = _worth(reached), _worth(allowed)
    stage = next((number for number, value in enumerate(ours) if value < 1), None)
    if stage is None:
        return None
    kind = _STAGES[stage]
    if kind is Loss.EXPLICIT and not _tells_speaker(survey.reading, reached):
        return Loss.INHERITED
    so_far = ours[: stage + 1]
    framing = stage >= _STAGES.index(Loss.FRAME)
    # What the assignment pairs a missed quotation with stands elsewhere.
    kept = _sources(survey.reached, reached, framing) if kind is not Loss.NO_PROPOSAL else set()
    removed: set[Proposal] = set()
    if best[: stage + 1] > so_far:
        taken = _sources(survey.allowed, allowed, framing)
        wanted, removed = taken - kept, kept - taken
    else:
        wanted = set() if framing else _better_alone(survey, gold, so_far)
    if not wanted:
        return kind
    excluded = any(not compatible(one, other) for one in wanted for other in survey.reached.chosen if one is not other)
    return Loss.RIVAL if removed or excluded else Loss.REFUSED


def _worth(pair: Pair) -> tuple[float, ...]:
    """How right each stage is, 0 to 1."""
    return (
        float(_is_there(pair.type_is_right, pair.tokens("gold", "quote"), pair.tokens("predicted", "quote"))),
        float(pair.type_is_right),
        pair.token_f1("quote"),
        (_agreement(pair, "cue") + _agreement(pair, "frame")) / 2 if _is_framed(pair) else 1.0,
        _agreement(pair, "speaker"),
        _agreement(pair, "addressee"),
    )


def _is_framed(pair: Pair) -> bool:
    """Whether cue and frame are judged: the corpus tells neither of reported quotations, so none are predicted."""
    return pair.gold is not None and pair.gold.annotation.type is not QuoteType.REPORTED


def _agreement(pair: Pair, part: str) -> float:
    """Token F1 of a part, 1 where neither side has it."""
    return pair.token_f1(part) if pair.tokens("gold", part) or pair.tokens("predicted", part) else 1.0


def _is_there(same_type: bool, gold: Tokens, other: Tokens) -> bool:
    """Whether a reading is one of a gold quotation's place: it shares half the words, or some and the type."""
    return bool(gold & other) and (same_type or token_f1(gold, other) >= HALF)


def _better_alone(survey: Survey, gold: Item, ours: tuple[float, ...]) -> set[Proposal]:
    """The best proposal by type and words, if it is better there than `ours`; also one that the oracle does not take.

    What fits best alone can stand in the way of more than it is worth, or have another frame.
    """
    tokenised = Tokenised(survey.article)
    quote = gold.tokens["quote"]
    found: list[tuple[tuple[float, ...], int, Proposal]] = []
    for number, proposal in enumerate(survey.proposals):
        same, own = proposal.type is gold.annotation.type, tokenised.tokens(proposal.quote)
        worth = (float(_is_there(same, quote, own)), float(same), token_f1(quote, own))
        if worth[: len(ours)] > ours:
            found.append((worth, -number, proposal))
    return {max(found)[-1]} if found else set()


def _sources(outcome: Outcome, pair: Pair, framing: bool) -> set[Proposal]:
    """The proposals that one side of a pair was made of; with `framing`, those that its roles are from, too."""
    if pair.predicted is None:
        return set()
    decision = outcome.decision_of(pair.predicted)
    own = outcome.made_of(decision)
    return own | outcome.made_of(decision.framing) if framing else own


def _tells_speaker(reading: Reading, pair: Pair) -> bool:
    """Whether the speaker stands in a sentence of the gold's quotation or frame, the predicted one if it has none."""
    assert pair.gold is not None
    gold = pair.gold.annotation
    speaker = gold.speaker or (pair.predicted.annotation.speaker if pair.predicted else ())
    return bool(_sentences(reading, speaker) & _sentences(reading, (*gold.quote, *gold.frame)))


def _sentences(reading: Reading, spans: Spans) -> set[int]:
    """The sentences that spans touch."""
    found: set[int] = set()
    for span in spans:
        first, last = reading.parse.sentence_at(span.start), reading.parse.sentence_at(span.end - 1)
        if first is not None and last is not None:
            found.update(range(first.index, last.index + 1))
    return found
