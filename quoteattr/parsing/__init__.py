"""Parsers: where the dependency trees come from.

`load` turns what a user gives as `model` into a `Parser`. Stanza is imported only when one of its models is used.
"""

from quoteattr.parsing.protocol import Parser, load

__all__ = ["Parser", "load"]
