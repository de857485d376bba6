"""Evidence that binds: what grammar leaves no doubt about is not weighed.

A sentence with a clear frame of its own (*…, so X*; *laut X*; *wie X betonte*; *…, sagte X*) is no free form: free
forms are sentences without a frame (Petersen-Frey & Biemann 2024).
"""

from collections.abc import Iterable

from quoteattr.decide.nesting import FREE
from quoteattr.rules import Proposal


def admitted(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals without the free forms of sentences that have a binding frame."""
    found = list(proposals)
    framed = {id(proposal.sentence) for proposal in found if binds(proposal)}
    return [proposal for proposal in found if proposal.type not in FREE or id(proposal.sentence) not in framed]


def binds(proposal: Proposal) -> bool:
    """Whether a proposal has a frame that leaves no doubt: its rule says so, and somebody speaks in it."""
    return proposal.rule.binds and not proposal.told and proposal.speaker is not None
