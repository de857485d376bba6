"""Measures stance against two annotators: accuracy, macro F1, target overlap, agreement.

    python benchmarks/stance.py --half dev
    python benchmarks/stance.py --half test --errors 20
    python benchmarks/stance.py --half test --pipeline

Quotation, cue and speaker are given, so that only stance is measured; `--pipeline` measures what the pipeline says
of the quotations that it finds itself. The items are `tests/cases/stance/items.jsonl`;
even numbers are for development, odd ones were kept back. Gold is `settled.jsonl` where it has an item, else what both
annotators say (`annotator-a.jsonl`, `annotator-b.jsonl`). Parses are kept in a folder and made with the embedded model.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import NounSense, VerbForm
from quoteattr.model import Cue, CueKind, Quote, QuoteType, Span, Spans, Stance
from quoteattr.parsing import Parser
from quoteattr.parsing.cached import cached
from quoteattr.pipeline import QuoteAttributor
from quoteattr.reading import Reading, read, read_parse
from quoteattr.stance import Report, judge
from quoteattr.stance.entry import is_claim
from quoteattr.tree import Parse, Sentence, Token, spans_of

CASES = Path(__file__).parent.parent / "tests" / "cases" / "stance"
DIMENSIONS = ("reporting", "commitment", "attitude")
PREPOSITIONS = frozenset({"laut", "nach", "zufolge", "so"})
LEAST = 10  # commitment: values with fewer cases do not enter the macro average

Item = dict[str, str]
Answer = dict[str, str | None]


def rows(path: Path) -> dict[str, Item]:
    """The rows of a JSON Lines file by id, nothing if there is no file."""
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}


def report_of(item: Item, parse: Parse) -> Report:
    """What is judged, with quotation, cue and speaker as the item names them.

    Args:
        item: The item.
        parse: Its text, parsed; the offsets are those of the text as given.
    """
    reading = read_parse(parse)
    quote = (_first(item["text"], item["quote"]),)
    named = bool(item["speaker"]) and item["speaker"] in item["text"]
    speaker = _first(item["text"], item["speaker"]) if named else None
    if not item["cue"]:
        return Report(reading, QuoteType.FREE_INDIRECT, quote, speaker=speaker)
    cue = _cue(item, quote, reading)
    inside = all(quote[0].covers(span) for span in cue.spans)
    marks = item["quote"][0] in '"„»' and item["quote"][-1] in '"“«'
    kind = QuoteType.DIRECT if marks else QuoteType.REPORTED if inside else QuoteType.INDIRECT
    frame = () if inside else _frame(reading, quote, cue)
    return Report(reading, kind, quote, cue, _verb(reading, quote, cue), _noun(reading, cue, frame), frame, speaker)


def _first(text: str, part: str) -> Span:
    """Where a part stands in a text for the first time."""
    start = text.index(part)
    return Span(start, start + len(part))


def _cue(item: Item, quote: Spans, reading: Reading) -> Cue:
    """The cue that the item names by its words, outside the quotation where they stand there too."""
    spans: list[Span] = []
    words = [word for word in item["cue"].split() if word != "…"]
    position = 0
    for word in words:
        places = [found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", item["text"])]
        outside = [place for place in places if not any(span.start <= place < span.end for span in quote)]
        place = next((place for place in outside or places if place >= position), (outside or places)[0])
        spans.append(Span(place, place + len(word)))
        position = place
    spans.sort()
    tokens = [token for sentence in reading.sentences for token in sentence.tokens if token.span in spans]
    merged = spans_of(tokens, item["text"]) or tuple(spans)
    last = words[-1]
    kind = CueKind.VERB
    if words[0].lower() in PREPOSITIONS:
        kind = CueKind.PREPOSITION
    elif len(words) == 1 and last[0].isupper() and reading.lexicon.noun(last):
        kind = CueKind.NOUN
    return Cue(merged, item["cue"], item["cue"], kind)


def _frame(reading: Reading, quote: Spans, cue: Cue) -> Spans:
    """The cue; of one without a verb, all of its sentence but the quotation."""
    if cue.kind is CueKind.VERB:
        return cue.spans
    sentence = reading.parse.sentence_at(cue.spans[0].start) or reading.sentences[0]
    rest = [token for token in sentence.tokens if token.is_word and not quote[0].overlaps(token.span)]
    return spans_of(rest, reading.text)


def _verb(reading: Reading, quote: Spans, cue: Cue) -> VerbCue | None:
    """The reporting verb that a cue is: the one that has most of its words."""
    sentences = {sentence for span in cue.spans if (sentence := reading.parse.sentence_at(span.start)) is not None}
    verbs = [verb for sentence in sentences for verb in reading.cues_in(sentence) if _is_in(cue.spans, verb.verb)]
    verb = max(verbs, key=lambda verb: sum(_is_in(cue.spans, token) for token in verb.tokens), default=None)
    if verb is None and cue.kind is CueKind.VERB:
        return next((found for sentence in sentences if (found := _verb_by_form(reading, sentence, cue))), None)
    # Er will nichts gewusst haben: what is claimed is no cue
    return None if verb is not None and is_claim(verb) and _is_in(quote, verb.verb) else verb


def _verb_by_form(reading: Reading, sentence: Sentence, cue: Cue) -> VerbCue | None:
    """The verb of a cue where the tree does not hold its words together, for the item does: *gab zu bedenken*."""
    tokens = tuple(token for token in sentence.tokens if _is_in(cue.spans, token))
    words = {token.text.lower() for token in tokens}
    for token in tokens:
        needed = {form.sense: _needed(form) for form in reading.lexicon.verb_forms.get(token.text.lower(), ())}
        whole = [sense for sense, others in needed.items() if others <= words]
        most = max((len(needed[sense]) for sense in whole), default=0)
        senses = tuple(sense for sense in whole if len(needed[sense]) == most)
        if senses:
            return VerbCue(sentence, token, token, tokens, senses)
    return None


def _needed(form: VerbForm) -> set[str]:
    """The words that an entry asks for beside a form of its verb."""
    sense = form.sense
    particle = {sense.particle} if sense.particle and not form.joined else set()
    return {word.lower() for word in sense.fixed} | particle | ({"sich"} if sense.reflexive else set())


def _noun(reading: Reading, cue: Cue, frame: Spans) -> NounSense | None:
    """The noun of saying that a cue is (*der Vorwurf*) or that its preposition stands by (*nach Angaben X*)."""
    if cue.kind is CueKind.VERB:
        return None
    spans = cue.spans if cue.kind is CueKind.NOUN else (*cue.spans, *frame)
    words = (token for sentence in reading.sentences for token in sentence.tokens if _is_in(spans, token))
    nouns = (reading.lexicon.noun(word.text) for word in words if word.upos == "NOUN")
    return next((noun for noun in nouns if noun and (cue.kind is CueKind.NOUN or noun.after_nach)), None)


def _is_in(spans: Spans, token: Token) -> bool:
    return any(span.covers(token.span) for span in spans)


def answer_of(stance: Stance) -> Answer:
    """A stance as an annotator would write it."""
    return {
        "reporting": stance.reporting.value,
        "commitment": stance.commitment.value,
        "attitude": stance.attitude.value,
        "target": stance.target.text if stance.target else None,
    }


def macro_f1(gold: Sequence[str], found: Sequence[str], least: int = 1) -> float:
    """Mean F1 of the values that the gold has at least `least` times."""
    scores = []
    for value in [value for value, count in Counter(gold).items() if count >= least]:
        right = sum(a == b == value for a, b in zip(gold, found, strict=True))
        scores.append(2 * right / (gold.count(value) + found.count(value)))
    return sum(scores) / len(scores) if scores else 0.0


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Cohen's kappa of two annotators."""
    total = len(first)
    if not total:
        return 0.0
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / total
    one, other = Counter(first), Counter(second)
    chance = sum(one[value] * other[value] for value in one) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def overlap(gold: str | None, found: str | None) -> float:
    """Dice coefficient of the words of two targets; 1 if both are empty."""
    one, other = Counter((gold or "").split()), Counter((found or "").split())
    if not one and not other:
        return 1.0
    return 2 * (one & other).total() / (one.total() + other.total())


