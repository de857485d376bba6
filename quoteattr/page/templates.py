"""The templates of the page: everything that is put into one is escaped, and shown rather than obeyed."""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from quoteattr.documents.explain import LANGUAGES
from quoteattr.documents.printable import printable
from quoteattr.errors import OptionError
from quoteattr.lexicon.tables import Row, scan_table

FOLDER = resources.files("quoteattr") / "data" / "page"
_IMPORT = re.compile(r"^import .*?;\n|^export ", re.MULTILINE | re.DOTALL)


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
def source_of(*names: str) -> Markup:
    """Style sheets or modules of a script, one after the other as one.

    A page has no files beside it, so a module finds what it imports above itself: imports are left out, exports are
    plain definitions.
    """
    sources = (FOLDER.joinpath(name).read_text("utf-8") for name in names)
    return Markup("\n".join(_IMPORT.sub("", source) for source in sources))


def policy_for(style: str, script: str) -> str:
    """The content security policy of a page: nothing may run or be asked for but this style sheet and this script."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


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
