"""Which party a word names, and which one somebody belongs to: *Karl Ott von der SPD*."""

from collections.abc import Sequence

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.person_nouns import Word

_OF = (["von", "der"], ["von", "den"])


def party_of(word: str, lexicon: Lexicon) -> str:
    """The party of the tables that a word names (*grüne* for *grünen*), in lower case; empty if none."""
    organisation = lexicon.organisations.get(word.lower())
    return organisation.id.lower() if organisation is not None and organisation.field == "party" else ""


def party_behind(words: Sequence[Word], after: int, lexicon: Lexicon) -> str:
    """The party of the tables behind a name (*Karl Ott von der SPD*), in lower case; empty if none."""
    *of, party = [word.lower for word in words[after : after + 3]] or [""]
    return party_of(party, lexicon) if of in _OF else ""