def gold_of(a: dict[str, Item], b: dict[str, Item], settled: dict[str, Item]) -> dict[str, Answer]:
    """What holds for each item: the settled answer, else what both say; a dimension in dispute is left out."""
    gold: dict[str, Answer] = {}
    for name in a.keys() & b.keys():
        agreed = {key: a[name].get(key) for key in (*DIMENSIONS, "target") if a[name].get(key) == b[name].get(key)}
        gold[name] = agreed | {
            key: value for key, value in settled.get(name, {}).items() if key in (*DIMENSIONS, "target")
        }
    return gold


def show_agreement(a: dict[str, Item], b: dict[str, Item]) -> None:
    """Print kappa and raw agreement for each dimension, over both halves."""
    both = sorted(a.keys() & b.keys())
    for dimension in DIMENSIONS:
        one, other = [a[name][dimension] for name in both], [b[name][dimension] for name in both]
        same = sum(x == y for x, y in zip(one, other, strict=True)) / len(both)
        print(f"agreement {dimension:10} kappa {kappa(one, other):.3f}  raw {same:.3f}  n {len(both)}")
    shared = [overlap(a[name]["target"], b[name]["target"]) for name in both if a[name]["target"] or b[name]["target"]]
    print(f"agreement target     overlap {sum(shared) / max(1, len(shared)):.3f}  n {len(shared)}")


