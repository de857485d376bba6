"""Brings its own parses, here from a CoNLL-U file: no model is loaded, Stanza is not imported."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import quoteattr
from quoteattr.parsing import conllu

TEXT = "Die Brücke bleibe gesperrt, teilte die Stadt mit. „Wir prüfen das“, sagte Bürgermeisterin Lindner."


class FromFile:
    """Whatever has a name and a method `parse` is a parser; yours may call any tool you like."""

    name = "own parses 1.0"

    def parse(self, texts: Sequence[str]) -> Iterator[quoteattr.Parse]:
        """The parses of the texts, in order."""
        source = Path(__file__).with_suffix(".conllu").read_text(encoding="utf-8")
        for text in texts:
            yield conllu.read(source, text, model=self.name)


document = quoteattr.QuoteAttributor(FromFile()).attribute(TEXT)
for quote in document.quotes:
    name = quote.speaker.name if quote.speaker else None
    print(f"{name}: {quote.text} (cue: {quote.cue.text if quote.cue else None})")
print(f"parsed by {document.model}")
