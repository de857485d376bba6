"""Fit the weights of `speaker.confidence` on the corpus' training split and on articles of our own.

    python training/fit_speakers.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --output quoteattr/data/de/weights_speaker.tsv
    python training/fit_speakers.py --parses FOLDER --output quoteattr/data/de/weights_speaker_open.tsv  # our own alone

A logistic regression over the circumstances of each speaker (`quoteattr.speakers.confidence`): is it the right person,
given that the quotation is one? What is printed is cross-validated over articles: how honest the confidence is, and
what withholding speakers below a threshold would win and lose. Fit anew when the rules for speakers change.
"""

import argparse
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, frozen
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from quoteattr import Config, Document, Quote, QuoteAttributor
from quoteattr.config import COMBINED, OPEN
from quoteattr.decide import resolve
from quoteattr.documents.benchmark import GoldArticle, annotations_of, read_articles
from quoteattr.documents.quoted_gold import QuotedArticle, read_quoted
from quoteattr.evaluate import evaluate
from quoteattr.evaluate.persons import judged_by_name, judged_by_phrase, speaker_confidence
from quoteattr.parsing.cached import cached
from quoteattr.pipeline import quotes_of
from quoteattr.reading import Reading, read
from quoteattr.speakers import assign
from quoteattr.speakers.confidence import circumstances_told, confidence_of
from quoteattr.speakers.link import trace

MODERN = Path(__file__).parent / "data" / "modern" / "fit.json"
MODERN_WEIGHT = 2.0
"""Of an article of our own; so both halves weigh about the same."""
WRONG_WEIGHT = 2.0
"""Of a wrong speaker in them. The rules were made on this part, so it has fewer wrong ones than a new article: on the
two halves of tests/cases/speakers, .02 of found on the one that was looked at, .05 on the other (docs/speakers.md)."""
MIN_COUNT = 10
INVERSE_PENALTY = 0.2
FOLDS = 5
THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
CORPUS = (
    "the training split of the German news quotation corpus (Petersen-Frey & Biemann 2024, CC BY-NC-SA 4.0; no text of "
    "it is in here) and "
)

Weights = Mapping[str, float]


@frozen(eq=False)
class Sample:
    """An article as it was attributed.

    Attributes:
        article: The gold.
        own: Whether it is one of our own.
        document: What was found in it.
        told: The circumstances of each quotation's speaker, empty where nobody is given.
        right: Which quotations have the right person, by place; those that the gold tells nothing about are not in it.
    """

    article: GoldArticle
    own: bool
    document: Document
    told: Sequence[frozenset[str]]
    right: Mapping[int, bool]

    def weight(self, right: bool) -> float:
        """How much a right or a wrong speaker in it counts."""
        return (MODERN_WEIGHT if right else MODERN_WEIGHT * WRONG_WEIGHT) if self.own else 1.0


def sample_of(gold: QuotedArticle | GoldArticle, reading: Reading, attributor: QuoteAttributor) -> Sample:
    """Attribute an article, and judge the speakers."""
    decisions = resolve(reading, attributor.propose(reading), attributor.weights)
    (speakers, entities, _), found = trace(reading, decisions, assign(reading, decisions))
    document = Document(reading.text, quotes_of(reading, decisions, speakers, with_stance=False), entities)
    told = [frozenset(circumstances_told(each)) if each is not None else frozenset() for each in found]
    if isinstance(gold, QuotedArticle):
        article, judged = gold.article, judged_by_name(gold, document)
    else:
        article, judged = gold, judged_by_phrase(gold, document)
    places = {quote.id: place for place, quote in enumerate(document.quotes)}
    right = {places[quote.id]: hit for quote, hit in judged if told[places[quote.id]]}
    return Sample(article, isinstance(gold, QuotedArticle), document, told, right)


def samples(gold: Sequence[QuotedArticle | GoldArticle], attributor: QuoteAttributor) -> Iterator[Sample]:
    """The samples of articles."""
    texts = (item.article.text if isinstance(item, QuotedArticle) else item.text for item in gold)
    for item, reading in zip(gold, read(texts, attributor.parser, attributor.lexicon), strict=True):
        yield sample_of(item, reading, attributor)


