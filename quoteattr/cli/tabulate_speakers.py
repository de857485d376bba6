"""`quoteattr speakers`: who is quoted how often, and who quotes whom."""

import argparse

from quoteattr.cli.exit_codes import SOME_FAILED, WRONG_USE
from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.options import (
    Loader,
    add_entities_option,
    add_model_option,
    add_output_options,
    add_speaker_option,
    config_of,
    read_entities,
)
from quoteattr.documents import speaker_tables
from quoteattr.documents.registry import writers_in
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.writing_files import open_output

EXAMPLE = "quoteattr speakers articles/ --entities people.json"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="file (text, table, page, …), folder of .txt files, or - for stdin"
    )
    add_input_options(parser)
    add_output_options(parser, writers_in(speaker_tables))
    add_model_option(parser)
    add_entities_option(parser)
    add_speaker_option(parser)


def tabulate_speakers(args: argparse.Namespace, load: Loader) -> int:
    """Say who is quoted how often, with how many words and in which types, and who quotes whom."""
    inputs = Inputs(args.paths, args)
    if not inputs:
        return WRONG_USE
    entities, config = read_entities(args.entities), config_of(args, min_speaker_confidence=args.min_speaker_confidence)
    with open_output(args.output, inputs.reads, keep=args.keep) as stream:
        documents = inputs.documents_of(load(args.model, config, entities))
        counts = count_speakers(document for _, document in documents)
        writers_in(speaker_tables)[args.format].write(counts, stream)
    return SOME_FAILED if inputs.failed else 0
