"""Two sets of predictions side by side: what was won and what was lost, quotation by quotation.

A score alone hides what moved. A change that wins ten quotations and loses nine reads as one; here both lists
are there to be read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from quoteattr.documents.benchmark import PARTS, Annotation, GoldArticle
from quoteattr.evaluate.matching import Pair, align_all
from quoteattr.evaluate.metric import Metrics, metrics_of
from quoteattr.evaluate.mistakes import described

_FIGURES = ("quote", "roles", "joint", "addressee", "cue", "frame", "speaker", "type_on_overlap")
_EPSILON = 1e-9


@frozen(eq=False)
class Change:
    """A quotation that the two sides treat differently.

    Attributes:
        article: Name of the article.
        difference: Worth of it on the new side minus the old, -1 to 1; above 0 is a gain.
        what: The change in words (`missed → found`, `speaker 0.00 → 1.00`).
        quotation: The quotation on one line.
    """

    article: str
    difference: float
    what: str
    quotation: str


@frozen(eq=False)
class Comparison:
    """What moved between two sets of predictions.

    Attributes:
        before: Figures of the first.
        after: Figures of the second.
        gains: Quotations that the second does better, most first.
        losses: Quotations that it does worse, most first.
    """

    before: Metrics
    after: Metrics
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]

    def to_markdown(self) -> str:
        """A table of the figures and the two lists."""
        lines = ["| F1 | before | after | change |", "|---|---|---|---|"]
        for name in _FIGURES:
            before, after = self.before.scores[name].f1, self.after.scores[name].f1
            lines.append(f"| {name} | {before:.4f} | {after:.4f} | {after - before:+.4f} |")
        for title, changes in (("Gains", self.gains), ("Losses", self.losses)):
            lines += ["", f"## {title}: {len(changes)}", ""]
            lines += [f"- {change.what}: {change.quotation} ({change.article})" for change in changes]
        return "\n".join(lines)


def compare(
    articles: Iterable[GoldArticle],
    before: Mapping[str, Sequence[Annotation]],
    after: Mapping[str, Sequence[Annotation]],
) -> Comparison:
    """Compare two sets of predictions for the same gold articles.

    Args:
        articles: The gold articles.
        before: The first predictions, by the names of their articles.
        after: The second.

    Raises:
        FormatError: A prediction is for an article that is not there.
        QuoteattrError: SciPy is not installed.
    """
    articles = tuple(articles)
    old, new = align_all(articles, before), align_all(articles, after)
    changes = [*_changes_in_gold(old, new), *_changes_in_false_alarms(old, new)]
    changes.sort(key=lambda change: -abs(change.difference))
    return Comparison(
        before=metrics_of(len(articles), old),
        after=metrics_of(len(articles), new),
        gains=tuple(change for change in changes if change.difference > 0),
        losses=tuple(change for change in changes if change.difference < 0),
    )


def _changes_in_gold(old: Iterable[Pair], new: Iterable[Pair]) -> Iterator[Change]:
    """Gold quotations whose match got better or worse."""
    later = {id(pair.gold.annotation): pair for pair in new if pair.gold}
    for before in old:
        if before.gold is None:
            continue
        after = later[id(before.gold.annotation)]
        difference = _how_well_met(after) - _how_well_met(before)
        if abs(difference) > _EPSILON:
            quotation = described(before.gold.annotation, before.article.text)
            yield Change(before.article.name, difference, _change_in_words(before, after), quotation)


def _changes_in_false_alarms(old: Iterable[Pair], new: Iterable[Pair]) -> Iterator[Change]:
    """Predictions without a gold quotation that only one side makes."""
    removed, added = _unmatched(old), _unmatched(new)
    for key, pair in removed.items():
        if key not in added:
            yield _false_alarm(pair, 1.0, "false alarm gone")
    for key, pair in added.items():
        if key not in removed:
            yield _false_alarm(pair, -1.0, "new false alarm")


def _unmatched(pairs: Iterable[Pair]) -> dict[tuple[str, frozenset[int]], Pair]:
    return {
        (pair.article.name, pair.predicted.tokens["quote"]): pair
        for pair in pairs
        if pair.predicted and not pair.overlaps
    }


def _false_alarm(pair: Pair, difference: float, what: str) -> Change:
    assert pair.predicted is not None
    annotation = pair.predicted.annotation
    rule = f" [{annotation.rule}]" if annotation.rule else ""
    return Change(pair.article.name, difference, what + rule, described(annotation, pair.article.text))


def _how_well_met(pair: Pair) -> float:
    """How well a gold quotation is met, 0 to 1: mean token F1 of its parts, half that for the wrong type."""
    if not pair.overlaps:
        return 0.0
    parts = [part for part in PARTS if pair.tokens("gold", part) or pair.tokens("predicted", part)]
    worth = sum(pair.token_f1(part) for part in parts) / len(parts)
    return worth if pair.type_is_right else worth / 2


def _change_in_words(before: Pair, after: Pair) -> str:
    if before.overlaps != after.overlaps:
        return "found" if after.overlaps else "missed"
    changes = [
        f"{part} {before.token_f1(part):.2f} → {after.token_f1(part):.2f}"
        for part in PARTS
        if abs(before.token_f1(part) - after.token_f1(part)) > _EPSILON
    ]
    if before.type_is_right != after.type_is_right:
        changes.insert(0, "type right" if after.type_is_right else "type wrong")
    return ", ".join(changes) or "an empty part filled or cleared"
