"""How it does on the news of today: articles of our own by genre, written and annotated before any code read them.

    python benchmarks/modern.py dev                      # a table by genre
    python benchmarks/modern.py dev --errors             # and what is wrong
    python benchmarks/modern.py dev --json

`training/data/modern/` has a part for fitting, one for development and one that is opened for reports only; besides
short texts with quotations and persons alone: `short`, whose errors were read for rules, `short_kept`, whose errors
were not, and `short_stance`.

found: shares a word with a predicted quotation, one to one, as the corpus' metric pairs them. Of all gold quotations:
type: of the right type; words: the same words, marks and stops aside; speaker: the right person (every word of the name
is in the name given, endings aside) or rightly none; wrong: another person, or one where a careful reader names none;
right: found with type, words and speaker. false: predicted, no quotation; a share of what is predicted.
The last lines: how far the confidence of quotations is from the share that is found with the right type, and, of the
found ones with a person, how far `speaker.confidence` is from the share that has the right one.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import regex

from quoteattr import Config, Document, Quote, QuoteAttributor
from quoteattr.config import WEIGHTS
from quoteattr.decide import Weights
from quoteattr.documents.benchmark import annotations_of
from quoteattr.documents.quoted_gold import QuotedArticle, read_quoted
from quoteattr.evaluate.calibration import calibration_of
from quoteattr.evaluate.matching import Pair, align
from quoteattr.evaluate.persons import judged_by_name, same_person, speaker_confidence
from quoteattr.model import text_of
from quoteattr.parsing.cached import cached

DATA = Path(__file__).parent.parent / "training" / "data" / "modern"
PARTS = ("fit", "dev", "test")
SHORT = ("short", "short_kept", "short_stance")
COUNTS = ("found", "type", "words", "speaker", "wrong", "right")

_NO_WORD = regex.compile(r"[\s\p{P}]+")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=(*PARTS, *SHORT))
    parser.add_argument("--errors", action="store_true", help="list what is missed, wrong or no quotation")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--parses", metavar="FOLDER", help="keep parses there and use those that are there")
    parser.add_argument(
        "--weights", metavar="NAME|FILE", help="other weights of the package (open), or a table of yours"
    )
    parser.add_argument(
        "--min-speaker-confidence", type=float, default=0.0, metavar="P", help="give no speaker below this, 0 to 1"
    )
    args = parser.parse_args()
    config = Config(min_speaker_confidence=args.min_speaker_confidence)
    weights = args.weights if args.weights in (None, *WEIGHTS) else Weights.read(args.weights)
    attributor = QuoteAttributor(cached(Path(args.parses)) if args.parses else None, config=config, weights=weights)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    speakers: list[tuple[Quote, bool]] = []
    pairs: list[Pair] = []
    articles = read_quoted(DATA / f"{args.part}.json")
    for item, document in zip(articles, attributor.pipe(item.article.text for item in articles), strict=True):
        speakers += judged_by_name(item, document)
        found = aligned(item, document)
        pairs += [pair for pair, _ in found]
        for verdict, told in judged(item, found):
            counts[item.genre].update(verdict)
            counts["all"].update(verdict)
            if args.errors and told:
                print(f"{item.article.name}: {told}")
    rows = {genre: shares(count) for genre, count in sorted(counts.items(), key=lambda pair: pair[0] == "all")}
    print(
        json.dumps(rows, indent=1)
        if args.json
        else "\n".join([*table(rows), *confidence(pairs), *speaker_confidence(speakers)])
    )


def aligned(item: QuotedArticle, document: Document) -> list[tuple[Pair, Quote | None]]:
    """The pairs of gold and predicted quotations, each with the predicted one as it is in the document."""
    predicted = annotations_of(document)
    quotes = dict(zip(map(id, predicted), document.quotes, strict=True))
    return [
        (pair, quotes[id(pair.predicted.annotation)] if pair.predicted else None)
        for pair in align(item.article, predicted)
    ]


def judged(item: QuotedArticle, pairs: Sequence[tuple[Pair, Quote | None]]) -> Iterator[tuple[Mapping[str, int], str]]:
    """What is counted for each gold quotation and each false alarm, and what is wrong with it in words."""
    gold = dict(zip(map(id, item.article.annotations), item.quotes, strict=True))
    for pair, quote in pairs:
        wanted = gold[id(pair.gold.annotation)] if pair.gold else None
        if wanted is not None and pair.gold is not None:
            words = text_of(item.article.text, pair.gold.annotation.quote)
            yield _verdict(wanted, words, quote if pair.overlaps else None)
        if quote is not None:
            false = not pair.overlaps
            name = quote.speaker.name if quote.speaker else None
            yield {"predicted": 1, "false": int(false)}, f"false: {quote.type} {quote.text!r} ({name})" if false else ""


def _verdict(wanted: Mapping[str, Any], words: str, quote: Quote | None) -> tuple[Mapping[str, int], str]:
    """The counts of a gold quotation."""
    if quote is None:
        return {"gold": 1}, f"missed: {wanted['type']} {words!r} ({wanted['person']})"
    name = quote.speaker.name if quote.speaker else None
    speaker = same_person(name, [wanted["person"], *wanted.get("person_alt", ())])
    kind, same = quote.type.value == wanted["type"], plain(quote.text) == plain(words)
    counts = {
        "gold": 1,
        "found": 1,
        "type": int(kind),
        "words": int(same),
        "speaker": int(speaker),
        "wrong": int(not speaker and name is not None),
        "right": int(kind and same and speaker),
    }
    faults = [f"type {quote.type.value}, not {wanted['type']}"] if not kind else []
    faults += [f"words {quote.text!r}"] if not same else []
    faults += [f"speaker {name}, not {wanted['person']}"] if not speaker else []
    return counts, f"{words!r}: {'; '.join(faults)}" if faults else ""


def confidence(pairs: Sequence[Pair]) -> Iterator[str]:
    """One line on how honest the confidence of quotations is, in the form of that for speakers."""
    found = calibration_of(pairs)
    if found:
        number = sum(bin.count for bin in found.bins)
        right = sum(bin.right * bin.count for bin in found.bins) / number
        yield (
            f"confidence: {number} quotations, {right:.3f} right, calibration error {found.error:.3f}; "
            f"{found.high_count} with {found.high} and more, {found.high_right:.3f} of them right"
        )


def plain(words: str) -> str:
    """The words of a text run together, without marks and stops."""
    return _NO_WORD.sub("", words.replace("…", ""))


def shares(count: Counter[str]) -> dict[str, float]:
    """The shares of a genre, with the number of gold quotations."""
    gold = max(count["gold"], 1)
    row = {name: round(count[name] / gold, 3) for name in COUNTS}
    return {"gold": count["gold"], **row, "false": round(count["false"] / max(count["predicted"], 1), 3)}


def table(rows: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """The rows for people."""
    yield f"{'genre':13}{'gold':>6}" + "".join(f"{name:>9}" for name in (*COUNTS, "false"))
    for genre, row in rows.items():
        yield f"{genre:13}{row['gold']:6}" + "".join(f"{row[name]:9.3f}" for name in (*COUNTS, "false"))


if __name__ == "__main__":
    main()
