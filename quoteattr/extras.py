"""Optional libraries: which extra brings them, and what to do where one is missing."""

from importlib.util import find_spec

from quoteattr.errors import OptionError

EXTRAS = {
    "html": ("trafilatura", "lxml_html_clean"),
    "arrow": ("pyarrow",),
    "ray": ("ray", "pyarrow"),
    "cas": ("cassis",),
    "spacy": ("spacy",),
    "xml": ("lxml",),
    "subtitles": ("pysubs2",),
    "terminal": ("rich",),
    "archive": ("rapidfuzz",),
    "evaluate": ("scipy",),
    "completion": ("shtab",),
}
"""The modules that each extra of the package brings."""


def missing(extra: str) -> tuple[str, ...]:
    """The modules of an extra that are not installed; none are needed for the extra ''.

    Example:
        >>> missing("")
        ()
    """
    return tuple(module for module in EXTRAS.get(extra, ()) if find_spec(module) is None)


def install_line(extra: str) -> str:
    """The command that installs an extra.

    Example:
        >>> install_line("arrow")
        "pip install 'quoteattr[arrow]'"
    """
    return f"pip install 'quoteattr[{extra}]'"


def require(extra: str, what: str) -> None:
    """Make sure that an extra is there, before any work is done.

    Args:
        extra: Name of the extra, empty for none.
        what: What needs it, for the message.

    Raises:
        OptionError: A module of it is not installed; the message has the line that installs it.
    """
    if lacking := missing(extra):
        raise OptionError(f"{what} needs {' and '.join(lacking)}. Install it: {install_line(extra)}")
