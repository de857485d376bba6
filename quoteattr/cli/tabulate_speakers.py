"""`quoteattr speakers`: who is quoted how often, and who quotes whom."""

from collections.abc import Sequence

from quoteattr.cli.inputs import Inputs, add_input_options
from quoteattr.cli.options import (
    SOME_FAILED,
    WRONG_USE,
    CommandParser,
    Loader,
    add_entities_option,
    add_model_option,
    add_output_options,
    add_speaker_option,
    config_of,
    read_entities,
    with_progress,
)
from quoteattr.documents import speaker_tables
from quoteattr.documents.registry import writers_in
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.writing_files import open_output


def tabulate_speakers(argv: Sequence[str], load: Loader) -> int:
    """Say who is quoted how often, with how many words and in which types, and who quotes whom."""
    parser = CommandParser(prog="quoteattr speakers", description=tabulate_speakers.__doc__)
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="file (text, table, page, …), folder of .txt files, or - for stdin"
    )
    add_input_options(parser)
    formats = writers_in(speaker_tables)
    add_output_options(parser, formats)
    add_model_option(parser)
    add_entities_option(parser)
    add_speaker_option(parser)
    args = parser.parse_args(argv)
    inputs = Inputs(args.paths, args)
    if not inputs:
        return WRONG_USE
    entities, config = read_entities(args.entities), config_of(args, min_speaker_confidence=args.min_speaker_confidence)
    with open_output(args.output, inputs.reads, keep=args.keep) as stream:
        documents = load(args.model, config, entities).pipe(found.article for found in inputs)
        formats[args.format].write(count_speakers(with_progress(documents, many=inputs.many)), stream)
    return SOME_FAILED if inputs.failed else 0
