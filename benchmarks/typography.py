"""Rewrite the quotation marks of gold articles into every style and every common mistake, and measure each.

    python benchmarks/typography.py --gold ../shared/data/wikinews-quotes/dev.jsonl --parses FOLDER

The pairs of marks of an article are rewritten, the offsets of its gold quotations and tokens are carried along. A
style may move joint F1 by 0.005, a mistake by 0.03; the exit code is 1 if one moves it further. Texts that are the
same to the parser, which sees one style of marks, are parsed once, so most rewritings cost no parsing.
"""

import argparse
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from quoteattr import QuoteAttributor
from quoteattr.documents.benchmark import (
    Annotation,
    GoldArticle,
    Predictions,
    annotations_of,
    counted_by_the_corpus,
    read_articles,
)
from quoteattr.evaluate import evaluate
from quoteattr.model import Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.text.marks import MarkPair, scan

STYLE_BAR, MISTAKE_BAR = 0.005, 0.03

# Marks of the outer pairs, then of the pairs inside them.
STYLES = {
    "German „ “": "„“‚‘",
    "guillemets inward » «": "»«›‹",
    "guillemets outward « »": "«»‹›",
    "English “ ”": "“”‘’",
    'ASCII " "': "\"\"''",
    "German single ‚ ‘": "‚‘„“",
    "guillemets inward, single › ‹": "›‹»«",
    "guillemets outward, single ‹ ›": "‹›«»",
    "English single ‘ ’": "‘’“”",
    "ASCII single ' '": "''\"\"",
}
MISTAKES: dict[str, Sequence[str]] = {
    "English closing „ ”": "„”‚’",
    'ASCII closing „ "': "„\"‚'",
    "commas and apostrophes ,, ''": (",,", "''", "‚", "‘"),
    "LaTeX `` ''": ("``", "''", "‘", "’"),
    "acute accents ´ ´": "\N{ACUTE ACCENT}\N{ACUTE ACCENT}„“",
    "English closing twice ” ”": "””’’",
}
LOOK_ALIKES: dict[str, Sequence[str]] = {
    "ornaments ❝ ❞": "❝❞‚‘",
    "reversed ‟ ”": "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}”‘’",
    "reversed single ‛ ’": "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}’“”",
    "fullwidth ＂ ＂": "\N{FULLWIDTH QUOTATION MARK}" * 2 + "''",
    "double primes ″ ″": "\N{DOUBLE PRIME}" * 2 + "''",
    "primes ′ ′": "\N{PRIME}" * 2 + '""',
}


@frozen
class Edit:
    """A stretch of a text and what comes in its place."""

    span: Span
    text: str


Rewriting = Callable[[GoldArticle], list[Edit]]


def restyled(signs: Sequence[str]) -> Rewriting:
    """Every pair with other marks: outer opening and closing, inner opening and closing."""

    def edits(article: GoldArticle) -> list[Edit]:
        pairs = scan(article.text).pairs
        return [edit for pair in pairs for edit in _pair_edits(pair, signs[2:] if _is_inner(pair, pairs) else signs)]

    return edits


def _is_inner(pair: MarkPair, pairs: Sequence[MarkPair]) -> bool:
    return pair.parent is not None and pair.single != pairs[pair.parent].single


def _pair_edits(pair: MarkPair, signs: Sequence[str]) -> Iterator[Edit]:
    for opener in pair.openers:
        yield Edit(opener, signs[0])
    if pair.closer is not None:
        yield Edit(pair.closer, signs[1])


def without(closing: bool) -> Rewriting:
    """One pair of each article has lost its opening or its closing mark."""

    def edits(article: GoldArticle) -> list[Edit]:
        pairs = [pair for pair in scan(article.text).pairs if pair.parent is None]
        marks = [pair.closer if closing else pair.openers[0] for pair in pairs if pair.closer is not None]
        return [Edit(random.Random(article.name).choice(marks), "")] if marks else []

    return edits


