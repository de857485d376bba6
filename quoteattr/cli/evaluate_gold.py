"""`quoteattr evaluate`: how well it does on gold articles, and what it misses."""

import argparse
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

from quoteattr.cli.messages import show, with_progress
from quoteattr.cli.options import Loader, add_model_option, config_of
from quoteattr.documents.benchmark import (
    Annotation,
    GoldArticle,
    Predictions,
    annotations_of,
    counted_by_the_corpus,
    read_predictions,
    write_prediction,
)
from quoteattr.documents.gold import read_gold
from quoteattr.documents.json import dumps
from quoteattr.documents.writing_files import check_output, open_output
from quoteattr.errors import OptionError
from quoteattr.evaluate import metrics_of
from quoteattr.evaluate.ceiling import ceiling_of, render_ceiling, render_losses
from quoteattr.evaluate.matching import align_all, assignment_solver
from quoteattr.evaluate.metrics_table import render_metrics
from quoteattr.evaluate.mistakes import mistakes_in, render_mistakes
from quoteattr.evaluate.oracle import Survey, survey_all
from quoteattr.evaluate.plot import plot

EXAMPLE = "quoteattr evaluate gold.jsonl --predictions found.jsonl --errors 20"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("gold", metavar="GOLD", help="gold articles: the corpus, or JSON that quotes its parts")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--predictions", metavar="FILE", help="write the predictions there, as JSON Lines")
    source.add_argument("--score", metavar="FILE", help="measure these predictions instead of making new ones")
    add_model_option(parser)
    parser.add_argument("--parses", metavar="FOLDER", help="keep parses there and use those that are there")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    shown.add_argument("--errors", type=int, default=0, metavar="N", help="list up to N errors of each kind")
    parser.add_argument(
        "--oracle",
        action="store_true",
        help="also say what the proposals of the rules allow, and what each gold quotation was lost to; "
        "--errors lists these losses then",
    )
    parser.add_argument("--plot", metavar="FILE.svg", help="draw recall by type and calibration")


def evaluate_gold(args: argparse.Namespace, load: Loader) -> int:
    """Measure against gold articles in the format of the German news quotation corpus."""
    if args.oracle and args.score:
        raise OptionError(
            f"--oracle asks the rules what they propose, and the predictions in {args.score} have no proposals. "
            "Leave out --score to make new ones, or leave out --oracle."
        )
    # Better to miss something now than after an hour of parsing.
    reads = _reads(args)
    check_output(args.predictions, reads)
    if args.plot:
        check_output(args.plot, [*reads, args.predictions])
    assignment_solver()
    articles = read_gold(args.gold)
    predictions, surveys = (read_predictions(args.score), ()) if args.score else _predict(articles, args, load)
    ceiling = ceiling_of(surveys) if args.oracle else None
    pairs = align_all(articles, predictions)
    metrics = metrics_of(len(articles), pairs)
    if args.json:
        show(dumps({**metrics.to_dict(), **({"oracle": ceiling.to_dict()} if ceiling else {})}, indent=2))
    else:
        show("\n".join([render_metrics(metrics), *(["", render_ceiling(ceiling)] if ceiling else [])]))
    if args.plot:
        with open_output(args.plot, [*reads, args.predictions]) as stream:
            stream.write(plot(metrics))
    if args.errors:
        listed = render_losses(ceiling, args.errors) if ceiling else render_mistakes(mistakes_in(pairs), args.errors)
        show(f"\n{listed}")
    return 0


def _reads(args: argparse.Namespace) -> list[str | None]:
    """What is read, and so never written to."""
    return [args.gold, args.score, args.parses, args.model]


def _predict(
    articles: Sequence[GoldArticle], args: argparse.Namespace, load: Loader
) -> tuple[Predictions, tuple[Survey, ...]]:
    """Attribute the articles, with a survey of each for the oracle; predictions are kept in a file if one is named."""
    attributor = load(_parser_of(args), config_of(args), None)
    surveys: tuple[Survey, ...] = ()
    told: Iterable[tuple[Annotation, ...]]
    found: Predictions = {}
    with open_output(args.predictions, _reads(args)) if args.predictions else nullcontext() as stream:
        if args.oracle:
            surveys = tuple(with_progress(survey_all(articles, attributor), total=len(articles)))
            told = (survey.reached.annotations for survey in surveys)
        else:
            documents = attributor.pipe(article.text for article in articles)
            annotated = map(annotations_of, with_progress(documents, total=len(articles)))
            told = map(counted_by_the_corpus, annotated)
        for article, annotations in zip(articles, told, strict=True):
            found[article.name] = annotations
            if stream:
                stream.write(write_prediction(article.name, annotations) + "\n")
    return found, surveys


def _parser_of(args: argparse.Namespace) -> object:
    """What parses: the model, before it the folder of parses if one is named."""
    if not args.parses:
        return args.model
    from quoteattr.parsing.cached import cached

    return cached(Path(args.parses), args.model)
