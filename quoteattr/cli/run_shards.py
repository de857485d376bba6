"""`quoteattr run INPUT --output FOLDER`: many articles, shard by shard; a killed run is gone on with."""

import argparse
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from quoteattr.cli.exit_codes import SOME_FAILED
from quoteattr.cli.messages import is_quiet, note, tell
from quoteattr.cli.options import (
    Loader,
    add_entities_option,
    add_jobs_option,
    add_model_option,
    add_speaker_option,
    config_of,
    parse_count,
    parse_number,
    read_entities,
)
from quoteattr.errors import InputError, OptionError
from quoteattr.runs import Recipe, Report, RunFolder, run_local, shards_of

ENGINES = ("local", "ray")
SECONDS_BETWEEN = 30.0
"""Of lines that tell how far it is, where there is no terminal; with `--verbose` each shard has one."""

_TOLD = 10  # failures that are listed one by one
_LOG = logging.getLogger(__name__)

EXAMPLE = "quoteattr run articles/ --output quotes/ --jobs 16"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("input", metavar="INPUT", type=Path, help="a .jsonl or .parquet file, or a folder of them")
    parser.add_argument("--output", metavar="FOLDER", type=Path, required=True, help="where the files go")
    parser.add_argument(
        "--shards",
        nargs="?",
        type=parse_count,
        metavar="N",
        help="an output file for each N articles; without N, and by default, one for each input file",
    )
    add_jobs_option(parser)
    parser.add_argument("--engine", choices=ENGINES, default="local", help="processes of this machine, or Ray")
    parser.add_argument("--address", metavar="ADDRESS", help="of a Ray cluster (default: one on this machine)")
    parser.add_argument(
        "--min-confidence", type=parse_number, default=0.0, metavar="P", help="leave out quotations below this, 0 to 1"
    )
    add_model_option(parser)
    add_entities_option(parser)
    add_speaker_option(parser)


def run_shards(args: argparse.Namespace, load: Loader) -> int:
    """Find the quotations in many articles (JSON Lines or Parquet): one output file for each input file.

    Rows have the columns 'text' and, if there are any, 'id' and metadata. The same command goes on with a run that was
    killed and ends with the same files.
    """
    if args.address is not None and args.engine != "ray":
        raise OptionError("--address is of a Ray cluster; give --engine ray, too.")
    config = config_of(args, min_confidence=args.min_confidence, min_speaker_confidence=args.min_speaker_confidence)
    return _run(args, Recipe(args.model, config, read_entities(args.entities)))


def _run(args: argparse.Namespace, recipe: Recipe) -> int:
    """Do the shards that are due and say how it went."""
    problems: list[InputError] = []

    def tell_problem(error: InputError) -> None:
        tell(error)
        problems.append(error)

    with RunFolder.opened(args.output, shards_of(args.input, args.shards, tell_problem), recipe) as folder:
        if args.engine == "ray":
            from quoteattr.runs.ray_engine import run_ray

            reports = run_ray(folder, recipe, args.jobs, args.address)
        else:
            reports = run_local(folder, recipe, args.jobs)
        _follow(reports, folder)
        failures = folder.failures
    rows = sum(shard.size for shard in folder.shards)
    note(f"{rows - len(failures)} of {rows} articles in {len(folder.shards)} shards are done.")
    for failure in failures[:_TOLD]:
        tell(f"{failure.shard}, row {failure.row}: {failure.reason}")
    if len(failures) > _TOLD:
        tell(f"{len(failures) - _TOLD} more could not be done, see the files *.failures.jsonl")
    return SOME_FAILED if failures or problems else 0


def _follow(reports: Iterator[Report], folder: RunFolder) -> None:
    """Wait for the shards: on a terminal with a bar of articles, else with a line now and then."""
    rows = sum(shard.size for shard in folder.shards)
    done = rows - sum(shard.size for shard in folder.due)
    if sys.stderr.isatty() and not is_quiet():
        from tqdm import tqdm

        with tqdm(total=rows, initial=done, unit=" articles", file=sys.stderr, mininterval=1) as progress:
            for report in reports:
                progress.update(report.rows)
        return
    told = monotonic()
    for report in reports:
        done += report.rows
        text = f"{done} of {rows} articles so far."
        if monotonic() - told >= SECONDS_BETWEEN:
            note(text)
            told = monotonic()
        else:
            _LOG.debug("%s", text)
