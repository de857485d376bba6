"""Parses kept in a folder as CoNLL-U, one file a text: a second run over the same texts needs no model.

The name of a file is a hash of the text and of the model's name. A parse whose paragraphs are not those of the layout
any more is made anew. What else decides a parse, the code of this package, is not looked at: delete the folder when
that changes.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from quoteattr.parsing import conllu
from quoteattr.parsing.embedded import MANIFEST, embedded_folder
from quoteattr.parsing.protocol import EMBEDDED, Parser, load
from quoteattr.text.layout import paragraphs
from quoteattr.tree import Parse


class CachedParser:
    """A `Parser` that asks another one only for texts that it has not seen.

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
            self._folder.mkdir(parents=True, exist_ok=True)
            for file, parse in zip(new, self._parser.parse(list(new.values())), strict=True):
                part = file.with_suffix(".part")  # an interrupted run leaves no half parse behind
                part.write_text(conllu.write(parse), encoding="utf-8", errors="surrogatepass")
                part.replace(file)
        for file, text in zip(files, texts, strict=True):
            yield kept[file] or self._read(file, text)

    def _kept(self, file: Path, text: str) -> Parse | None:
        """The parse in a file, None if there is none or the paragraphs of the text are others now."""
        if not file.is_file():
            return None
        parse = self._read(file, text)
        layout = paragraphs(text)
        spans = [layout[each.paragraph].span if each.paragraph < len(layout) else None for each in parse.sentences]
        fit = (span is not None and span.covers(each.span) for span, each in zip(spans, parse.sentences, strict=True))
        return parse if all(fit) and (not spans or spans[-1] == layout[-1].span) else None

    def _read(self, file: Path, text: str) -> Parse:
        source = file.read_text(encoding="utf-8", errors="surrogatepass")
        return conllu.read(source, text, model=self.name)

    @cached_property
    def _parser(self) -> Parser:
        """The parser behind the cache, loaded when first needed."""
        return self._load()

    def _file_of(self, text: str) -> Path:
        """Where the parse of a text is kept."""
        key = f"{self.name}\0{text}".encode(errors="surrogatepass")
        return self._folder / f"{hashlib.sha256(key).hexdigest()[:24]}.conllu"


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
