"""Who says what, how, and with what stance in German news text.

Example:
    >>> import quoteattr
    >>> document = quoteattr.attribute("Der Minister sagte, die Lage sei ernst.")  # doctest: +SKIP
    >>> [(quote.speaker.name, quote.text) for quote in document.quotes]  # doctest: +SKIP
    [('Minister', 'die Lage sei ernst')]
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quoteattr.api import *  # noqa: F403 - its names are listed there
    from quoteattr.api import __all__ as __all__
else:

    def __getattr__(name: str) -> object:
        """A public name or a part of the package: all are imported with the first, which takes half a second."""
        api = import_module("quoteattr.api")
        globals().update({each: getattr(api, each) for each in ("__all__", *api.__all__)})
        if name not in globals():
            raise AttributeError(f"quoteattr has no attribute {name!r}; its public names are {', '.join(api.__all__)}.")
        return globals()[name]

    def __dir__() -> list[str]:
        return sorted({*__getattr__("__all__"), *globals()})
