"""The `Parser` protocol and the one function that finds a parser for a `model` argument."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from quoteattr.errors import UnknownModelError
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Parse

EMBEDDED = "embedded"


@runtime_checkable
class Parser(Protocol):
    """Anything that turns texts into parses.

    Attributes:
        name: Name and version, kept in every `Document`.
    """

    name: str

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        """Parse several texts at once, in order. Must accept any text, the empty one too."""
        ...


def load(model: Any = None, lexicon: Lexicon | None = None) -> Parser:
    """The parser for a `model` argument.

    Args:
        model: None or `"embedded"` for the German model inside the package; the name of an official Stanza
            package (`"gsd"`, `"hdt"`, `"combined"`); a folder with model files; a ready `stanza.Pipeline`; or any
            object with the `Parser` protocol.
        lexicon: Words that mend the boundaries of sentences, where the parser is one of ours; the German ones of the
            package if left out.

    Raises:
        UnknownModelError: `model` is none of these, or is not installed; the message says how to get it.
        DamagedModelError: A file of the embedded model is missing or changed.
    """
    if isinstance(model, Parser) and not isinstance(model, type):  # a class has both, and cannot parse
        return model
    from quoteattr.parsing import stanza  # only now: importing Stanza itself takes seconds

    if model is None or model == EMBEDDED:
        return stanza.embedded(lexicon)
    if isinstance(model, Path) or (isinstance(model, str) and Path(model).is_dir()):
        return stanza.from_folder(Path(model), lexicon)
    if isinstance(model, str):
        return stanza.official(model, lexicon)
    if type(model).__name__ == "Pipeline" and hasattr(model, "processors"):
        return stanza.StanzaParser(model, name="stanza pipeline", lexicon=lexicon)
    raise UnknownModelError(
        f"{model!r} is no model. Give None or 'embedded', the name of a Stanza package ('gsd', 'hdt', 'combined'), "
        "a folder, a stanza.Pipeline, or an object with a name and a parse(texts) method."
    )
