"""`quoteattr model`: which model is used and whether its files are whole."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from quoteattr.cli.messages import show
from quoteattr.cli.options import Loader, add_model_option

EXAMPLE = "quoteattr model"


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    add_model_option(parser, decides=False)


def show_model(args: argparse.Namespace, load: Loader) -> int:
    """Say which model is used, where it is from and whether its files are whole."""
    for key, value in _model_facts(args.model):
        show(f"{key:8} {value}")
    return 0


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
