"""The folder of a run: what the run is, which of its shards are done, and that no second run works in it."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.documents.writing_files import check_output
from quoteattr.errors import OptionError
from quoteattr.runs.recipe import BATCH, Recipe
from quoteattr.runs.shards import MANIFEST, Failure, Shard, drafts_in, failures_of, files_of, output_of


@frozen(eq=False)
class RunFolder:
    """A folder with the output of a run.

    Attributes:
        path: The folder.
        shards: All shards of the run, in order.
    """

    path: Path
    shards: tuple[Shard, ...]

    @classmethod
    @contextmanager
    def opened(cls, path: Path, shards: Sequence[Shard], recipe: Recipe) -> "Iterator[RunFolder]":
        """Begin a run in a new folder, or go on with the one that is there; it is locked meanwhile.

        Args:
            path: The folder, made if it is not there.
            shards: The shards of the input.
            recipe: What attributes.

        Raises:
            OptionError: The folder belongs to another run or to something else, the input lies in it, or a run works in
                it now.
        """
        if any(_is_same(shard.path.parent, path) for shard in shards):
            raise OptionError(f"The input lies in {path}, where the output would go. Give another folder for it.")
        if path.exists() and not path.is_dir():
            raise OptionError(f"The output folder {path} is a file. Give the path of a folder.")
        path.mkdir(parents=True, exist_ok=True)
        manifest = path / MANIFEST
        check_output(manifest, [shard.path for shard in shards])
        facts = {**recipe.facts(), "batch": BATCH, "shards": [[shard.name, shard.size] for shard in shards]}
        content = (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()
        with manifest.open("ab+") as file:
            _lock(file, path)
            file.seek(0)
            found = file.read()
            if found != content and content.startswith(found):  # new, or the run was killed while it wrote this
                _check_unused(path, shards)
                file.write(content[len(found) :])
                file.flush()
            elif (known := _read(found, manifest)) != facts:
                changed = [name for name in facts if known.get(name) != facts[name]]
                raise OptionError(
                    f"{path} holds another run: {', '.join(changed)} differ, see {manifest}. Give the options and the "
                    "input of that run to go on with it, or another folder."
                )
            _clear(path)
            try:
                yield cls(path, tuple(shards))
            finally:
                _clear(path)

    @property
    def due(self) -> list[Shard]:
        """The shards that are not done."""
        return [shard for shard in self.shards if not output_of(shard.name, self.path).is_file()]

    @property
    def failures(self) -> list[Failure]:
        """What failed in the shards that are done."""
        return [failure for shard in self.shards for failure in failures_of(shard.name, self.path)]


def _clear(path: Path) -> None:
    """Remove what killed runs, and processes that died in this one, left half written."""
    for draft in drafts_in(path):
        draft.unlink(missing_ok=True)


def _is_same(folder: Path, other: Path) -> bool:
    """Whether two paths lead to one folder."""
    return other.exists() and folder.samefile(other)


def _check_unused(path: Path, shards: Sequence[Shard]) -> None:
    """Refuse files that would be taken for output of a run that has not begun, or be written over by it."""
    for file in (file for shard in shards for file in files_of(shard.name, path)):
        if os.path.lexists(file):
            raise OptionError(f"{file} is there already, and no run has written it. Move it, or give another folder.")


def _read(content: bytes, manifest: Path) -> dict[str, Any]:
    """What a manifest says."""
    with suppress(ValueError, RecursionError):
        facts = json.loads(content)
        if isinstance(facts, dict) and "shards" in facts:
            return facts
    raise OptionError(f"{manifest} is damaged or of something else than a run. Move it, or give another folder.")


def _lock(file: object, path: Path) -> None:
    """Keep other runs out until the file is closed, where the system can."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
    except OSError:
        raise OptionError(f"Another run works in {path}. Wait for it, or give another folder.") from None
