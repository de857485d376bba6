"""The `quoteattr` command.

Results go to standard output, messages and progress to standard error. Exit codes: 0 all done; 1 some
inputs could not be read, the others are done; 2 wrong use or nothing to work on, nothing written; 130
interrupted; 141 the reader of the output went away. Inputs are read before the model is loaded, so a
wrong path is told at once.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from quoteattr.config import Config
from quoteattr.documents import speaker_tables, writers
from quoteattr.documents.benchmark import (
    Annotation,
    Article,
    Predictions,
    annotations_of,
    read_predictions,
    write_prediction,
)
from quoteattr.documents.json import dumps
from quoteattr.documents.quoted_gold import read_gold
from quoteattr.documents.reading_files import STDIN, Text, read_texts
from quoteattr.documents.registry import Writer, writers_in
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.writers import Results
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import InputError, OptionError, QuoteattrError
from quoteattr.model import Document
from quoteattr.speakers import Entities

if TYPE_CHECKING:
    from quoteattr.evaluate.oracle import Survey  # late: only `evaluate` needs it

Result = TypeVar("Result")

SOME_FAILED, WRONG_USE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141


class Attributor(Protocol):
    """What the command needs of a `QuoteAttributor`."""

    def pipe(self, texts: Iterable[str]) -> Iterator[Document]:
        """The documents for texts, in order."""
        ...


Loader = Callable[[object, Config, Entities | None], Attributor]
"""Makes an attributor from a model argument, options and the user's gazetteer."""


def main(argv: Sequence[str] | None = None, *, load: Loader | None = None) -> int:
    """Run the command.

    Args:
        argv: The arguments, by default those of the process.
        load: Makes the attributor, by default `QuoteAttributor`.

    Returns:
        The exit code.
    """
    # One article is too small to share among threads; more of them only wait for each other.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    arguments = list(sys.argv[1:] if argv is None else argv)
    name = arguments.pop(0) if arguments and arguments[0] in COMMANDS else "attribute"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = COMMANDS[name](arguments, load or _load_attributor)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except (QuoteattrError, OSError) as error:
        _tell(error)
        return WRONG_USE
    return code


