"""Grades and ratings between marks, which are names of a mark and nobody's words: *mit „gut“ bewertet*."""

from quoteattr.lexicon import Lexicon
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Sentence

_PREPOSITIONS = frozenset({"auf", "mit", "von", "bei"})
_LONGEST = 2  # words of a grade (*sehr gut*)


def is_grade(sentence: Sentence, pair: MarkPair, lexicon: Lexicon) -> bool:
    """Whether marked words are the grade that a sentence tells of: *senkte das Votum von „Kaufen“ auf „Halten“*."""
    before = next(reversed(sentence.before(pair.span.start)), None)
    words = [token for token in sentence.between(pair.span) if token.is_word]
    if before is None or before.text.lower() not in _PREPOSITIONS or not 0 < len(words) <= _LONGEST:
        return False
    rating = tuple(lexicon.words("rating"))
    outside = (token for token in sentence.tokens if not pair.span.covers(token.span))
    return any(word.endswith(rating) for token in outside for word in (token.text.lower(), token.lemma.lower()))