def fit(data: Sequence[Sample]) -> dict[str, float]:
    """The weights of all circumstances that are not rare."""
    rows = [
        (sample.told[place], right, sample.weight(right)) for sample in data for place, right in sample.right.items()
    ]
    counts = Counter(name for told, _, _ in rows for name in told)
    kept = {name for name, count in counts.items() if count >= MIN_COUNT and name != "1"}
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(told & kept, 1.0) for told, _, _ in rows])
    right = np.array([hit for _, hit, _ in rows])
    importance = np.array([weight for _, _, weight in rows])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=2000).fit(matrix, right, importance)
    found = dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    return {"1": float(model.intercept_[0]), **found}


def cross_validated(data: Sequence[Sample]) -> list[Sample]:
    """The samples with the confidence that weights give which have not seen them."""
    found: list[Sample] = []
    for number in range(FOLDS):
        weights = fit([sample for place, sample in enumerate(data) if place % FOLDS != number])
        found += (with_confidence(sample, weights) for sample in data[number::FOLDS])
    return found


def with_confidence(sample: Sample, weights: Weights) -> Sample:
    """The same with the confidence of its speakers."""
    quotes = [
        evolve(quote, speaker=evolve(quote.speaker, confidence=confidence_of(told, weights)))
        if told and quote.speaker is not None
        else quote
        for quote, told in zip(sample.document.quotes, sample.told, strict=True)
    ]
    return evolve(sample, document=evolve(sample.document, quotes=tuple(quotes)))


def judged(data: Iterable[Sample]) -> Iterator[tuple[Quote, bool]]:
    """The quotations whose person can be judged, and whether it is the right one."""
    return ((sample.document.quotes[place], right) for sample in data for place, right in sample.right.items())


def _is_withheld(quote: Quote, threshold: float) -> bool:
    return quote.speaker is not None and Config(min_speaker_confidence=threshold).withholds(quote.speaker)


def withheld(sample: Sample, threshold: float) -> Document:
    """The document without the speakers below a threshold."""
    quotes = (
        evolve(quote, speaker=None) if _is_withheld(quote, threshold) else quote for quote in sample.document.quotes
    )
    return evolve(sample.document, quotes=tuple(quotes))


def report(data: Sequence[Sample]) -> Iterator[str]:
    """How honest the confidence is, in our own articles and in the corpus, and what thresholds do."""
    own, corpus = [sample for sample in data if sample.own], [sample for sample in data if not sample.own]
    for name, part in (("our own", own), ("the corpus", corpus)):
        yield from (f"{name}: {line}" for line in speaker_confidence(judged(part)))
    yield "none below   own: right  wrong   corpus: speaker F1  joint F1"
    total = sum(len(sample.article.annotations) for sample in own)
    for threshold in THRESHOLDS:
        kept = [right for quote, right in judged(own) if not _is_withheld(quote, threshold)]
        figures = "  ".join(_corpus_figures(corpus, threshold))
        yield f"{threshold:10.1f}{sum(kept) / total:13.3f}{(len(kept) - sum(kept)) / total:7.3f}{figures:>29}"


def _corpus_figures(corpus: Sequence[Sample], threshold: float) -> Iterator[str]:
    """Speaker and joint F1 in the corpus without the speakers below a threshold."""
    if corpus:
        predictions = {sample.article.name: annotations_of(withheld(sample, threshold)) for sample in corpus}
        scores = evaluate([sample.article for sample in corpus], predictions).scores
        yield from (f"{scores[part].f1:.4f}" for part in ("speaker", "joint"))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="gold articles in the corpus' format; our own alone if left out")
    parser.add_argument("--parses", type=Path, required=True, help="keep parses there and use those that are there")
    parser.add_argument("--output", type=Path, required=True, help="the table of weights to write")
    args: Any = parser.parse_args()
    attributor = QuoteAttributor(cached(args.parses), weights=COMBINED if args.gold else OPEN)
    data = list(samples(read_quoted(MODERN), attributor))
    if args.gold:
        data += samples(read_articles(args.gold), attributor)
    lines = list(report(cross_validated(data)))
    print("\n".join(lines))
    figures = ". ".join(line for line in lines if "speaker.confidence" in line)
    facts = [
        "Weights of speaker.confidence: log odds of each circumstance (quoteattr/speakers/confidence.py).",
        f"Fitted by training/fit_speakers.py on {CORPUS if args.gold else ''}training/data/modern/fit.json.",
        f"{datetime.date.today().isoformat()}; five-fold cross-validation: {figures}.",
        "kind\tname\tvalue",
    ]
    rows = [f"weight\t{name}\t{value:.3f}" for name, value in sorted(fit(data).items())]
    args.output.write_text("\n".join([*(f"# {fact}" for fact in facts), *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
