"""What a word can be in a story: can it speak, does it name somebody, is it one person."""

from quoteattr.lexicon import Lexicon
from quoteattr.tree import Token


def can_speak(head: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names a role, an institution, a group, a medium or a place that stands for its government."""
    finds = (lexicon.role, lexicon.organisation, lexicon.group)
    return any(find(head.text) is not None for find in finds) or any(
        form in table for table in (lexicon.places, lexicon.media) for form in (head.text.lower(), head.lemma.lower())
    )
