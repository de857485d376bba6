"""Shards: the pieces of a run's input, each of which becomes one file that is there whole or not at all."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from uuid import uuid4

from attrs import asdict, field, frozen

from quoteattr.article import Article
from quoteattr.documents.json import dumps
from quoteattr.documents.writing_files import output_failures_told
from quoteattr.errors import InputError, OptionError
from quoteattr.runs.recipe import BATCH
from quoteattr.runs.rows import SUFFIXES, Unreadable, count, read
from quoteattr.unread import unread
from quoteattr.workers import Lost

MANIFEST = "run.json"
"""What tells the folder of a run: which one it is."""

Attribute = Callable[[Iterable[list[Article]]], Iterable[Sequence[str | Lost[Article]]]]
"""What makes lines of JSON out of batches of articles: a line for each article, or what became of it."""


@frozen
class Shard:
    """A piece of the input.

    Attributes:
        path: The file.
        name: Of the output, without a suffix.
        first: Row of the file that it begins with, from 0.
        size: How many rows.
    """

    path: Path = field(converter=Path)
    name: str
    first: int
    size: int


@frozen
class Failure:
    """An article of which there is no result.

    Attributes:
        shard: Name of the shard.
        row: Its row in the input file, from 1.
        reason: Why there is none.
    """

    shard: str
    row: int
    reason: str


@frozen
class Report:
    """What became of a shard.

    Attributes:
        shard: Its name.
        rows: How many rows it had.
        failures: Those without a result.
    """

    shard: str
    rows: int
    failures: tuple[Failure, ...] = ()


def shards_of(source: Path, size: int | None = None, tell: Callable[[InputError], object] | None = None) -> list[Shard]:
    """The shards of a file, or of the files of a folder.

    Args:
        source: A `.jsonl` or `.parquet` file, or a folder of such files.
        size: Rows of a shard; each file is one shard if left out.
        tell: Takes what is wrong with something in a folder, and the rest is done; raised if left out.

    Raises:
        InputError: There is no such file, or none in the folder.
        OptionError: Two files would have the same output, or `size` is below 1.
    """
    if size is not None and size < 1:
        raise OptionError(f"A shard of {size!r} articles; give a whole number from 1 on.")
    found: list[Shard] = []
    for file in _files_in(source) if source.is_dir() else [source]:
        try:
            rows = count(file)
        except InputError as error:
            if tell is None or file == source:
                raise
            tell(error)
            continue
        if size is None:
            found.append(Shard(file, file.stem, 0, rows))
        else:
            starts = range(0, max(rows, 1), size)
            found += [Shard(file, f"{file.stem}.{at:05}", start, min(size, rows - start)) for at, start in
                      enumerate(starts)]  # fmt: skip
    if not found:
        raise InputError(f"{source} has no {' or '.join(SUFFIXES)} files that can be read. Check the path.")
    _check_names(found)
    return found


def _files_in(folder: Path) -> list[Path]:
    """What in a folder is called like a file of articles, and the folders with such files, which cannot be read.

    Folders with the output of a run, which may lie beside its input, are none of them.
    """

    def is_input(path: Path) -> bool:
        return path.suffix in SUFFIXES and not (path.parent / MANIFEST).exists()

    def holds_input(path: Path) -> bool:
        return path.is_dir() and not path.name.startswith(".") and any(map(is_input, path.rglob("*")))

    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES or holds_input(path))


def _check_names(shards: Iterable[Shard]) -> None:
    """Refuse shards of which one would be written over another."""
    taken: set[Path] = set()
    for shard in shards:
        files = files_of(shard.name, Path())
        twice = next((file for file in files if file in taken), None)
        if twice is not None:
            raise OptionError(f"Two files of {shard.path.parent} would both be written to {twice}. Rename one of them.")
        taken.update(files)


def output_of(shard: str, folder: Path) -> Path:
    """The file of a shard's documents; a shard is done when it is there."""
    return folder / f"{shard}.jsonl"


def files_of(shard: str, folder: Path) -> tuple[Path, Path]:
    """The files that a shard can have: its documents, and what failed in it."""
    return output_of(shard, folder), _failures_path(shard, folder)


def failures_of(shard: str, folder: Path) -> tuple[Failure, ...]:
    """What failed in a shard that is done."""
    path = _failures_path(shard, folder)
    if not path.is_file():
        return ()
    return tuple(Failure(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def write_shard(shard: Shard, folder: Path, attribute: Attribute) -> Report:
    """Write the documents of a shard, one a line, under another name until they are all there.

    Args:
        shard: The shard.
        folder: Where its file goes.
        attribute: Makes the documents.
    """
    output = output_of(shard.name, folder)
    draft = _draft(output)
    failures: list[Failure] = []
    with output_failures_told(output), draft.open("w", encoding="utf-8", newline="\n") as stream:
        sent: list[tuple[int, Article]] = []
        batches = _noted(_batches(shard, failures), sent)
        for lines in attribute(batches):
            for (row, article), line in zip(sent[: len(lines)], lines, strict=True):
                if isinstance(line, Lost):
                    failures.append(Failure(shard.name, row, f"each process that read it {line.reason}"))
                    line = _unread(article, failures[-1].reason)
                stream.write(line)
            del sent[: len(lines)]
        stream.flush()
        os.fsync(stream.fileno())
    failures.sort(key=lambda failure: failure.row)
    if failures:
        _write_failures(_failures_path(shard.name, folder), failures)
    draft.replace(output)  # last of all: this is what makes the shard done
    return Report(shard.name, shard.size, tuple(failures))


def _write_failures(path: Path, failures: Iterable[Failure]) -> None:
    """Write failures, one a line; the file is there whole or not at all."""
    draft = _draft(path)
    told = "".join(json.dumps(asdict(failure), ensure_ascii=False) + "\n" for failure in failures)
    draft.write_text(told, encoding="utf-8")
    draft.replace(path)


def drafts_in(folder: Path) -> Iterator[Path]:
    """What killed runs left half written."""
    return folder.glob(".*.jsonl.*.part")


def _batches(shard: Shard, failures: list[Failure]) -> Iterator[list[tuple[int, Article]]]:
    """The articles of a shard in batches, each with its row; what is no article fails."""

    def articles() -> Iterator[tuple[int, Article]]:
        rows = enumerate(islice(read(shard.path), shard.first, shard.first + shard.size), shard.first + 1)
        for row, found in rows:
            if isinstance(found, Unreadable):
                failures.append(Failure(shard.name, row, found.reason))
            else:
                yield row, found

    source = articles()
    while batch := list(islice(source, BATCH)):
        yield batch


def _noted(batches: Iterator[list[tuple[int, Article]]], sent: list[tuple[int, Article]]) -> Iterator[list[Article]]:
    """The articles alone, noted with their rows in the order in which they are sent."""
    for batch in batches:
        sent += batch
        yield [article for _, article in batch]


def _unread(article: Article, reason: str) -> str:
    """The line of an article that no process came to an end with."""
    return dumps(article.label(unread(article.text, f"There is no result: {reason}.")).to_dict()) + "\n"


def _failures_path(shard: str, folder: Path) -> Path:
    return folder / f"{shard}.failures.jsonl"


def _draft(path: Path) -> Path:
    """A name that no other process uses: one whose run was killed may still be at work, and must not rename ours."""
    return path.with_name(f".{path.name}.{uuid4().hex}.part")