def given(items: Sequence[Item], parser: Parser) -> Iterator[Stance | None]:
    """The stance of each item with its quotation, cue and speaker given."""
    for item, reading in zip(items, read((item["text"] for item in items), parser), strict=True):
        yield judge(report_of(item, reading.parse))


def found(items: Sequence[Item], parser: Parser) -> Iterator[Stance | None]:
    """The stance of the quotation that the whole pipeline finds there, None if it finds none."""
    for item, document in zip(items, QuoteAttributor(parser).pipe(item["text"] for item in items), strict=True):
        wanted = _first(item["text"], item["quote"])
        shares = [(_shared(wanted, quote), quote.stance) for quote in document.quotes]
        share, stance = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        yield stance if share >= 0.5 else None


def _shared(wanted: Span, quote: Quote) -> float:
    """Dice coefficient of the characters."""
    common = sum(max(0, min(span.end, wanted.end) - max(span.start, wanted.start)) for span in quote.spans)
    return 2 * common / (len(wanted) + sum(len(span) for span in quote.spans))


def show_dimension(dimension: str, gold: Mapping[str, Answer], answers: Mapping[str, Answer], errors: int) -> None:
    """Print accuracy, macro F1 and the precision of `unknown`, and errors."""
    kept = [name for name in answers if dimension in gold.get(name, {})]
    right = [gold[name][dimension] or "" for name in kept]
    said = [answers[name][dimension] or "" for name in kept]
    pairs = list(zip(right, said, strict=True))
    same = sum(x == y for x, y in pairs) / max(1, len(kept))
    score = f"{macro_f1(right, said):.3f}"
    if dimension == "commitment":
        frequent = sum(count >= LEAST for count in Counter(right).values())
        score += f" (the {frequent} values with {LEAST} or more cases {macro_f1(right, said, LEAST):.3f})"
    unknown = "Uu" if dimension == "commitment" else "unknown"
    claimed = [x for x, y in pairs if y == unknown]
    print(f"{dimension:10} accuracy {same:.3f}  macro F1 {score}  n {len(kept)}", end="  ")
    print(f"{unknown} precision {claimed.count(unknown)}/{len(claimed)}")
    wrong = [(name, x, y) for name, (x, y) in zip(kept, pairs, strict=True) if x != y]
    for name, x, y in wrong[:errors]:
        print(f"    {name} gold {x}, found {y}")


def show_targets(gold: Mapping[str, Answer], answers: Mapping[str, Answer], errors: int) -> None:
    """Print the mean overlap of the targets that the gold has, and errors."""
    kept = [name for name in answers if gold.get(name, {}).get("target")]
    shares = {name: overlap(gold[name]["target"], answers[name]["target"]) for name in kept}
    print(f"target     overlap {sum(shares.values()) / max(1, len(shares)):.3f}  n {len(kept)}")
    for name in [name for name, share in shares.items() if share < 0.75][:errors]:
        print(f"    {name} gold {gold[name]['target']!r}, found {answers[name]['target']!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("dev", "test"), default="dev", help="even (dev) or odd numbers (test)")
    parser.add_argument("--parses", default="build/stance", metavar="FOLDER", help="where parses are kept")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each dimension")
    parser.add_argument("--pipeline", action="store_true", help="judge what the whole pipeline finds, where it does")
    args = parser.parse_args()
    items = [item for item in rows(CASES / "items.jsonl").values() if int(item["id"][1:]) % 2 == (args.half == "test")]
    stances = (found if args.pipeline else given)(items, cached(Path(args.parses)))
    judged = {item["id"]: stance for item, stance in zip(items, stances, strict=True)}
    answers = {name: answer_of(stance) for name, stance in judged.items() if stance is not None}
    a, b = rows(CASES / "annotator-a.jsonl"), rows(CASES / "annotator-b.jsonl")
    gold = gold_of(a, b, rows(CASES / "settled.jsonl"))
    show_agreement(a, b)
    print(f"{args.half}: {len(answers)} of {len(items)} quotations judged")
    show(gold, answers, args.errors)


def show(gold: Mapping[str, Answer], answers: Mapping[str, Answer], errors: int) -> None:
    """Print all figures."""
    for dimension in DIMENSIONS:
        show_dimension(dimension, gold, answers, errors)
    show_targets(gold, answers, errors)


if __name__ == "__main__":
    main()
