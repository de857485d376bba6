"""What a word can be in a story: can it speak, does it name somebody."""

from quoteattr.lexicon import Lexicon
from quoteattr.tree import Token

_PERSONAL = frozenset("ich du er sie wir ihr mich dich ihn uns euch mir dir ihm ihnen".split())


def can_speak(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun names a role, an institution, a group, a medium or a place that stands for its government."""
    finds = (lexicon.role, lexicon.organisation, lexicon.group)
    forms = (noun.text.lower(), noun.lemma.lower())
    return any(find(noun.text) is not None for find in finds) or any(
        form in table for table in (lexicon.places, lexicon.media) for form in forms
    )


def is_somebody(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a name, a personal pronoun, or a noun that can speak."""
    if token.upos == "PRON":
        return token.text.lower() in _PERSONAL
    return token.upos == "PROPN" or can_speak(token, lexicon)
