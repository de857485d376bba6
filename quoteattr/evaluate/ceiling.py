"""How far a decision over the same proposals could get, by type, and what gold quotations were lost to."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen

from quoteattr.documents.benchmark import TYPE_NAMES
from quoteattr.evaluate.losses import Loss, Verdict, false_alarms, verdicts
from quoteattr.evaluate.matching import Pair
from quoteattr.evaluate.metric import Metrics, Score, metrics_of, part_scores
from quoteattr.evaluate.mistakes import described
from quoteattr.evaluate.oracle import Survey
from quoteattr.model import QuoteType

ALL = "all"
_INHERITING = ("speaker", "roles", "joint")
_RIGHT, _GOLD, _ALARMS = "right in all parts", "gold quotations", "false alarms"


@frozen
class Reach:
    """How far a choice gets with one type of quotation, or with all.

    Attributes:
        recall: Share of the gold quotations that a matched prediction overlaps.
        quote: F1 of the quotation's words.
        type: F1 of quotations that overlap their gold one and have its type.
        joint: F1 of all five parts.
    """

    recall: float
    quote: float
    type: float
    joint: float


@frozen(eq=False)
class Row:
    """One type of quotation, or all.

    Attributes:
        gold: Gold quotations.
        right: Those that are right in all parts.
        losses: What the others were lost to; the counts add up to `gold - right`.
        false_alarms: Predictions of the type that match no gold quotation.
        reached: How far the decision gets.
        allowed: How far the oracle gets.
    """

    gold: int
    right: int
    losses: Mapping[Loss, int]
    false_alarms: int
    reached: Reach
    allowed: Reach


@frozen(eq=False)
class Ceiling:
    """What the proposals allow, beside what was decided.

    Attributes:
        rows: By the name of the type, and `all`.
        scores: The metric's figures of the decision and of the oracle, `reached` and `allowed`.
        inherited: Speaker, roles and joint of both if the context always gave the right speaker.
        verdicts: What became of each gold quotation.
    """

    rows: Mapping[str, Row]
    scores: Mapping[str, Mapping[str, Score]]
    inherited: Mapping[str, Mapping[str, Score]]
    verdicts: tuple[Verdict, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain dictionaries for JSON, of scores the F1."""
        return {
            "types": {name: asdict(row) for name, row in self.rows.items()},
            "scores": {side: _f1s(scores) for side, scores in self.scores.items()},
            "with_inherited_speaker": {side: _f1s(scores) for side, scores in self.inherited.items()},
        }


def ceiling_of(surveys: Sequence[Survey]) -> Ceiling:
    """Sum surveys up.

    Args:
        surveys: Those of all articles.
    """
    outcomes = {
        "reached": [survey.reached for survey in surveys],
        "allowed": [survey.allowed for survey in surveys],
    }
    pairs = {side: [pair for each in found for pair in each.pairs] for side, found in outcomes.items()}
    freed = {side: [pair for each in found for pair in each.pairs_with_inherited()] for side, found in outcomes.items()}
    metrics = {side: metrics_of(len(surveys), found) for side, found in pairs.items()}
    judged = tuple(verdict for survey in surveys for verdict in verdicts(survey))
    alarms = [pair for survey in surveys for pair in false_alarms(survey)]
    kinds: dict[str, QuoteType | None] = {**{TYPE_NAMES[kind]: kind for kind in QuoteType}, ALL: None}
    return Ceiling(
        rows={name: _row(kind, judged, alarms, metrics) for name, kind in kinds.items()},
        scores={side: found.scores for side, found in metrics.items()},
        inherited={
            side: {name: score for name, score in part_scores(found, found).items() if name in _INHERITING}
            for side, found in freed.items()
        },
        verdicts=judged,
    )