def apostrophes(sign: str) -> Rewriting:
    """Every apostrophe inside a word is another sign."""

    def edits(article: GoldArticle) -> list[Edit]:
        text = article.text
        return [
            Edit(Span(place, place + 1), sign)
            for place in range(1, len(text) - 1)
            if text[place] in "’'" and text[place - 1].isalpha() and text[place + 1].isalpha()
        ]

    return edits


def rewritten(article: GoldArticle, edits: Iterable[Edit]) -> GoldArticle:
    """The article after the edits, its offsets carried along; what an edit leaves empty is left out."""
    pieces: list[str] = []
    places: list[int] = []
    position = shift = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [article.text[position : edit.span.start], edit.text]
        places += [place + shift for place in range(len(places), edit.span.start + 1)]
        position = edit.span.end
        shift += len(edit.text) - len(edit.span)
        places += [position + shift] * (position - len(places))
    pieces.append(article.text[position:])
    places += [place + shift for place in range(len(places), len(article.text) + 1)]

    def carried(spans: Spans) -> Spans:
        moved = ((places[span.start], places[span.end]) for span in spans)
        return tuple(Span(start, end) for start, end in moved if start < end)

    return evolve(
        article,
        text="".join(pieces),
        tokens=carried(article.tokens),
        annotations=tuple(_carried(annotation, carried) for annotation in article.annotations),
    )


def _carried(annotation: Annotation, carried: Callable[[Spans], Spans]) -> Annotation:
    return evolve(
        annotation,
        quote=carried(annotation.quote),
        addressee=carried(annotation.addressee),
        cue=carried(annotation.cue),
        frame=carried(annotation.frame),
        speaker=carried(annotation.speaker),
    )


def joint_f1(attributor: QuoteAttributor, articles: Sequence[GoldArticle]) -> float:
    """Joint F1 of the attributor on articles."""
    documents = attributor.pipe(article.text for article in articles)
    predictions: Predictions = {
        article.name: counted_by_the_corpus(annotations_of(document))
        for article, document in zip(articles, documents, strict=True)
    }
    return evaluate(articles, predictions).scores["joint"].f1


REWRITINGS: dict[str, tuple[float, Rewriting]] = (
    {name: (STYLE_BAR, restyled(signs)) for name, signs in STYLES.items()}
    | {name: (MISTAKE_BAR, restyled(signs)) for name, signs in (MISTAKES | LOOK_ALIKES).items()}
    | {
        "one opening mark missing": (MISTAKE_BAR, without(closing=False)),
        "one closing mark missing": (MISTAKE_BAR, without(closing=True)),
        "apostrophes geht\N{MODIFIER LETTER APOSTROPHE}s": (MISTAKE_BAR, apostrophes("\N{MODIFIER LETTER APOSTROPHE}")),
        "apostrophes geht\N{PRIME}s": (MISTAKE_BAR, apostrophes("\N{PRIME}")),
    }
)


def main() -> int:
    """Print joint F1 of every rewriting and its distance from the original."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--model", help="official Stanza package or folder (default: the embedded model)")
    args = parser.parse_args()
    attributor = QuoteAttributor(cached(args.parses, args.model))
    articles = read_articles(args.gold)
    original = joint_f1(attributor, articles)
    print(
        "| marks | joint F1 | difference |",
        "|---|--:|--:|",
        f"| as they are | {original:.4f} | |",
        sep="\n",
        flush=True,
    )
    moved = 0
    for name, (bar, rewriting) in REWRITINGS.items():
        edited = [rewritten(article, rewriting(article)) for article in articles]
        difference = joint_f1(attributor, edited) - original
        moved += abs(difference) > bar
        verdict = "" if abs(difference) <= bar else f", beyond {bar:g}"
        print(f"| {name} | {original + difference:.4f} | {difference:+.4f}{verdict} |", flush=True)
    return min(moved, 1)


if __name__ == "__main__":
    raise SystemExit(main())
