"""The rules: one module a construction. A rule proposes; `quoteattr.decide` decides.

A new construction is a new module in this package with a `FAMILY`; nothing else names it.
"""

import importlib
import pkgutil

from quoteattr.rules.family import Family, propose
from quoteattr.rules.proposal import Proposal, Rule

__all__ = ["FAMILIES", "Family", "Proposal", "Rule", "propose"]


def _found() -> tuple[Family, ...]:
    """The families of all modules of this package, by the names of the modules."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(module.FAMILY for module in modules if hasattr(module, "FAMILY"))


FAMILIES: tuple[Family, ...] = _found()
"""All families of rules that come with quoteattr."""
