"""What a system got wrong, case by case, by kind of mistake and type of quotation, with the rule that erred."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from quoteattr.documents.benchmark import TYPE_NAMES, Annotation
from quoteattr.evaluate.matching import Pair
from quoteattr.model import QuoteType, Spans, text_of

_CONTEXT = 60


class MistakeKind(StrEnum):
    """The ways to be wrong about a quotation; a pair can be wrong in several."""

    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    TYPE = "wrong type"
    BOUNDARY = "wrong boundary"
    SPEAKER = "wrong speaker"


@frozen(eq=False)
class Mistake:
    """One mistake.

    Attributes:
        kind: What is wrong.
        type: Type of the gold quotation, for a false alarm that of the prediction.
        pair: The quotations; where one side does not belong to the mistake, it is None.
    """

    kind: MistakeKind
    type: QuoteType
    pair: Pair

    @property
    def rule(self) -> str | None:
        """The rule that made the prediction, None for a missed quotation."""
        return self.pair.predicted.annotation.rule if self.pair.predicted else None


def mistakes_in(pairs: Iterable[Pair]) -> tuple[Mistake, ...]:
    """Every mistake in matched pairs, in their order."""
    return tuple(mistake for pair in pairs for mistake in _mistakes_of(pair))


def _mistakes_of(pair: Pair) -> Iterator[Mistake]:
    gold, predicted = pair.gold, pair.predicted
    if not pair.overlaps:  # the assignment also pairs what has nothing in common: two mistakes
        if gold:
            yield Mistake(MistakeKind.MISSED, gold.annotation.type, Pair(pair.article, gold, None))
        if predicted:
            kind = predicted.annotation.type
            yield Mistake(MistakeKind.FALSE_ALARM, kind, Pair(pair.article, None, predicted))
    elif gold:
        if not pair.type_is_right:
            yield Mistake(MistakeKind.TYPE, gold.annotation.type, pair)
        if pair.tokens("gold", "quote") != pair.tokens("predicted", "quote"):
            yield Mistake(MistakeKind.BOUNDARY, gold.annotation.type, pair)
        if not pair.speaker_is_right:
            yield Mistake(MistakeKind.SPEAKER, gold.annotation.type, pair)


def render_mistakes(mistakes: Iterable[Mistake], limit: int) -> str:
    """Markdown: a heading with the count for each kind and type, below it the first `limit` mistakes."""
    groups: dict[tuple[MistakeKind, QuoteType], list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        groups[mistake.kind, mistake.type].append(mistake)
    lines: list[str] = []
    for (kind, quote_type), members in sorted(groups.items(), key=lambda entry: _definition_order(entry[0])):
        lines += [f"## {kind}, {TYPE_NAMES[quote_type]}: {len(members)}", ""]
        lines += _rule_counts(members)
        for mistake in members[:limit]:
            lines += [*_mistake_lines(mistake), ""]
    return "\n".join(lines).rstrip()


def _definition_order(group: tuple[MistakeKind, QuoteType]) -> tuple[int, int]:
    return list(MistakeKind).index(group[0]), list(QuoteType).index(group[1])


def _rule_counts(mistakes: Iterable[Mistake]) -> list[str]:
    counts = Counter(mistake.rule for mistake in mistakes if mistake.rule)
    return ["by rule: " + ", ".join(f"{rule} {n}" for rule, n in counts.most_common()), ""] if counts else []


def _mistake_lines(mistake: Mistake) -> Iterator[str]:
    pair = mistake.pair
    yield f"- {pair.article.name}" + (f" [{mistake.rule}]" if mistake.rule else "")
    for side in ("gold", "predicted"):
        item = pair.gold if side == "gold" else pair.predicted
        if item:
            yield f"  {side}: {described(item.annotation, pair.article.text)}"


def described(annotation: Annotation, text: str) -> str:
    """A quotation on one line: type, words around it, cue and speaker."""
    parts = [f"{TYPE_NAMES[annotation.type]} {_in_context(annotation.quote, text)}"]
    if annotation.cue:
        parts.append(f"cue: {_on_one_line(text_of(text, annotation.cue))}")
    parts.append(f"speaker: {_on_one_line(text_of(text, annotation.speaker)) or '–'}")
    if annotation.confidence is not None:
        parts.append(f"{annotation.confidence:.2f}")
    return " | ".join(parts)


def _in_context(spans: Spans, text: str) -> str:
    if not spans:
        return "[]"
    start, end = spans[0].start, spans[-1].end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return _on_one_line(f"…{before}[[{text_of(text, spans)}]]{after}…")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
