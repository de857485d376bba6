"""Metrics as a table for the terminal, with the columns of the benchmark's own scorer."""

from collections.abc import Iterator

from quoteattr.documents.benchmark import PARTS, TYPE_NAMES
from quoteattr.evaluate.calibration import Calibration
from quoteattr.evaluate.metric import Metrics, Score

_SIMPLIFIED = ("quote", "roles", "joint", "speaker", "type", "medium")


def render_metrics(metrics: Metrics) -> str:
    """All figures of an evaluation on about fifty lines."""
    return "\n".join(_table_lines(metrics))


def _table_lines(metrics: Metrics) -> Iterator[str]:
    yield f"{metrics.documents} articles, {metrics.gold} gold quotations, {metrics.predicted} predicted"
    yield ""
    for name, score in metrics.scores.items():
        yield _score_line(name, score)
    yield ""
    yield "simplified variant, without nested quotations:"
    for name in _SIMPLIFIED:
        yield _score_line(name, metrics.simplified[name])
    yield ""
    speaker = metrics.speaker_on_overlap
    yield f"speaker right on overlapping quotations: {speaker.rate:.4f} of {speaker.total}"
    shares = (f"{part} {metrics.exact[part].rate:.3f}" for part in PARTS)
    yield f"exact spans on overlapping quotations: {', '.join(shares)}"
    yield ""
    yield "type                   gold  found  exact  predicted  overlapping  same type  joint F1"
    for kind, row in metrics.types.items():
        yield (
            f"{TYPE_NAMES[kind]:20} {row.gold:6} {row.found:6} {row.exact.hits:6} {row.predicted:10} "
            f"{row.overlapping:12} {row.right:10} {row.scores['joint'].f1:9.4f}"
        )
    if metrics.rules:
        yield ""
        yield "rule                               fired  matched  same type  precision  recall"
    for rule, found in metrics.rules.items():
        yield f"{rule:34} {found.fired:5} {found.matched:8} {found.right:10} {found.quote:10.4f} {found.recall:7.4f}"
    if metrics.calibration:
        yield ""
        yield from _calibration_lines(metrics.calibration)


def _score_line(name: str, score: Score) -> str:
    return f"{name:16} P {score.precision:.4f}  R {score.recall:.4f}  F1 {score.f1:.4f}"


def _calibration_lines(found: Calibration) -> Iterator[str]:
    yield f"calibration error of confidence: {found.error:.4f}"
    yield (
        f"confidence >= {found.high}: {found.high_count} predictions, "
        f"quote precision {found.high_precision:.4f}, right {found.high_right:.4f}"
    )
    for row in found.bins:
        yield f"  from {row.lower:.1f}: {row.count:5}  mean {row.confidence:.3f}  right {row.right:.3f}"
