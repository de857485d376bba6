"""Count the causes of errors on the training split, as Markdown tables for `docs/quality.md`.

    python training/error_causes.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --predictions FILE [--show N]

The predictions are the cross-validated ones of `fit_resolver.py --predictions`. A cause is what can be told from
proposals; `--show` prints misses and false alarms by chance, to be read by a person.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from samples import Sample, corpus_samples

from quoteattr.documents.benchmark import TYPE_NAMES, Annotation, read_predictions
from quoteattr.evaluate.matching import Pair, align
from quoteattr.evaluate.mistakes import described
from quoteattr.model import QuoteType, Spans

ENOUGH = 0.5
KINDS = ("miss", "false alarm", "type", "boundary", "speaker", "cue", "frame", "addressee")
Cause = tuple[str, str, QuoteType]


def characters(spans: Spans) -> set[int]:
    """The offsets of all code points in spans."""
    return {at for span in spans for at in range(span.start, span.end)}


def overlap_f1(one: set[int], other: set[int]) -> float:
    """Twice what both share, of all that both have."""
    return 2 * len(one & other) / (len(one) + len(other))


def miss(sample: Sample, gold: Annotation) -> str:
    """Why nothing overlaps a gold quotation."""
    quote, direct = characters(gold.quote), gold.type is QuoteType.DIRECT
    proposals = [proposal for each in sample.choices for proposal in each.cluster]
    if any(
        (proposal.type is QuoteType.DIRECT) == direct and overlap_f1(characters(proposal.quote), quote) >= ENOUGH
        for proposal in proposals
    ):
        return "proposed, not chosen"
    if not gold.cue:
        return "not proposed, no cue in the gold"
    cue = characters(gold.cue)
    known = any(p.cue is not None and characters(p.cue.spans) & cue for p in proposals)
    return "not proposed, cue known (tree or rule)" if known else "not proposed, cue unknown (lexicon)"


def alarm(sample: Sample, found: Annotation) -> str:
    """What a prediction that matches nothing stands on."""
    quote = characters(found.quote)
    if any(characters(gold.quote) & quote for gold in sample.article.annotations):
        return "on a quotation that another prediction has"
    if any(characters(gold.frame) & quote for gold in sample.article.annotations):
        return "on the frame of a quotation"
    return "on text without a quotation"


def boundary(pair: Pair) -> str:
    """How the tokens of an overlapping pair differ."""
    gold, found = pair.tokens("gold", "quote"), pair.tokens("predicted", "quote")
    if found < gold:
        return "too short"
    return "too long" if gold < found else "shifted"


def role(pair: Pair, part: str) -> str:
    """How the tokens of a role differ."""
    gold, found = pair.tokens("gold", part), pair.tokens("predicted", part)
    if not found or not gold:
        return "missing" if gold else "none in the gold"
    if gold & found:
        return "boundary"
    if part == "speaker":
        assert pair.predicted is not None
        return "wrong, inherited" if not pair.predicted.annotation.cue else "wrong, of the frame"
    return "wrong"


def causes(sample: Sample, predictions: tuple[Annotation, ...]) -> Iterator[tuple[Cause, Pair]]:
    """The errors of one article with their causes."""
    for pair in align(sample.article, predictions):
        gold, found = pair.gold and pair.gold.annotation, pair.predicted and pair.predicted.annotation
        if not pair.overlaps:
            if gold:
                yield ("miss", miss(sample, gold), gold.type), Pair(pair.article, pair.gold, None)
            if found:
                yield ("false alarm", alarm(sample, found), found.type), Pair(pair.article, None, pair.predicted)
        elif gold and found:
            if gold.type is not found.type:
                yield ("type", f"{TYPE_NAMES[gold.type]} taken for {TYPE_NAMES[found.type]}", gold.type), pair
            if pair.tokens("gold", "quote") != pair.tokens("predicted", "quote"):
                yield ("boundary", boundary(pair), gold.type), pair
            for part in ("speaker", "cue", "frame", "addressee"):
                if pair.tokens("gold", part) != pair.tokens("predicted", part):
                    yield (part, role(pair, part), gold.type), pair


def table(counts: Counter[Cause]) -> Iterator[str]:
    """A Markdown table: causes by kind of error, one column a type."""
    yield "| error | cause | " + " | ".join(TYPE_NAMES.values()) + " | all |"
    yield "|---|---|" + "--:|" * (len(TYPE_NAMES) + 1)
    totals = Counter((kind, cause) for kind, cause, _ in counts.elements())
    for (kind, cause), total in sorted(totals.items(), key=lambda item: (KINDS.index(item[0][0]), -item[1])):
        cells = " | ".join(str(counts[kind, cause, type]) for type in TYPE_NAMES)
        yield f"| {kind} | {cause} | {cells} | {total} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--parses", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false alarms of each type")
    args = parser.parse_args()
    predictions = read_predictions(args.predictions)
    found = [
        error
        for sample in corpus_samples(args.gold, args.parses)
        for error in causes(sample, predictions.get(sample.article.name, ()))
    ]
    print("\n".join(table(Counter(cause for cause, _ in found))))
    random.Random(0).shuffle(found)
    for kind in ("miss", "false alarm"):
        for type in QuoteType:
            chosen = [(cause, pair) for cause, pair in found if cause[0] == kind and cause[2] is type][: args.show]
            for (_, cause, _), pair in chosen:
                item = pair.gold or pair.predicted
                assert item is not None
                print(f"\n{kind}: {cause}: {item.annotation.rule or ''}")
                print(f"  {described(item.annotation, pair.article.text)}")


if __name__ == "__main__":
    main()