def attribute_files(argv: Sequence[str], load: Loader) -> int:
    """Find the quotations in files, folders or standard input."""
    parser = argparse.ArgumentParser(
        prog="quoteattr",
        description="Who says what in German news texts: quotations with speaker, cue, type and offsets.",
        epilog="other commands (each with --help): "
        + ", ".join(f"quoteattr {name}" for name in COMMANDS if name != "attribute")
        + ". A file of such a name is given as ./NAME. "
        "Exit codes: 0 all done, 1 some inputs could not be read, 2 wrong use.",
    )
    parser.add_argument("paths", nargs="*", metavar="FILE", help="text file, folder of .txt files, or - for stdin")
    formats = writers_in(writers)
    _add_output_options(parser, formats)
    _add_model_option(parser)
    _add_entities_option(parser)
    parser.add_argument(
        "--min-confidence",
        type=_parse_number,
        default=0.0,
        metavar="P",
        help="leave out quotations below this, 0 to 1",
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    args = parser.parse_args(argv)
    if args.version:
        return _print_version()
    if not args.paths and (sys.stdin is None or sys.stdin.isatty()):
        parser.error("no texts. Give files, folders, or - for standard input")
    paths = args.paths or [STDIN]
    config = Config(min_confidence=args.min_confidence, second_opinion=args.second_opinion)
    texts, failed = _read_or_tell(paths)
    command = get_close_matches(paths[0], COMMANDS, 1)
    if failed and command and not os.path.exists(paths[0]):
        _tell(InputError(f"Did you mean the command: quoteattr {command[0]}"))
    if not texts:
        return WRONG_USE
    entities = _read_entities(args.entities)
    with open_output(args.output) as stream:
        documents = load(args.model, config, entities).pipe(text.text for text in texts)
        results = zip((text.name for text in texts), _with_progress(documents, len(texts)), strict=True)
        many = len(paths) > 1 or Path(paths[0]).is_dir()
        formats[args.format].write(Results(results, many), stream)
    return SOME_FAILED if failed else 0


def tabulate_speakers(argv: Sequence[str], load: Loader) -> int:
    """Say who is quoted how often, with how many words and in which types, and who quotes whom."""
    parser = argparse.ArgumentParser(prog="quoteattr speakers", description=tabulate_speakers.__doc__)
    parser.add_argument("paths", nargs="+", metavar="FILE", help="text file, folder of .txt files, or - for stdin")
    formats = writers_in(speaker_tables)
    _add_output_options(parser, formats)
    _add_model_option(parser)
    _add_entities_option(parser)
    args = parser.parse_args(argv)
    texts, failed = _read_or_tell(args.paths)
    if not texts:
        return WRONG_USE
    entities, config = _read_entities(args.entities), Config(second_opinion=args.second_opinion)
    with open_output(args.output) as stream:
        documents = load(args.model, config, entities).pipe(text.text for text in texts)
        formats[args.format].write(count_speakers(_with_progress(documents, len(texts))), stream)
    return SOME_FAILED if failed else 0


def explain_quotes(argv: Sequence[str], load: Loader) -> int:
    """Say of each quotation why it was found, who speaks and with which stance, in a paragraph."""
    from quoteattr.documents.explain import LANGUAGES, explain

    parser = argparse.ArgumentParser(prog="quoteattr explain", description=explain_quotes.__doc__)
    parser.add_argument("path", metavar="FILE", help="text file, or - for stdin")
    parser.add_argument("--quote", metavar="ID", help="only this quotation (q1, q2, … in text order)")
    parser.add_argument("--language", choices=LANGUAGES, default="de", help="language of the answer (default: de)")
    _add_model_option(parser)
    _add_entities_option(parser)
    args = parser.parse_args(argv)
    if os.path.isdir(args.path):
        raise InputError(f"{args.path} is a folder. Give one text: quotations are numbered in each anew.")
    texts, _ = _read_or_tell([args.path])
    if not texts:
        return WRONG_USE
    config = Config(second_opinion=args.second_opinion)
    (document,) = load(args.model, config, _read_entities(args.entities)).pipe(text.text for text in texts)
    quotes = [quote for quote in document.quotes if args.quote in (None, quote.id)]
    if args.quote and not quotes:
        known = f"its quotations are q1 to {document.quotes[-1].id}" if document.quotes else "it has no quotations"
        raise OptionError(f"There is no quotation {args.quote!r} in {args.path}; {known}.")
    if not quotes:
        _tell(InputError(f"{args.path} has no quotations, there is nothing to explain."))
    else:
        print("\n\n".join(f"{quote.id}: {explain(document, quote, args.language)}" for quote in quotes))
    return 0


def show_model(argv: Sequence[str], load: Loader) -> int:
    """Say which model is used, where it is from and whether its files are whole."""
    parser = argparse.ArgumentParser(prog="quoteattr model", description=show_model.__doc__)
    _add_model_option(parser, decides=False)
    args = parser.parse_args(argv)
    for key, value in _model_facts(args.model):
        print(f"{key:8} {value}")
    return 0


def evaluate_gold(argv: Sequence[str], load: Loader) -> int:
    """Measure against gold articles in the format of the German news quotation corpus."""
    from quoteattr.evaluate import metrics_of
    from quoteattr.evaluate.ceiling import ceiling_of, render_ceiling, render_losses
    from quoteattr.evaluate.matching import align_all, assignment_solver
    from quoteattr.evaluate.metrics_table import render_metrics
    from quoteattr.evaluate.mistakes import mistakes_in, render_mistakes
    from quoteattr.evaluate.plot import plot

    parser = argparse.ArgumentParser(prog="quoteattr evaluate", description=evaluate_gold.__doc__)
    parser.add_argument("gold", metavar="GOLD", help="gold articles: the corpus, or JSON that quotes its parts")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--predictions", metavar="FILE", help="write the predictions there, as JSON Lines")
    source.add_argument("--score", metavar="FILE", help="measure these predictions instead of making new ones")
    _add_model_option(parser)
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
    args = parser.parse_args(argv)

    if args.oracle and args.score:
        raise OptionError(
            f"--oracle asks the rules what they propose, and the predictions in {args.score} have no proposals. "
            "Leave out --score to make new ones, or leave out --oracle."
        )
    assignment_solver()  # better to miss it now than after an hour of parsing
    articles = read_gold(args.gold)
    predictions, surveys = (read_predictions(args.score), ()) if args.score else _predict(articles, args, load)
    ceiling = ceiling_of(surveys) if args.oracle else None
    pairs = align_all(articles, predictions)
    metrics = metrics_of(len(articles), pairs)
    if args.json:
        print(dumps({**metrics.to_dict(), **({"oracle": ceiling.to_dict()} if ceiling else {})}, indent=2))
    else:
        print(render_metrics(metrics), *(["", render_ceiling(ceiling)] if ceiling else []), sep="\n")
    if args.plot:
        with open_output(args.plot) as stream:
            stream.write(plot(metrics))
    if args.errors:
        listed = render_losses(ceiling, args.errors) if ceiling else render_mistakes(mistakes_in(pairs), args.errors)
        print("", listed, sep="\n")
    return 0


def compare_predictions(argv: Sequence[str], load: Loader) -> int:
    """List what a second file of predictions wins and loses against a first one, as Markdown."""
    from quoteattr.evaluate import compare

    parser = argparse.ArgumentParser(prog="quoteattr compare", description=compare_predictions.__doc__)
    parser.add_argument("before", metavar="A", help="the first predictions, as quoteattr evaluate writes them")
    parser.add_argument("after", metavar="B", help="the second predictions")
    parser.add_argument("--gold", required=True, metavar="GOLD", help="the gold articles of both")
    args = parser.parse_args(argv)
    before, after = read_predictions(args.before), read_predictions(args.after)
    print(compare(read_gold(args.gold), before, after).to_markdown())
    return 0


def _load_attributor(model: object, config: Config, entities: Entities | None) -> Attributor:
    from quoteattr.pipeline import QuoteAttributor  # late: --help and wrong paths need no rules and no model

    return QuoteAttributor(model, config=config, entities=entities)


def _add_output_options(parser: argparse.ArgumentParser, formats: Mapping[str, Writer[Any]]) -> None:
    told = "; ".join(f"{name}: {writer.description}" for name, writer in formats.items())
    parser.add_argument("--format", choices=formats, default="text", help=f"{told} (default: text)")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")


def _add_model_option(parser: argparse.ArgumentParser, *, decides: bool = True) -> None:
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="official Stanza package (gsd, hdt, combined) or folder (default: the embedded German model)",
    )
    if decides:
        parser.add_argument(
            "--no-second-opinion", dest="second_opinion", action="store_false", help="decide by rules and weights alone"
        )