def _row(
    kind: QuoteType | None, judged: Sequence[Verdict], alarms: Sequence[Pair], metrics: Mapping[str, Metrics]
) -> Row:
    own = [verdict for verdict in judged if kind in (None, verdict.gold.type)]
    counts = Counter(verdict.loss for verdict in own)
    found = [pair for pair in alarms if pair.predicted and kind in (None, pair.predicted.annotation.type)]
    reached, allowed = _reach(metrics["reached"], kind), _reach(metrics["allowed"], kind)
    return Row(len(own), counts[None], {loss: counts[loss] for loss in Loss}, len(found), reached, allowed)


def _reach(metrics: Metrics, kind: QuoteType | None) -> Reach:
    rows = [row for name, row in metrics.types.items() if kind in (None, name)]
    scores = metrics.scores if kind is None else metrics.types[kind].scores
    gold, predicted, right = (sum(getattr(row, name) for row in rows) for name in ("gold", "predicted", "right"))
    return Reach(
        recall=sum(row.found for row in rows) / gold if gold else 0.0,
        quote=scores["quote"].f1,
        type=2 * right / (gold + predicted) if gold + predicted else 0.0,
        joint=scores["joint"].f1,
    )


def _f1s(scores: Mapping[str, Score]) -> dict[str, float]:
    return {name: score.f1 for name, score in scores.items()}


def render_ceiling(ceiling: Ceiling) -> str:
    """Two tables for the terminal: how far decision and oracle get, and what was lost to what."""
    return "\n".join([*_reach_lines(ceiling), "", *_loss_lines(ceiling)])


def _reach_lines(ceiling: Ceiling) -> Iterator[str]:
    yield "reached → allowed by the proposals, the best sets of them taken; quote, type and joint are F1"
    yield f"{'type':20}   gold{'recall':>16}{'quote':>16}{'type':>16}{'joint':>16}"
    for name, row in ceiling.rows.items():
        figures = zip(asdict(row.reached).values(), asdict(row.allowed).values(), strict=True)
        yield f"{name:20} {row.gold:6}" + "".join(f"   {_arrow(*pair)}" for pair in figures)
    for name in _INHERITING:
        plain, freed = (
            _arrow(found["reached"][name].f1, found["allowed"][name].f1)
            for found in (ceiling.scores, ceiling.inherited)
        )
        yield f"{name:20} {plain}, with the right inherited speaker {freed}"


def _arrow(reached: float, allowed: float) -> str:
    return f"{reached:.3f} → {allowed:.3f}"


def _loss_lines(ceiling: Ceiling) -> Iterator[str]:
    rows = ceiling.rows.values()
    yield f"{'lost to':20}" + "".join(f"  {name:>{max(len(name), 6)}}" for name in ceiling.rows)
    lines: dict[str, list[int]] = {_RIGHT: [row.right for row in rows]}
    lines |= {loss.value: [row.losses[loss] for row in rows] for loss in Loss}
    lines |= {_GOLD: [row.gold for row in rows], _ALARMS: [row.false_alarms for row in rows]}
    for label, counts in lines.items():
        cells = (f"  {count:{max(len(name), 6)}}" for name, count in zip(ceiling.rows, counts, strict=True))
        yield f"{label:20}" + "".join(cells)


def render_losses(ceiling: Ceiling, limit: int) -> str:
    """Markdown: a heading with the count for each loss and type, below it the first `limit` with both readings."""
    lines: list[str] = []
    for loss in Loss:
        for kind in QuoteType:
            own = [each for each in ceiling.verdicts if each.loss is loss and each.gold.type is kind]
            lines += [f"## {loss.value}, {TYPE_NAMES[kind]}: {len(own)}", ""] if own else []
            for verdict in own[:limit]:
                lines += [*_verdict_lines(verdict), ""]
    return "\n".join(lines).rstrip()


def _verdict_lines(verdict: Verdict) -> Iterator[str]:
    article = verdict.reached.article
    yield f"- {article.name}"
    yield f"  gold: {described(verdict.gold, article.text)}"
    for side, pair in (("reached", verdict.reached), ("allowed", verdict.allowed)):
        if pair.predicted and pair.overlaps:
            annotation = pair.predicted.annotation
            yield f"  {side}: {described(annotation, article.text)} [{annotation.rule}]"
