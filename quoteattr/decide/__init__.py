"""Decides which proposals of the rules are quotations, and how these hang together."""

from quoteattr.decide.nesting import FREE, Decision
from quoteattr.decide.resolve import resolve
from quoteattr.decide.weights import Weights

__all__ = ["FREE", "Decision", "Weights", "resolve"]
