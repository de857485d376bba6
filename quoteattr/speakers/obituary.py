"""Whose obituary a text is: its first paragraphs tell that somebody has died, *er, sie* or *der Verstorbene* then."""

from quoteattr.lexicon import Lexicon
from quoteattr.speakers.references import Reference

_LEAD = 3
"""Paragraphs, the headline among them, that tell whom a text remembers."""


def tells_death(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether the first paragraphs tell that somebody has died (*Ute Sand ist tot, zum Tod von Ute Sand*)."""
    sentence = reference.sentence
    if sentence.paragraph >= _LEAD:
        return False
    verb, noun = sentence.tokens[reference.clause[0]], sentence.head(reference.top)
    died = reference.subject and not lexicon.words("dies").isdisjoint({verb.lemma.lower(), verb.text.lower()})
    named = noun is not None and noun.text.lower() in lexicon.words("death")
    return died or named


def is_deceased(reference: Reference, lexicon: Lexicon) -> bool:
    """Whether a role takes up who has died (*der Verstorbene, die Tote*): what the word for dying makes a noun of."""
    return reference.roles[0].removesuffix("er") in lexicon.words("dies")
