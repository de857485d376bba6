"""Who finds that something falls short: *Den Grünen | reicht das nicht, Roth | geht der Entwurf zu weit.*

The verb says of a thing that it is not enough, or too much, and whoever it is so for, in the dative, shows an attitude.
"""

from quoteattr.grammar.animacy import is_somebody
from quoteattr.grammar.cues import VerbCue
from quoteattr.lexicon import Lexicon
from quoteattr.tree import Token

_POINTING = frozenset({"das", "dies", "es"})
_PARTS = ("nsubj", "obj", "iobj", "obl")


def falls_short(cue: VerbCue, lexicon: Lexicon) -> bool:
    """Whether a verb says of its subject that it is not enough for somebody, or too much."""
    return all(sense.lemma in lexicon.words("falls-short") for sense in cue.senses)


def unsatisfied(cue: VerbCue, lexicon: Lexicon) -> Token | None:
    """For whom it falls short; None where nobody is named, or it is no words (*das Geld reicht ihm nicht*)."""
    parts = cue.sentence.children(cue.predicate, *_PARTS)  # a parser takes either of the two for the subject
    bare = [part for part in parts if cue.sentence.child(part, "case") is None]
    said = [part for part in bare if part.text.lower() in _POINTING or lexicon.noun(part.text) is not None]
    return next((part for part in bare if part not in said and is_somebody(part, lexicon)), None) if said else None
