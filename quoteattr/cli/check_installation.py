"""`quoteattr doctor`: what is installed, whether it is whole, and how fast this machine is."""

import argparse
from collections.abc import Iterator
from time import perf_counter

from attrs import asdict

from quoteattr.cli.exit_codes import DONE, SOME_FAILED
from quoteattr.cli.messages import show
from quoteattr.cli.options import Loader
from quoteattr.config import Config
from quoteattr.documents.json import dumps
from quoteattr.errors import QuoteattrError
from quoteattr.installation import Check, State, check_folder, checks

EXAMPLE = "quoteattr doctor --json"

_TEXT = (
    "Die Brücke über die Aue bleibt bis zum Herbst gesperrt. „Wir können für die Sicherheit nicht länger einstehen“, "
    "sagte Baudezernentin Maren Holt am Dienstag. Nach Angaben der Stadt kostet der Neubau vier Millionen Euro. Der "
    "Verband der Händler kritisierte den Zeitplan: Er sei „kein Plan, sondern eine Hoffnung“. Die Dezernentin kündigte "
    "an, man werde eine Fähre einrichten. Ob das Geld reicht, ist offen."
)
_TIMES = 10
"""How often the text is read for the time it takes."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """How to call it."""
    parser.add_argument("--parses", metavar="FOLDER", help="also check that parses can be kept in this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def check_installation(args: argparse.Namespace, load: Loader) -> int:
    """Say which versions are installed, which extras work, whether all files are whole, and how fast this machine is.

    The exit code is 1 if something is broken. An extra that is not installed is nothing broken.
    """
    found = []
    for check in _all_checks(args.parses, load):
        found.append(check)
        if not args.json:
            show(_line(check))
    broken = sum(check.state == State.BROKEN for check in found)
    if args.json:
        show(dumps({"broken": broken, "checks": [asdict(check) for check in found]}, indent=2))
    else:
        show(f"\n{broken} of {len(found)} broken." if broken else "\nAll is well.")
    return SOME_FAILED if broken else DONE


def _all_checks(folder: str | None, load: Loader) -> Iterator[Check]:
    yield from checks()
    if folder is not None:
        yield check_folder(folder)
    yield _check_speed(load)


def _check_speed(load: Loader) -> Check:
    """Read a short text, once to load everything, then for the time it takes."""
    try:
        attributor = load(None, Config(), None)
        list(attributor.pipe([_TEXT]))
        started = perf_counter()
        list(attributor.pipe([_TEXT] * _TIMES))
        seconds = perf_counter() - started
    except (QuoteattrError, ImportError, OSError) as error:
        return Check("speed", State.BROKEN, str(error), "mend what is named above")
    words = _TIMES * len(_TEXT.split())
    return Check("speed", State.FINE, f"{words / seconds:.0f} words a second in one process, of a short text")


def _line(check: Check) -> str:
    told = check.told if check.state == State.FINE else f"{check.state.upper()}: {check.told}"
    return f"{check.name:20} {told}" + (f" → {check.remedy}" if check.remedy else "")
