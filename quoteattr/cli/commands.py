"""The commands by name. Each is a module of this package with a function of the module's name, imported when called."""

from collections.abc import Callable, Sequence
from importlib import import_module

from quoteattr.cli.options import Loader

COMMANDS = {
    "attribute": "attribute_files",
    "page": "write_page",
    "run": "run_shards",
    "speakers": "tabulate_speakers",
    "explain": "explain_quotes",
    "formats": "list_formats",
    "archive": "archive_articles",
    "search": "search_archive",
    "ask": "ask_archive",
    "variants": "list_variants",
    "model": "show_model",
    "evaluate": "evaluate_gold",
    "compare": "compare_predictions",
}


def command_of(name: str) -> Callable[[Sequence[str], Loader], int]:
    """The function that runs a command: takes its arguments and what makes an attributor, gives the exit code."""
    module = import_module(f"quoteattr.cli.{COMMANDS[name]}")
    run: Callable[[Sequence[str], Loader], int] = getattr(module, COMMANDS[name])
    return run