def _add_entities_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--entities",
        metavar="FILE",
        help="JSON list of people and institutions that you know: name, aliases, id, gender, kind",
    )


def _read_entities(path: str | None) -> Entities | None:
    return Entities.from_file(path) if path is not None else None


def _parse_number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number; give one from 0 to 1, such as 0.8") from None


def _read_or_tell(paths: Iterable[str]) -> tuple[list[Text], int]:
    """The texts that can be read and the number of those that cannot, which are reported."""
    texts: list[Text] = []
    failed = 0
    for item in read_texts(paths):
        if isinstance(item, InputError):
            _tell(item)
            failed += 1
        else:
            texts.append(item)
    return texts, failed


def _predict(
    articles: Sequence[Article], args: argparse.Namespace, load: Loader
) -> tuple[Predictions, tuple["Survey", ...]]:
    """Attribute the articles, with a survey of each for the oracle; predictions are kept in a file if one is named."""
    from quoteattr.evaluate.oracle import survey_all

    attributor = load(_parser_of(args), Config(second_opinion=args.second_opinion), None)
    surveys: tuple[Survey, ...] = ()
    told: Iterable[tuple[Annotation, ...]]
    found: Predictions = {}
    with open_output(args.predictions) if args.predictions else nullcontext() as stream:
        if args.oracle:
            surveys = tuple(_with_progress(survey_all(articles, attributor), len(articles)))
            told = (survey.reached.annotations for survey in surveys)
        else:
            documents = attributor.pipe(article.text for article in articles)
            told = map(annotations_of, _with_progress(documents, len(articles)))
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


def _model_facts(model: str | None) -> Iterator[tuple[str, str]]:
    from quoteattr.parsing import load
    from quoteattr.parsing.embedded import embedded_folder, open_folder
    from quoteattr.parsing.protocol import EMBEDDED

    if model is None or model == EMBEDDED:
        folder, source = embedded_folder(), "embedded in the package"
    elif Path(model).is_dir():
        folder, source = open_folder(Path(model)), "a folder"
    else:
        yield "name", load(model).name
        yield "source", "an official Stanza package on this machine"
        return
    yield "name", folder.name
    yield "source", source
    yield "folder", str(folder.path)
    yield "licence", folder.licence or "not stated"
    yield "files", "SHA-256 as in model.json" if folder.checked else "not checked, there is no model.json"


def _with_progress(results: Iterator[Result], total: int) -> Iterator[Result]:
    if total < 2 or not sys.stderr.isatty():
        return results
    from tqdm import tqdm

    return iter(tqdm(results, total=total, unit="text", file=sys.stderr))


def _print_version() -> int:
    from importlib.metadata import version

    print(f"quoteattr {version('quoteattr')}")
    return 0


def _tell(error: Exception) -> None:
    print(f"quoteattr: {error}", file=sys.stderr)


COMMANDS: dict[str, Callable[[Sequence[str], Loader], int]] = {
    "attribute": attribute_files,
    "speakers": tabulate_speakers,
    "explain": explain_quotes,
    "model": show_model,
    "evaluate": evaluate_gold,
    "compare": compare_predictions,
}
