"""The German model inside the package: where it lies and whether it is whole.

The weights are checked against the hashes of `model.json` before anything reads them, so that a truncated or
exchanged file is refused instead of being loaded.
"""

import logging
import os
from importlib import resources
from pathlib import Path

from attrs import frozen

from quoteattr.errors import DamagedModelError, UnknownModelError
from quoteattr.hashes import GET_AGAIN, check_hash
from quoteattr.jsontext import as_json, parsed

MANIFEST = "model.json"
_LOG = logging.getLogger(__name__)


@frozen
class ModelFolder:
    """A folder with the five files of a German Stanza model.

    Attributes:
        path: The folder.
        name: Name and version out of its manifest, or the folder's name where it has none.
        licence: Licence of the weights, empty if unknown.
        checked: Whether the files were held against the hashes of a manifest.
    """

    path: Path
    name: str
    licence: str
    checked: bool


PROCESSORS = {
    "tokenize": "tokenize.pt",
    "mwt": "mwt.pt",
    "pos": "pos.pt",
    "lemma": "lemma.pt",
    "depparse": "depparse.pt",
}


def embedded_folder() -> ModelFolder:
    """The embedded model, its files checked.

    Raises:
        DamagedModelError: A file, be it the manifest, is missing or differs from its hash.
    """
    path = Path(str(resources.files("quoteattr") / "data" / "model" / "de"))
    if not (path / MANIFEST).is_file():
        raise DamagedModelError(
            f"{path / MANIFEST} is missing, so the model cannot be checked. Install quoteattr again."
        )
    return open_folder(path)


def open_folder(path: Path) -> ModelFolder:
    """A folder with `tokenize.pt`, `mwt.pt`, `pos.pt`, `lemma.pt` and `depparse.pt`, checked as far as possible.

    Raises:
        UnknownModelError: The folder lacks one of the files and has no manifest that promises it.
        DamagedModelError: A file is missing or differs from its hash in `model.json`, or that file is odd.
    """
    manifest = path / MANIFEST
    if not os.path.lexists(manifest):  # a folder or a broken link of that name is odd
        missing = [file for file in PROCESSORS.values() if not (path / file).is_file()]
        if missing:
            raise UnknownModelError(
                f"The folder {str(path)!r} is no model: it lacks {', '.join(missing)}. "
                f"Give a folder with {', '.join(PROCESSORS.values())}."
            )
        for file in PROCESSORS.values():
            if not (path / file).stat().st_size:
                raise DamagedModelError(f"The model file {path / file} is empty. {GET_AGAIN}")
        _LOG.warning("%s has no %s: its files are loaded without a check", path, MANIFEST)
        return ModelFolder(path, f"{path.name} (unchecked)", "", checked=False)
    try:
        data = parsed(manifest.read_text(encoding="utf-8-sig"))
        hashes = {file: _text(data["files"][file]["sha256"]) for file in PROCESSORS.values()}
        name, licence = f"{_text(data['name'])} {_text(data['version'])}", _text(data.get("licence", ""))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DamagedModelError(f"{manifest} is no manifest of a model ({_why(error)}). {GET_AGAIN}") from error
    for file, expected in hashes.items():
        check_hash(path / file, expected)
    _LOG.debug("the files of %s in %s are whole", name, path)
    return ModelFolder(path, name, licence, checked=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{as_json(value)} stands where a text is needed")
    return value


def _why(error: Exception) -> str:
    """What is wrong with a manifest, for people who see the file and not this program."""
    if isinstance(error, KeyError):
        return f"it lacks {error}"
    if isinstance(error, TypeError | AttributeError):
        return "null, a list, a text or a number stands where an object is needed"
    return str(error)[:100]
