"""Does it hold in other kinds of text? Measures on twenty short texts each of ten domains, written for this project.

    python benchmarks/probes.py                          # a table
    python benchmarks/probes.py --json                   # the same as JSON
    python benchmarks/probes.py --errors court sports    # and what is wrong there

A file of `tests/cases/probes` is a domain: a list of texts with the quotations in them, annotated before any code read
them (slips corrected since: a missing quotation in opinion 17, a speaker in ticker 12). A quotation has `type`, `quote`
and `cue` (lists, since both can be discontinuous; null is none) and `speaker`. Parts are copies of whole words of the
text, or `{"text": …, "occurrence": n}` where that stands there more than once; n counts from 1. An `optional` quotation
is one that the corpus annotates in one place and not in another: it counts neither as missed nor as a false alarm. A
text without quotations says in its `comment` what stands there instead.

found: shares a word with a predicted quotation, one to one, as the corpus' metric pairs them; exact: the same
characters; speaker: the phrase overlaps the annotated one, or the entity is mentioned there, or there is none in
either. The last three are shares of what was found. Precision: what was found of all that was predicted.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex
from attrs import asdict, evolve, frozen

from quoteattr import Document, QuoteAttributor, QuoteType, Span
from quoteattr.documents.benchmark import Annotation, GoldArticle, annotations_of
from quoteattr.evaluate.matching import Pair, align
from quoteattr.model import Spans
from quoteattr.parsing.cached import cached

CASES = Path(__file__).parent.parent / "tests" / "cases" / "probes"
DOMAINS = tuple(sorted(path.stem for path in CASES.glob("*.json") if path.stem != "floors"))

_WORD = regex.compile(r"\w+")


@frozen
class Probe:
    """A text with the quotations in it; `optional` holds the numbers of those that need not be found."""

    article: GoldArticle
    optional: frozenset[int]
    comment: str | None


@frozen
class Figures:
    """Counts over the probes of a domain."""

    gold: int = 0
    predicted: int = 0
    found: int = 0
    exact: int = 0
    type: int = 0
    cue: int = 0
    speaker: int = 0

    @property
    def false_alarms(self) -> int:
        """Predictions that match no quotation."""
        return self.predicted - self.found

    @property
    def shares(self) -> dict[str, float]:
        """Recall and precision, and of what was found: exact quotations, right types, cues and speakers."""
        of_found = {name: getattr(self, name) / max(self.found, 1) for name in ("exact", "type", "cue", "speaker")}
        return {"recall": self.found / max(self.gold, 1), "precision": self.found / max(self.predicted, 1), **of_found}

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(**{name: value + getattr(other, name) for name, value in asdict(self).items()})


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("domains", nargs="*", choices=[[], *DOMAINS], help="all if left out", metavar="domain")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--errors", action="store_true", help="list what is missed, wrong or a false alarm")
    parser.add_argument("--parses", metavar="FOLDER", help="keep parses there and use those that are there")
    args = parser.parse_args()
    attributor = QuoteAttributor(cached(Path(args.parses)) if args.parses else None)
    results = {}
    for domain in args.domains or DOMAINS:
        results[domain], errors = measure(attributor, read(domain))
        if args.errors:
            print(f"{domain}", *errors, sep="\n  ", end="\n\n")
    results["all"] = sum(results.values(), Figures())
    if args.json:
        rows = {name: asdict(row) | {"false_alarms": row.false_alarms} | row.shares for name, row in results.items()}
        print(json.dumps(rows, indent=1))
    else:
        report(results)


def read(domain: str) -> list[Probe]:
    """The probes of a domain.

    Raises:
        ValueError: A part of an annotation does not stand in its text, or more than once without a number.
    """
    cases = json.loads((CASES / f"{domain}.json").read_text("utf-8"))
    return [_probe(f"{domain} {number}", case) for number, case in enumerate(cases, 1)]


def measure(attributor: QuoteAttributor, probes: list[Probe]) -> tuple[Figures, list[str]]:
    """The figures over some probes, and what is wrong in them, in words."""
    figures = Figures()
    errors: list[str] = []
    documents = attributor.pipe(probe.article.text for probe in probes)
    for probe, document in zip(probes, documents, strict=True):
        for pair, kin in _pairs(probe, document):
            figures += _judge(pair, kin)
            errors += _error(pair, kin)
    return figures, errors


def report(results: dict[str, Figures]) -> None:
    """Print the table."""
    print(
        f"{'domain':12}{'gold':>6}{'found':>7}{'exact':>7}{'type':>6}{'cue':>6}{'speaker':>9}{'false':>7}"
        f"{'recall':>9}{'precision':>11}{'exact':>7}{'type':>7}{'speaker':>9}"
    )
    for name, row in results.items():
        share = row.shares
        print(
            f"{name:12}{row.gold:6}{row.found:7}{row.exact:7}{row.type:6}{row.cue:6}{row.speaker:9}"
            f"{row.false_alarms:7}{share['recall']:9.2f}{share['precision']:11.2f}{share['exact']:7.2f}"
            f"{share['type']:7.2f}{share['speaker']:9.2f}"
        )


def _probe(name: str, case: dict[str, Any]) -> Probe:
    text, quotes = case["text"], case["quotes"]
    annotations = tuple(
        Annotation(
            type=QuoteType(quote["type"]),
            medium=None,
            quote=_spans(text, quote["quote"], name),
            cue=_spans(text, quote["cue"], name),
            speaker=_spans(text, [quote["speaker"]] if quote["speaker"] else None, name),
        )
        for quote in quotes
    )
    words = tuple(Span(*found.span()) for found in _WORD.finditer(text))
    optional = frozenset(number for number, quote in enumerate(quotes) if quote.get("optional"))
    return Probe(GoldArticle(name, text, words, annotations), optional, case.get("comment"))


def _spans(text: str, parts: list[Any] | None, name: str) -> Spans:
    return tuple(span_in(text, part, name) for part in parts or ())


def span_in(text: str, part: Any, name: str) -> Span:
    """Where a part of an annotation stands in its text.

    Raises:
        ValueError: It does not stand there as whole words, or more than once without a number.
    """
    wanted, number = (part["text"], part["occurrence"]) if isinstance(part, dict) else (part, None)
    found = [Span(*match.span()) for match in regex.finditer(rf"(?<!\w){regex.escape(wanted)}(?!\w)", text)]
    if not found or (number is None and len(found) > 1) or (number or 1) > len(found):
        raise ValueError(f"{name}: {wanted!r} stands {len(found)} times in the text, occurrence {number} is asked for.")
    return found[(number or 1) - 1]


def _pairs(probe: Probe, document: Document) -> Iterator[tuple[Pair, Spans]]:
    """Pairs that overlap or have one side only, each with all mentions of the predicted speaker."""
    predictions = annotations_of(document)
    kin = {}
    for annotation, quote in zip(predictions, document.quotes, strict=True):
        entity = quote.speaker.entity if quote.speaker else None
        kin[id(annotation)] = tuple(span for mention in entity.mentions for span in mention.spans) if entity else ()
    optional = {id(probe.article.annotations[number]) for number in probe.optional}
    for pair in align(probe.article, predictions):
        mentions = kin[id(pair.predicted.annotation)] if pair.predicted else ()
        if pair.gold and id(pair.gold.annotation) in optional:
            if pair.predicted and not pair.overlaps:
                yield evolve(pair, gold=None), mentions
        elif pair.gold and pair.predicted and not pair.overlaps:
            yield evolve(pair, predicted=None), ()
            yield evolve(pair, gold=None), mentions
        else:
            yield pair, mentions


def _judge(pair: Pair, kin: Spans) -> Figures:
    if not (pair.gold and pair.predicted):
        return Figures(gold=pair.gold is not None, predicted=pair.predicted is not None)
    gold, predicted = pair.gold.annotation, pair.predicted.annotation
    named = any(span.overlaps(mention) for span in gold.speaker for mention in kin)
    return Figures(
        gold=1,
        predicted=1,
        found=1,
        exact=gold.quote == predicted.quote,
        type=pair.type_is_right,
        cue=gold.cue == predicted.cue,
        speaker=pair.speaker_is_right or named,
    )


def _error(pair: Pair, kin: Spans) -> Iterator[str]:
    article = pair.article
    if not pair.predicted and pair.gold:
        yield f"{article.name} missed: {_written(article, pair.gold.annotation)}"
    elif not pair.gold and pair.predicted:
        yield f"{article.name} false alarm: {_written(article, pair.predicted.annotation)}"
    elif pair.gold and pair.predicted:
        judged = _judge(pair, kin)
        wrong = [name for name in ("exact", "type", "cue", "speaker") if not getattr(judged, name)]
        if wrong:
            yield f"{article.name} wrong {', '.join(wrong)}: {_written(article, pair.gold.annotation)}"
            yield f"    instead: {_written(article, pair.predicted.annotation)}"


def _written(article: GoldArticle, annotation: Annotation) -> str:
    quote, cue, speaker = (
        " … ".join(span.of(article.text) for span in annotation.part(part)) or "–"
        for part in ("quote", "cue", "speaker")
    )
    return f"{annotation.type.value} {quote!r}, cue {cue!r}, speaker {speaker!r}" + (
        f" ({annotation.rule}, {annotation.confidence:.2f})" if annotation.rule else ""
    )


if __name__ == "__main__":
    main()
