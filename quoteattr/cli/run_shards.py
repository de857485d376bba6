"""`quoteattr run INPUT --output FOLDER`: many articles, shard by shard; a killed run is gone on with."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quoteattr.cli.options import (
    SOME_FAILED,
    CommandParser,
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
from quoteattr.runs import Recipe, Report, RunFolder, run_local, shards_of

ENGINES = ("local", "ray")
_TOLD = 10  # failures that are listed one by one


def run_shards(argv: Sequence[str], load: Loader) -> int:
    """Find the quotations in many articles (JSON Lines or Parquet): one output file for each input file."""
    parser = CommandParser(
        prog="quoteattr run",
        description=run_shards.__doc__,
        epilog="Rows have the columns 'text' and, if there are any, 'id' and metadata. The same command goes on with a "
        "run that was killed and ends with the same files.",
    )
    parser.add_argument("input", metavar="INPUT", type=Path, help=".jsonl or .parquet file, or a folder of them")
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
    args = parser.parse_args(argv)
    if args.address is not None and args.engine != "ray":
        parser.error("--address is of a Ray cluster; give --engine ray, too")
    config = config_of(args, min_confidence=args.min_confidence, min_speaker_confidence=args.min_speaker_confidence)
    return _run(args, Recipe(args.model, config, read_entities(args.entities)))


def _run(args: argparse.Namespace, recipe: Recipe) -> int:
    """Do the shards that are due and say how it went."""
    with RunFolder.opened(args.output, shards_of(args.input, args.shards), recipe) as folder:
        if args.engine == "ray":
            from quoteattr.runs.ray_engine import run_ray

            reports = run_ray(folder, recipe, args.jobs, args.address)
        else:
            reports = run_local(folder, recipe, args.jobs)
        _follow(reports, folder)
        failures = folder.failures
    rows = sum(shard.size for shard in folder.shards)
    print(f"{rows - len(failures)} of {rows} articles in {len(folder.shards)} shards are done.", file=sys.stderr)
    for failure in failures[:_TOLD]:
        print(f"  {failure.shard}, row {failure.row}: {failure.reason}", file=sys.stderr)
    if len(failures) > _TOLD:
        print(f"  and {len(failures) - _TOLD} more, see the files *.failures.jsonl", file=sys.stderr)
    return SOME_FAILED if failures else 0


def _follow(reports: Iterator[Report], folder: RunFolder) -> None:
    """Wait for the shards, with a bar of articles: how many, at what rate, how much time is left."""
    from tqdm import tqdm

    rows = sum(shard.size for shard in folder.shards)
    due = sum(shard.size for shard in folder.due)
    interval = 1 if sys.stderr.isatty() else 30  # a log needs no line each second
    with tqdm(total=rows, initial=rows - due, unit=" articles", file=sys.stderr, mininterval=interval) as progress:
        for report in reports:
            progress.update(report.rows)
