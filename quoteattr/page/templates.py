"""The templates of the page: everything that is put into one is escaped, and shown rather than obeyed."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quoteattr.documents.explain import LANGUAGES
from quoteattr.documents.printable import printable
from quoteattr.errors import OptionError
from quoteattr.lexicon.tables import Row, scan_table

FOLDER = resources.files("quoteattr") / "data" / "page"


def render(template: str, language: str, **values: Any) -> str:
    """A template of `quoteattr/data/page`, filled.

    Args:
        template: Name of the file.
        language: `de` or `en`, of the words around the article.
        **values: What the template uses.

    Raises:
        OptionError: There are no words in this language.
    """
    words = words_in(language)
    return _environment().get_template(template).render(language=language, words=words, **values)


@cache
def words_in(language: str) -> Mapping[str, str]:
    """The words of the page by key.

    Raises:
        OptionError: There are none in this language.
    """
    if language not in LANGUAGES:
        raise OptionError(f"language is {language!r}; give one of {', '.join(LANGUAGES)}.")
    rows = scan_table(FOLDER, "words", ("key", *LANGUAGES))
    return {row.cells["key"]: row.cells[language] for row in rows if isinstance(row, Row)}


@cache
def source_of(name: str) -> Markup:
    """A style sheet or a script of the page, as it is."""
    return Markup(FOLDER.joinpath(name).read_text("utf-8"))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("quoteattr", "data/page"),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    """A string without what HTML cannot hold or what turns the direction of all that follows."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
