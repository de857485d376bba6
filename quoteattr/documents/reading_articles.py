"""Articles from files, folders and standard input, whatever their format, one after the other."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from quoteattr.article import Article
from quoteattr.documents import readers
from quoteattr.documents.reading_files import STDIN, STDIN_NAME, files_of, why_unreadable
from quoteattr.documents.registry import Reader, readers_in
from quoteattr.documents.sources.source import Opener, Source
from quoteattr.documents.sources.stream_copy import StreamCopy
from quoteattr.errors import InputError, OptionError
from quoteattr.extras import require


def _quiet(note: str) -> None:
    """Says nothing."""


@frozen
class Reading:
    """How articles are to be read.

    Attributes:
        reader: Name of the reader, None to choose by content and name.
        text_column: The column of a table that has the texts, None to guess.
        id_column: The column that has the ids, None to guess.
        tell: Takes notes for the user, such as what was guessed.
    """

    reader: str | None = None
    text_column: str | None = None
    id_column: str | None = None
    tell: Callable[[str], None] = _quiet


@frozen
class Found:
    """An article and where it was found.

    Attributes:
        name: The path as given or found; `<stdin>` for standard input.
        article: The article.
    """

    name: str
    article: Article


def check_reading(paths: Iterable[str], options: Reading) -> None:
    """Refuse what cannot be read for lack of an option or a library, before any work is done; nothing is opened.

    Raises:
        OptionError: There is no such reader, or one that is needed lacks its extra.
    """
    known = readers_in(readers)
    if options.reader is not None and options.reader not in known:
        raise OptionError(f"There is no reader {options.reader!r}. There are {', '.join(known)}.")
    if options.reader is not None:
        require(known[options.reader].extra, f"The reader {options.reader}")
        return
    for suffix in sorted({Path(path).suffix.lower() for path in files_of(paths) if isinstance(path, str)}):
        for reader in known.values():
            if suffix in reader.suffixes:
                require(reader.extra, f"Reading {suffix} files")


def articles_in(
    paths: Iterable[str], options: Reading | None = None, stdin: BinaryIO | None = None
) -> Iterator[Found | InputError]:
    """The articles of files, of the texts in folders, and of standard input.

    Texts in folders are `.txt` files; if a reader is named, the files that it reads. Nothing is read before it is asked
    for, and of what is read row by row nothing is held.

    Args:
        paths: Files, folders or `-` for standard input.
        options: How to read them.
        stdin: Read instead of the real standard input.

    Yields:
        One item an article: with its name, or the error that says why there is none. So one bad file, or row, stops no
        other.

    Raises:
        OptionError: See `check_reading`.

    Example:
        >>> import io
        >>> table = io.BytesIO(b'{"id": 7, "text": "Es regnet.", "outlet": "Hafenbote"}')
        >>> (found,) = articles_in(["-"], stdin=table)
        >>> found.article
        Article(id='7', metadata={'outlet': 'Hafenbote'}, extractor='', first_person=None)
    """
    options = options or Reading()
    known = readers_in(readers)
    check_reading((), options)
    for path in _files(paths, options):
        if isinstance(path, InputError):
            yield path
            continue
        enough = True
        try:
            source = _source(path, options, stdin)
            reader = known[options.reader] if options.reader is not None else _best(known.values(), source)
            require(reader.extra, f"Reading {source.name}")
            nothing = True
            for item in reader.read(source):
                nothing = False
                yield item if isinstance(item, InputError) else Found(source.name, item)
            if nothing:
                yield InputError(f"{source.name} has no articles. Give a file with texts in it.")
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(why_unreadable(path, error))
        except OptionError as error:
            yield InputError(str(error))
        except MemoryError:
            enough = False
        if not enough:  # out here, where nothing of the file is held any more
            yield InputError(f"{path} needs more memory than there is. Split it, or allow more memory.")


def files_read(paths: Iterable[str], options: Reading) -> list[str]:
    """The files that `articles_in` opens; what cannot be read is none of them."""
    return [path for path in _files(paths, options) if isinstance(path, str)]


def _files(paths: Iterable[str], options: Reading) -> Iterator[str | InputError]:
    """The files of paths: of folders the texts, or those that the reader reads if one is named."""
    return files_of(paths, readers_in(readers)[options.reader or "text"].suffixes)


def articles_from(
    *paths: str | Path, reader: str | None = None, text_column: str | None = None, id_column: str | None = None
) -> Iterator[Article]:
    """The articles of files, folders and tables, one after the other, for `QuoteAttributor.pipe`.

    Args:
        paths: Files, folders (of which the `.txt` files are read, or those of `reader`) or `-` for standard input.
        reader: The format, as `quoteattr formats` lists them; told by content and name if left out.
        text_column: The column of a table that has the texts; guessed if left out.
        id_column: The column that has the ids, likewise.

    Raises:
        InputError: Something cannot be read; to go on with the rest, use `articles_in` of this module.
        OptionError: There is no such reader, or a library is missing.

    Example:
        >>> [article.id for article in articles_from("seeds")]  # doctest: +SKIP
        ['seeds/article.txt']
    """
    names = [str(path) for path in paths]
    options = Reading(reader, text_column, id_column)
    check_reading(names, options)
    return _raising(articles_in(names, options))


def _raising(items: Iterable[Found | InputError]) -> Iterator[Article]:
    for item in items:
        if isinstance(item, InputError):
            raise item
        yield item.article


def _source(path: str, options: Reading, stdin: BinaryIO | None) -> Source:
    name = STDIN_NAME if path == STDIN else path
    try:
        opened = _opener(path, stdin)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise InputError(why_unreadable(path, error)) from None
    return Source(name, opened, options.text_column, options.id_column, options.tell)


def _best(known: Iterable[Reader], source: Source) -> Reader:
    return max(known, key=lambda reader: reader.recognises(source))


def _opener(path: str, stdin: BinaryIO | None) -> Opener:
    """What opens a file from its beginning, as often as needed; of a stream, which can be read once, a copy."""
    if path == STDIN:
        if stdin is None and sys.stdin is None:
            raise InputError("Standard input is closed. Give files or folders.")
        return StreamCopy(stdin or sys.stdin.buffer, STDIN_NAME).opened
    stream = open(path, "rb")  # noqa: SIM115 – a pipe stays open as long as it is read from
    if not os.path.isfile(path):
        return StreamCopy(stream, path).opened
    stream.close()
    return lambda: open(path, "rb")
