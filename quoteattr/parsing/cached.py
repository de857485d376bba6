"""Parses kept in a folder as CoNLL-U, one file a text: a second run over the same texts needs no model.

The name of a file is a hash of the text and of the model's name. A parse whose paragraphs are not those of the layout
any more is made anew, and so is one that was cut off, emptied or written by an older version: the first line of a file
has a version and a hash of the rest, the second what the parser found odd. What else decides a parse, the code of this
package, is not looked at: delete the folder when that changes.
"""

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from secrets import token_hex

from attrs import evolve

from quoteattr.errors import InputError
from quoteattr.model import Diagnostic
from quoteattr.parsing import conllu
from quoteattr.parsing.embedded import MANIFEST, embedded_folder
from quoteattr.parsing.protocol import EMBEDDED, Parser, load
from quoteattr.plaindata import converter
from quoteattr.text.layout import paragraphs
from quoteattr.tree import Parse

_VERSION = 3
_CONVERTER = converter()
_ODD = "# diagnostics = "
_LOG = logging.getLogger(__name__)


class CachedParser:
    """A `Parser` that asks another one only for texts that it has not seen.

    Where parses cannot be kept, `parse` raises an `InputError`.

    Args:
        folder: Where the parses are kept; made if it is not there.
        name: Name and version of the model that the parses are from.
        load: Makes the parser behind it, called when a text is new.
    """

    def __init__(self, folder: Path, name: str, load: Callable[[], Parser]) -> None:
        self.name = name
        self._folder = folder
        self._load = load

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        """The parses of several texts, in order."""
        files = [self._file_of(text) for text in texts]
        kept = {file: self._kept(file, text) for file, text in zip(files, texts, strict=True)}
        new = {file: text for file, text in zip(files, texts, strict=True) if kept[file] is None}
        if new:
            with _problems_told(self._folder):
                self._folder.mkdir(parents=True, exist_ok=True)
            for file, parse in zip(new, self._parser.parse(list(new.values())), strict=True):
                source = _source_of(parse)
                _keep(file, source)
                kept[file] = self._parse_of(source, new[file])
        for file in files:
            found = kept[file]
            assert found is not None
            yield found

    def _kept(self, file: Path, text: str) -> Parse | None:
        """The parse in a file, None if there is none or the paragraphs of the text are others now."""
        source = _kept_in(file)
        if source is None:
            return None
        parse = self._parse_of(source, text)
        layout = paragraphs(text)
        spans = [layout[each.paragraph].span if each.paragraph < len(layout) else None for each in parse.sentences]
        fit = (span is not None and span.covers(each.span) for span, each in zip(spans, parse.sentences, strict=True))
        return parse if all(fit) and (not spans or spans[-1] == layout[-1].span) else None

    def _parse_of(self, source: str, text: str) -> Parse:
        """The parse that `_source_of` wrote."""
        odd = json.loads(source.partition("\n")[0].removeprefix(_ODD))
        parse = conllu.read(source, text, model=self.name)
        return evolve(parse, diagnostics=_CONVERTER.structure(odd, tuple[Diagnostic, ...]))

    @cached_property
    def _parser(self) -> Parser:
        """The parser behind the cache, loaded when first needed."""
        return self._load()

    def _file_of(self, text: str) -> Path:
        """Where the parse of a text is kept."""
        key = f"{self.name}\0{text}".encode(errors="surrogatepass")
        return self._folder / f"{hashlib.sha256(key).hexdigest()[:24]}.conllu"


def _source_of(parse: Parse) -> str:
    """A parse as CoNLL-U, below a comment with what the parser found odd."""
    return f"{_ODD}{json.dumps(_CONVERTER.unstructure(parse.diagnostics))}\n{conllu.write(parse)}"


@contextmanager
def _problems_told(path: Path) -> Iterator[None]:
    """What keeps a parse from being kept or read, as an error that says what to do."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"Parses cannot be kept in {path}: {error.strerror}. Give another folder, or remove what is in the way."
        ) from error


def _keep(file: Path, source: str) -> None:
    """Write a parse, whole or not at all, whatever other processes do in the same folder."""
    content = source.encode(errors="surrogatepass")
    part = file.with_name(f"{file.name}.{os.getpid()}-{token_hex(4)}.part")
    with _problems_told(file):
        try:
            part.write_bytes(_head_of(content) + content)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def _kept_in(file: Path) -> str | None:
    """The parse in a file; None if there is none, or not the one that was written there."""
    with _problems_told(file):
        try:
            head, newline, content = file.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
    if head + newline != _head_of(content):
        _LOG.warning("%s is not the parse that was kept there; the text is parsed anew", file)
        return None
    return content.decode(errors="surrogatepass")


def _head_of(content: bytes) -> bytes:
    """The first line of a file: the version of the form, and a hash of the rest."""
    return f"# quoteattr parse {_VERSION} {hashlib.sha256(content).hexdigest()}\n".encode()


def cached(folder: Path, model: str | None = None) -> CachedParser:
    """A cache in `folder` before a model by name, which is loaded only for texts that are not there.

    Raises:
        UnknownModelError: There is no such model.
        DamagedModelError: A file of the embedded model is missing or changed.
    """
    if model in (None, EMBEDDED):
        embedded = embedded_folder()
        # Weights can change under the same version while a model is being made.
        weights = hashlib.sha256((embedded.path / MANIFEST).read_bytes()).hexdigest()[:8]
        return CachedParser(folder / weights, embedded.name, load)
    parser = load(model)
    return CachedParser(folder, parser.name, lambda: parser)
