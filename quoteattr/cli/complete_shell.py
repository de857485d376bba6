"""`quoteattr completion`: what a shell needs to complete commands, options and their values, made by shtab."""

import argparse

from quoteattr.cli.commands import ATTRIBUTE, add_options_of, whole_parser
from quoteattr.cli.messages import show
from quoteattr.cli.options import Loader
from quoteattr.extras import require

EXAMPLE = "quoteattr completion bash > ~/.local/share/bash-completion/completions/quoteattr"

SHELLS = ("bash", "zsh", "fish")


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def complete_shell(args: argparse.Namespace, load: Loader) -> int:
    """Print what bash, zsh or fish needs to complete commands and options. Put it where your shell looks for it:

    for zsh a file _quoteattr in a folder of $fpath, for fish ~/.config/fish/completions/quoteattr.fish.
    """
    require("completion", "quoteattr completion")
    import shtab

    parser = whole_parser()
    add_options_of(parser, ATTRIBUTE)  # without a command, its options are meant
    show(shtab.complete(parser, args.shell))
    return 0
