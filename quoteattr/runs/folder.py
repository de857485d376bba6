"""The folder of a run: what the run is, which of its shards are done, and that no second run works in it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen

from quoteattr.errors import OptionError
from quoteattr.runs.recipe import BATCH, Recipe
from quoteattr.runs.shards import Failure, Shard, drafts_in, failures_of, output_of

_MANIFEST = "run.json"


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
            OptionError: The folder belongs to another run, or a run works in it now.
        """
        path.mkdir(parents=True, exist_ok=True)
        manifest = path / _MANIFEST
        facts = {**recipe.facts(), "batch": BATCH, "shards": [[shard.name, shard.size] for shard in shards]}
        with manifest.open("a+", encoding="utf-8") as file:
            _lock(file, path)
            file.seek(0)
            known = _read(file.read())
            if known is None:
                file.truncate(0)
                file.write(json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
                file.flush()
            elif known != facts:
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


def _read(text: str) -> dict[str, Any] | None:
    """What a manifest says; None if the run was killed while it was written, which is before anything else is."""
    try:
        facts: dict[str, Any] = json.loads(text)
    except ValueError:
        return None
    return facts


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
