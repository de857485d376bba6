"""Fit the weights of the resolver on the training split.

    python training/fit_resolver.py --gold ../shared/data/wikinews-quotes/train.jsonl --parses FOLDER \
        --output quoteattr/data/de/weights.tsv

Every proposal of the rules is labelled with how well it matches the gold (token F1 of the quotation, less where the
cue is another one), and a logistic model with soft labels learns to predict that. Thresholds and calibration come
from five-fold cross-validation over documents, so that nothing is judged by a model that has seen it.
"""

import argparse
import collections
import datetime
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from attrs import evolve, frozen
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from quoteattr.decide.resolve import FREE, Decision, Weights, family, named_features, resolve, with_neighbours
from quoteattr.documents.benchmark import Annotation, Article, read_articles
from quoteattr.evaluate import evaluate
from quoteattr.evaluate.matching import align
from quoteattr.lexicon import Lexicon
from quoteattr.model import QuoteType, Span, Spans
from quoteattr.parsing.cached import cached
from quoteattr.rules import Context, Proposal, propose
from quoteattr.speakers.assign import assign, mention_of
from quoteattr.speakers.medium import media_of
from quoteattr.text.marks import scan
from quoteattr.text.normalise import plain

FOLDS = 5
OWN_TARGETS = Path(__file__).parent / "data" / "own_targets.json"
OWN_WEIGHT = 2
TYPE_MISMATCH = 0.35
FRAME_MISMATCH = 0.7
MIN_COUNT = 6
INVERSE_REGULARISATION = 0.3
# The joint F1 is flat around its best thresholds: there, recall is worth more, for the confidence lets a user filter.
# Each floor is the recall that the project promises for the type (.90, .85, .65, .50, .35), and one standard error of
# it on a sample as large as the development split.
RECALL_FLOORS = {
    QuoteType.DIRECT: 0.925,
    QuoteType.INDIRECT: 0.87,
    QuoteType.INDIRECT_FREE_INDIRECT: 0.71,
    QuoteType.REPORTED: 0.55,
    QuoteType.FREE_INDIRECT: 0.44,
}
FLOOR_WEIGHT = 0.3
# The search goes one threshold at a time and stays near where it starts; far off it finds poor optima.
START = {
    QuoteType.DIRECT: 0.3,
    QuoteType.INDIRECT: 0.45,
    QuoteType.FREE_INDIRECT: 0.4,
    QuoteType.INDIRECT_FREE_INDIRECT: 0.5,
    QuoteType.REPORTED: 0.2,
}
FIRST_THRESHOLDS = dict.fromkeys(QuoteType, 0.4) | {QuoteType.REPORTED: 0.2}
GRID = (0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


@frozen(eq=False)
class Sample:
    """A document with its proposals and their labels."""

    article: Article
    context: Context
    proposals: tuple[Proposal, ...]
    labels: tuple[float, ...]


def characters(spans: Spans) -> set[int]:
    """The offsets that spans cover."""
    return {offset for span in spans for offset in range(span.start, span.end)}


def overlap_f1(first: set[int], second: set[int]) -> float:
    """Dice coefficient of two sets."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


@frozen(eq=False)
class Gold:
    """A gold quotation, the offsets that it covers, and whether it lies in one of another type."""

    annotation: Annotation
    covered: set[int]
    nested: bool


def gold_of(article: Article) -> list[Gold]:
    """The gold quotations of an article."""
    covered = [(annotation, characters(annotation.quote)) for annotation in article.annotations]
    return [
        Gold(annotation, own, any(own <= outer and other.type is not annotation.type for other, outer in covered))
        for annotation, own in covered
    ]


def label(proposal: Proposal, gold: Sequence[Gold]) -> float:
    """How well a proposal matches the best gold quotation of its kind, 0 to 1."""
    quote = characters(proposal.quote)
    best = 0.0
    for item in gold:
        annotation, covered = item.annotation, item.covered
        if (annotation.type is QuoteType.DIRECT) != (proposal.type is QuoteType.DIRECT):
            continue
        # Sentences of one free form are joined after the decision, so each is held against its own part of the gold.
        value = overlap_f1(quote, covered & quote if annotation.type is proposal.type in FREE else covered)
        if annotation.type is not proposal.type:
            value *= TYPE_MISMATCH
        if annotation.cue and proposal.cue and not (characters(annotation.cue) & characters(proposal.cue.spans)):
            value *= 0.7
        if annotation.frame and proposal.frame:
            value *= 0.8 + 0.2 * overlap_f1(characters(annotation.frame), characters(proposal.frame))
        elif bool(annotation.frame) != bool(proposal.frame) and not item.nested:
            value *= FRAME_MISMATCH
        best = max(best, value)
    return best


def samples(path: Path, parses: Path) -> list[Sample]:
    """All documents with proposals and labels."""
    articles = read_articles(path)
    texts = [plain(article.text, scan(article.text)) for article in articles]
    lexicon = Lexicon.german()
    found = []
    for article, parse in zip(articles, cached(parses).parse(texts), strict=True):
        context = Context(parse.with_text(article.text), scan(article.text), lexicon)
        proposals = tuple(propose(context))
        gold = gold_of(article)
        found.append(Sample(article, context, proposals, tuple(label(proposal, gold) for proposal in proposals)))
    return found


def own_samples(path: Path, parses: Path) -> list[Sample]:
    """Constructions that the corpus leaves out: texts of our own, each with one quotation that must be found.

    Only the proposals that touch it are used, so that nothing is said about the rest of the text.
    """
    lexicon, found = Lexicon.german(), []
    for item in json.loads(path.read_text(encoding="utf-8")):
        text = item["text"]
        parts = [item["quote"]] if isinstance(item["quote"], str) else item["quote"]
        spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
        target = Annotation(type=QuoteType(item["type"]), medium=None, quote=spans)
        [parse] = cached(parses).parse([plain(text, scan(text))])
        context = Context(parse.with_text(text), scan(text), lexicon)
        touching = [proposal for proposal in propose(context) if any(map(proposal.span.overlaps, spans))]
        gold = [Gold(target, characters(target.quote), nested=True)]
        first = Weights({}, dict.fromkeys(QuoteType, 1.1), {})
        sample = Sample(Article(text, text, (), (target,)), context, tuple(touching), ())
        proposals = with_accepted(sample, first).proposals
        found.append(evolve(sample, proposals=proposals, labels=tuple(label(proposal, gold) for proposal in proposals)))
    return found


def fit(data: Iterable[Sample], thresholds: dict[QuoteType, float]) -> Weights:
    """The logistic model over all proposals of `data`."""
    rows = [(named_features(proposal), value) for sample in data
            for proposal, value in zip(sample.proposals, sample.labels, strict=True)]  # fmt: skip
    counts = collections.Counter(name for features, _ in rows for name, value in features.items() if value)
    kept = [{name: value for name, value in features.items() if counts[name] >= MIN_COUNT} for features, _ in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    labels = np.array([value for _, value in rows])
    both = sparse.vstack([matrix, matrix])
    targets = np.r_[np.ones(len(rows)), np.zeros(len(rows))]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000, fit_intercept=False)
    model.fit(both, targets, sample_weight=np.r_[labels, 1 - labels])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return Weights(weights, thresholds, {})


FAMILIES = ("direct", "framed", "indirect", "konjunktiv", "modal", "noun", "reported")


def with_accepted(sample: Sample, weights: Weights) -> Sample:
    """The sample with the neighbours that a first pass accepts as features."""
    first = [decision.proposal for decision in resolve(sample.context, sample.proposals, weights)]
    return evolve(sample, proposals=tuple(with_neighbours(sample.context, sample.proposals, first)))


def without_neighbours(proposal: Proposal) -> Proposal:
    """The proposal as the rules made it."""
    kept = {name: value for name, value in proposal.features.items() if not name.startswith("near.")}
    return evolve(proposal, features=kept)


def scored(sample: Sample, weights: Weights) -> Sample:
    """The sample with each proposal's features summed up, so that thresholds can be tried fast."""
    proposals = tuple(
        evolve(proposal, features={"logit": sum(weights.terms(without_neighbours(proposal)).values())})
        for proposal in sample.proposals
    )
    return evolve(sample, proposals=proposals)


def summed(weights: Weights, thresholds: dict[QuoteType, float]) -> Weights:
    """The weights for samples that were `scored`: what is left to weigh are the neighbours."""
    near = {name: value for name, value in weights.weights.items() if "/near." in name}
    return Weights({f"{family}/logit": 1.0 for family in FAMILIES} | near, thresholds, {})


def annotations(context: Context, decisions: Sequence[Decision]) -> tuple[Annotation, ...]:
    """Decisions in the form that the metric reads: phrases, no entities and no stance."""
    found = []
    speakers = assign(context, decisions)
    sources = [decision.framing.proposal for decision in decisions]
    mentions = [speaker.mention if speaker is not None else None for speaker in speakers]
    media = media_of(context, zip(sources, mentions, strict=True))
    for decision, source, mention, medium in zip(decisions, sources, mentions, media, strict=True):
        addressee = mention_of(context, source.addressee)
        found.append(
            Annotation(
                type=decision.proposal.type,
                medium=medium,
                quote=decision.proposal.quote,
                addressee=addressee.spans if addressee else (),
                cue=source.cue.spans if source.cue else (),
                frame=source.frame,
                speaker=mention.spans if mention is not None else (),
                rule=decision.proposal.rule,
            )
        )
    return tuple(found)


def predictions(
    data: Iterable[Sample], folds: dict[str, Weights], thresholds: dict[QuoteType, float]
) -> dict[str, tuple[Annotation, ...]]:
    """Predictions for `scored` samples with the weights of the fold that has not seen them."""
    result = {}
    for sample in data:
        weights = summed(folds[sample.article.name], thresholds)
        result[sample.article.name] = annotations(sample.context, resolve(sample.context, sample.proposals, weights))
    return result


def tune(data: Sequence[Sample], folds: dict[str, Weights]) -> dict[QuoteType, float]:
    """Thresholds by type, one after the other, that give the best joint F1 in cross-validation with enough recall."""
    thresholds = dict(START)
    articles = [sample.article for sample in data]

    def worth(values: dict[QuoteType, float]) -> float:
        report = evaluate(articles, predictions(data, folds, values))
        recall = {kind: figures.found / figures.gold for kind, figures in report.types.items() if figures.gold}
        missing = sum(max(0.0, floor - recall[kind]) for kind, floor in RECALL_FLOORS.items())
        return report.scores["joint"].f1 - missing * FLOOR_WEIGHT

    for _ in range(2):
        for kind in QuoteType:
            tried = {value: worth({**thresholds, kind: value}) for value in GRID}
            thresholds[kind] = max(tried, key=lambda value: (tried[value], value))
    return thresholds


def cross_fit(data: Sequence[Sample], groups: Sequence[str], own: Sequence[Sample]) -> dict[str, Weights]:
    """For each document the weights of the fold that has not seen it, with thresholds that a first pass can use."""
    folds: dict[str, Weights] = {}
    for seen, unseen in GroupKFold(FOLDS).split(data, groups=groups):
        weights = fit([*(data[at] for at in seen), *own], FIRST_THRESHOLDS)
        folds |= {data[at].article.name: weights for at in unseen}
    return folds


def calibrate(data: Iterable[Sample], folds: dict[str, Weights], thresholds: dict[QuoteType, float]) -> dict:
    """Slope and intercept by family, on accepted proposals: right is what the evaluation calls right."""
    points = collections.defaultdict(list)
    for sample in data:
        weights = Weights(folds[sample.article.name].weights, thresholds, {})
        decisions = resolve(sample.context, map(without_neighbours, sample.proposals), weights)
        predicted = annotations(sample.context, decisions)
        right = {
            id(pair.predicted.annotation)
            for pair in align(sample.article, predicted)
            if pair.predicted and pair.overlaps and pair.type_is_right
        }
        for decision, annotation in zip(decisions, predicted, strict=True):
            logit = sum(weights.terms(decision.proposal).values())
            points[family(decision.proposal)].append((logit, id(annotation) in right))
    result = {}
    for name, pairs in sorted(points.items()):
        logits, rights = np.array([[logit] for logit, _ in pairs]), np.array([right for _, right in pairs])
        if len(set(rights)) == 2:
            model = LogisticRegression(C=10).fit(logits, rights)
            result[name] = (float(model.coef_[0][0]), float(model.intercept_[0]))
    return result


def write(path: Path, weights: Weights, facts: Sequence[str]) -> None:
    """The table that `Weights.read` reads."""
    lines = [f"# {fact}" for fact in facts]
    lines += [f"threshold\t{kind.value}\t{value:g}" for kind, value in weights.thresholds.items()]
    lines += [f"calibration\t{name}\t{slope:.3f}\t{shift:.3f}" for name, (slope, shift) in weights.calibration.items()]
    lines += [f"weight\t{name}\t{value:.3f}" for name, value in sorted(weights.weights.items()) if abs(value) >= 0.0005]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--parses", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--predictions", type=Path, help="also write the cross-validated predictions there")
    args = parser.parse_args()
    data = samples(args.gold, args.parses)
    own = own_samples(OWN_TARGETS, args.parses) * OWN_WEIGHT
    groups = [sample.article.name for sample in data]
    alone = cross_fit(data, groups, own)
    data = [with_accepted(sample, alone[sample.article.name]) for sample in data]
    folds = cross_fit(data, groups, own)
    unseen_data = [scored(sample, folds[sample.article.name]) for sample in data]
    thresholds = tune(unseen_data, folds)
    report = evaluate([sample.article for sample in data], predictions(unseen_data, folds, thresholds))
    figures = ", ".join(
        f"{part} {report.scores[part].f1:.3f}" for part in ("joint", "quote", "roles", "speaker", "cue", "frame")
    )
    print(f"cross-validated on {len(data)} documents: {figures}")
    final = fit([*data, *own], thresholds)
    calibration = calibrate(data, folds, thresholds)
    facts = [
        "Weights of the resolver: log odds of each feature of a proposal, by family of rules (family/feature).",
        "Fitted by training/fit_resolver.py on the training split of the German news quotation corpus "
        "(Petersen-Frey & Biemann 2024, CC BY-NC-SA 4.0); no text of it is in here.",
        f"{datetime.date.today().isoformat()}; {sum(len(sample.proposals) for sample in data)} proposals; "
        f"five-fold cross-validation: {figures}.",
        "kind\tname\tvalue",
    ]
    write(args.output, Weights(final.weights, thresholds, calibration), facts)
    if args.predictions:
        from quoteattr.documents.benchmark import write_prediction

        found = predictions(unseen_data, folds, thresholds)
        args.predictions.write_text("".join(write_prediction(n, a) + "\n" for n, a in found.items()), encoding="utf-8")


if __name__ == "__main__":
    main()
