"""The rules: one module a construction. A rule proposes; `quoteattr.decide.resolve` decides."""

from collections.abc import Iterator

from quoteattr.rules import direct, framed, free, indirect, noun, reported
from quoteattr.rules.base import Context, Proposal

__all__ = ["Context", "Proposal", "propose"]


def propose(context: Context) -> Iterator[Proposal]:
    """All proposals for a document, rule by rule."""
    for rule in (direct, indirect, noun, framed, free, reported):
        yield from rule.propose(context)
