"""What is installed, whether it is whole, and what to do where it is not: for `quoteattr doctor` and `--version`."""

import hashlib
import json
import os
import platform
import re
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module, resources
from importlib.metadata import PackageNotFoundError, PackagePath, distribution, packages_distributions
from importlib.metadata import version as version_of
from pathlib import Path

from attrs import frozen

from quoteattr.config import WEIGHTS
from quoteattr.context.opinion import SecondOpinion
from quoteattr.decide import Weights
from quoteattr.errors import DamagedModelError, InputError, QuoteattrError
from quoteattr.extras import EXTRAS, install_line, missing
from quoteattr.parsing.embedded import MANIFEST, embedded_folder
from quoteattr.speakers.ranking import PersonWeights

PACKAGE = "quoteattr"
_REINSTALL = "pip install --force-reinstall quoteattr"
_FITTED = re.compile(r"\d{4}-\d\d-\d\d")


class State(StrEnum):
    """How something stands: it works, it is an extra that is not installed, or it is there and does not work."""

    FINE = "fine"
    MISSING = "missing"
    BROKEN = "broken"


@frozen
class Check:
    """Something that was looked at.

    Attributes:
        name: What.
        state: How it stands.
        told: What was found, in a few words.
        remedy: What to do about it, empty where nothing is to be done.
    """

    name: str
    state: State
    told: str
    remedy: str = ""


def versions() -> dict[str, str]:
    """The versions of what decides a result: package, model, second opinion, and when the weights were fitted.

    Nothing is checked; `checks` does that.

    Raises:
        DamagedModelError: One of the files that say so is missing or odd.
    """
    data = resources.files(PACKAGE) / "data"
    tables = {"combined": "weights.tsv", "open": "weights_open.tsv"}
    try:
        fitted = {name: _FITTED.search((data / "de" / table).read_text("utf-8")) for name, table in tables.items()}
        return {
            PACKAGE: version_of(PACKAGE),
            "model": _named(json.loads((data / "model" / "de" / MANIFEST).read_text("utf-8"))),
            "second opinion": json.loads((data / "context" / "de" / MANIFEST).read_text("utf-8"))["version"],
            "weights": ", ".join(f"{name} of {date[0]}" for name, date in fitted.items() if date),
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedModelError(f"The files of quoteattr are not whole ({error}). Do: {_REINSTALL}") from error


def _named(manifest: dict[str, str]) -> str:
    return f"{manifest['name']} {manifest['version']}"


def checks() -> Iterator[Check]:
    """Look at everything, one thing after the other."""
    system = f"{platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    yield Check("python", State.FINE, system)
    yield from map(_check_distribution, [PACKAGE, *requirements(), "torch"])
    yield from map(_check_extra, EXTRAS)
    yield _tried("model", lambda: f"{embedded_folder().name}, whole", _REINSTALL)
    yield _tried("second opinion", lambda: f"{len(SecondOpinion.german().kinds)} kinds of proposals, whole", _REINSTALL)
    yield _tried("weights", _weights_read, _REINSTALL)
    yield _tried("files", _files_compared, _REINSTALL)
    yield check_folder(tempfile.gettempdir(), "Set TMPDIR to a folder that you may write to")


def check_folder(path: str, remedy: str = "Give a folder that you may write to") -> Check:
    """Whether a folder can be written to, or made if it is not there."""

    def write() -> str:
        folder = Path(path).absolute()
        there = next(each for each in (folder, *folder.parents) if each.exists())
        try:
            with tempfile.TemporaryFile(dir=there) as file:
                file.write(b"quoteattr")
        except OSError as error:
            raise InputError(f"{path} cannot be written to: {error.strerror}") from None
        return f"{path} can be written to" if there == folder else f"{path} can be made"

    return _tried("folder", write, remedy)


def _tried(name: str, look: Callable[[], str], remedy: str) -> Check:
    """What `look` finds, or what went wrong with it."""
    try:
        return Check(name, State.FINE, look())
    except (QuoteattrError, OSError, ValueError) as error:
        return Check(name, State.BROKEN, str(error), remedy)


def requirements() -> list[str]:
    """The names of what the package cannot do without."""
    required = distribution(PACKAGE).requires or ()
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in required if "extra ==" not in line]


def _check_distribution(name: str) -> Check:
    try:
        return Check(name, State.FINE, version_of(name))
    except PackageNotFoundError:
        return Check(name, State.BROKEN, "not installed", f"pip install {name}")


def _check_extra(extra: str) -> Check:
    name = f"[{extra}]"
    if lacking := missing(extra):
        return Check(name, State.MISSING, f"{' and '.join(lacking)} not installed", install_line(extra))
    try:
        for module in EXTRAS[extra]:
            import_module(module)
    except Exception as error:  # whatever a library does when it is imported
        return Check(name, State.BROKEN, f"{type(error).__name__}: {error}", install_line(extra))
    known = packages_distributions()
    found = dict.fromkeys(known.get(module, [module])[0] for module in EXTRAS[extra])
    return Check(name, State.FINE, ", ".join(f"{each} {version_of(each)}" for each in found))


def _weights_read() -> str:
    """Read all tables of weights: what is no number in them raises."""
    count = sum(len(Weights.german(name).weights) for name in WEIGHTS) + len(PersonWeights.german())
    return f"{count} numbers, {versions()['weights']}"


def _files_compared() -> str:
    """Compare every installed file with the hash that the installer noted."""
    listed = [file for file in distribution(PACKAGE).files or () if file.hash and file.suffix != ".pyc"]
    if not any(file.parts[0] == PACKAGE for file in listed):
        return "not compared: this is a checkout, for which no installer noted hashes"
    changed = [str(file) for file in listed if not _is_as_installed(file)]
    if changed:
        raise ValueError(f"{len(changed)} changed or gone, such as {changed[0]}")
    return f"{len(listed)} as they were installed"


def _is_as_installed(file: PackagePath) -> bool:
    assert file.hash is not None
    path = file.locate()
    if not os.path.isfile(path):
        return False
    with open(path, "rb") as content:
        digest = hashlib.file_digest(content, file.hash.mode).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode() == file.hash.value
