"""Two small pictures of metrics as one SVG file: recall by type, and confidence against what was right.

SVG is text, so this needs no plotting library, and a browser shows it.
"""

from collections.abc import Iterator
from html import escape

from quoteattr.documents.benchmark import TYPE_NAMES
from quoteattr.evaluate.calibration import Calibration
from quoteattr.evaluate.metric import Metrics, Share

_SIZE, _MARGIN, _LABELS = 300, 40, 170
_WIDTH, _HEIGHT = _LABELS + 2 * _SIZE + 3 * _MARGIN, _SIZE + 3 * _MARGIN
_INK, _BLUE, _GREY = "#222222", "#2b6cb0", "#b8bec6"


def plot(metrics: Metrics) -> str:
    """An SVG document: on the left recall by type, on the right calibration if there is confidence to judge.

    Args:
        metrics: What to show.
    """
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" fill="{_INK}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        *_recall_by_type(metrics),
        *(_right_by_confidence(metrics.calibration) if metrics.calibration else ()),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _recall_by_type(metrics: Metrics) -> Iterator[str]:
    left, top = _LABELS, 2 * _MARGIN
    yield _label(left, top - 16, "Gold quotations found, by type", weight="bold")
    step = _SIZE / len(metrics.types)
    for number, (kind, row) in enumerate(metrics.types.items()):
        share = Share(row.found, row.gold)
        y = top + number * step
        yield _label(left - 8, y + step / 2, TYPE_NAMES[kind], anchor="end")
        yield _bar(left, y + step / 4, _SIZE, step / 2 - 6, _GREY)
        yield _bar(left, y + step / 4, _SIZE * share.rate, step / 2 - 6, _BLUE)
        yield _label(left, y + step - 6, f"{share.rate:.0%} of {row.gold}")


def _right_by_confidence(found: Calibration) -> Iterator[str]:
    left, top = _LABELS + _SIZE + 2 * _MARGIN, 2 * _MARGIN
    bottom, right = top + _SIZE, left + _SIZE
    yield _label(left, top - 16, f"Right by confidence (calibration error {found.error:.3f})", weight="bold")
    yield f'<rect x="{left}" y="{top}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="{_GREY}"/>'
    yield f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="{_GREY}" stroke-dasharray="4"/>'
    largest = max(row.count for row in found.bins)
    for row in found.bins:
        x, y = left + _SIZE * row.confidence, bottom - _SIZE * row.right
        radius = 3 + 9 * (row.count / largest) ** 0.5  # the area shows the count
        title = f"{row.count} predictions: confidence {row.confidence:.2f}, right {row.right:.2f}"
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_BLUE}" fill-opacity="0.7">'
            f"<title>{title}</title></circle>"
        )
    for value in (0.0, 0.5, 1.0):
        yield _label(left + _SIZE * value, bottom + 18, f"{value:g}", anchor="middle")
        yield _label(left - 6, bottom - _SIZE * value + 4, f"{value:g}", anchor="end")
    yield _label(left + _SIZE / 2, bottom + 34, "mean confidence", anchor="middle")


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _label(x: float, y: float, text: str, *, anchor: str = "start", weight: str = "normal") -> str:
    position = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
    return f"<text {position}>{escape(text)}</text>"
