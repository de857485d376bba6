"""The German model inside the package: where it lies and whether it is whole.

The weights are checked against the hashes of `model.json` before anything reads them, so that a truncated or
exchanged file is refused instead of being loaded.
"""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from attrs import frozen

from quoteattr.errors import DamagedModelError, UnknownModelError
from quoteattr.hashes import check_hash

MANIFEST = "model.json"


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
        DamagedModelError: A file is missing or differs from its hash.
    """
    return open_folder(Path(str(resources.files("quoteattr") / "data" / "model" / "de")))


def open_folder(path: Path) -> ModelFolder:
    """A folder with `tokenize.pt`, `mwt.pt`, `pos.pt`, `lemma.pt` and `depparse.pt`, checked as far as possible.

    Raises:
        UnknownModelError: The folder lacks one of the files and has no manifest that promises it.
        DamagedModelError: A file is missing or differs from its hash in `model.json`.
    """
    manifest = path / MANIFEST
    if not manifest.is_file():
        missing = [file for file in PROCESSORS.values() if not (path / file).is_file()]
        if missing:
            raise UnknownModelError(
                f"The folder {str(path)!r} is no model: it lacks {', '.join(missing)}. "
                f"Give a folder with {', '.join(PROCESSORS.values())}."
            )
        return ModelFolder(path, path.name, "", checked=False)
    try:
        data = json.loads(manifest.read_text(encoding="utf-8"))
        files: Mapping[str, Mapping[str, str]] = data["files"]
        name, licence = f"{data['name']} {data['version']}", data.get("licence", "")
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedModelError(f"{manifest} cannot be read ({error}). Install quoteattr again.") from error
    for file in PROCESSORS.values():
        check_hash(path / file, files.get(file, {}).get("sha256", ""))
    return ModelFolder(path, name, licence, checked=True)
