"""What went wrong, case by case, by kind of error and type of quotation, with the rule that erred."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from quoteattr.documents.benchmark import TYPE_NAMES, Annotation
from quoteattr.evaluate.matching import Pair
from quoteattr.model import QuoteType, Spans, text_of

_CONTEXT = 60


class ErrorKind(StrEnum):
    """The ways to be wrong about a quotation; a pair can be wrong in several."""

    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    TYPE = "wrong type"
    BOUNDARY = "wrong boundary"
    SPEAKER = "wrong speaker"


@frozen(eq=False)
class ErrorCase:
    """One error.

    Attributes:
        kind: What is wrong.
        type: Type of the gold quotation, for a false alarm that of the prediction.
        pair: The quotations; where one side does not belong to the error, it is None.
    """

    kind: ErrorKind
    type: QuoteType
    pair: Pair

    @property
    def rule(self) -> str | None:
        """The rule that made the prediction, None for a missed quotation."""
        return self.pair.predicted.annotation.rule if self.pair.predicted else None


def errors(pairs: Iterable[Pair]) -> tuple[ErrorCase, ...]:
    """Every error in matched pairs, in their order."""
    return tuple(case for pair in pairs for case in _errors_of(pair))


def _errors_of(pair: Pair) -> Iterator[ErrorCase]:
    gold, predicted = pair.gold, pair.predicted
    if not pair.overlaps:  # the assignment also pairs what has nothing in common: two errors
        if gold:
            yield ErrorCase(ErrorKind.MISSED, gold.annotation.type, Pair(pair.article, gold, None))
        if predicted:
            kind = predicted.annotation.type
            yield ErrorCase(ErrorKind.FALSE_ALARM, kind, Pair(pair.article, None, predicted))
    elif gold:
        if not pair.type_is_right:
            yield ErrorCase(ErrorKind.TYPE, gold.annotation.type, pair)
        if pair.tokens("gold", "quote") != pair.tokens("predicted", "quote"):
            yield ErrorCase(ErrorKind.BOUNDARY, gold.annotation.type, pair)
        if not pair.speaker_is_right:
            yield ErrorCase(ErrorKind.SPEAKER, gold.annotation.type, pair)


def render_errors(cases: Iterable[ErrorCase], limit: int) -> str:
    """Markdown: a heading with the count for each kind and type, below it the first `limit` cases."""
    groups: dict[tuple[ErrorKind, QuoteType], list[ErrorCase]] = defaultdict(list)
    for case in cases:
        groups[case.kind, case.type].append(case)
    lines: list[str] = []
    for (kind, quote_type), members in sorted(groups.items(), key=lambda entry: _order(entry[0])):
        lines += [f"## {kind}, {TYPE_NAMES[quote_type]}: {len(members)}", ""]
        lines += _rule_counts(members)
        for case in members[:limit]:
            lines += [*_case_lines(case), ""]
    return "\n".join(lines).rstrip()


def _order(group: tuple[ErrorKind, QuoteType]) -> tuple[int, int]:
    return list(ErrorKind).index(group[0]), list(QuoteType).index(group[1])


def _rule_counts(cases: Iterable[ErrorCase]) -> list[str]:
    counts = Counter(case.rule for case in cases if case.rule)
    return ["by rule: " + ", ".join(f"{rule} {n}" for rule, n in counts.most_common()), ""] if counts else []


def _case_lines(case: ErrorCase) -> Iterator[str]:
    pair = case.pair
    yield f"- {pair.article.name}" + (f" [{case.rule}]" if case.rule else "")
    for side in ("gold", "predicted"):
        item = pair.gold if side == "gold" else pair.predicted
        if item:
            yield f"  {side}: {described(item.annotation, pair.article.text)}"


def described(annotation: Annotation, text: str) -> str:
    """A quotation on one line: type, words around it, cue and speaker."""
    parts = [f"{TYPE_NAMES[annotation.type]} {_in_context(annotation.quote, text)}"]
    if annotation.cue:
        parts.append(f"cue: {_flat(text_of(text, annotation.cue))}")
    parts.append(f"speaker: {_flat(text_of(text, annotation.speaker)) or '–'}")
    if annotation.confidence is not None:
        parts.append(f"{annotation.confidence:.2f}")
    return " | ".join(parts)


def _in_context(spans: Spans, text: str) -> str:
    if not spans:
        return "[]"
    start, end = spans[0].start, spans[-1].end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return _flat(f"…{before}[[{text_of(text, spans)}]]{after}…")


def _flat(text: str) -> str:
    return " ".join(text.split())
