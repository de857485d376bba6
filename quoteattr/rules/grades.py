"""Grades and ratings between marks, which are names of a mark and nobody's words: *mit „gut“ bewertet*."""

from quoteattr.lexicon import Lexicon
from quoteattr.text.marks import MarkPair
from quoteattr.tree import Sentence

_LONGEST = 2  # words of a grade (*sehr gut*)


def is_grade(sentence: Sentence, pair: MarkPair, lexicon: Lexicon) -> bool:
    """Whether marked words are the grade that a sentence tells of: *senkte das Votum von „Kaufen“ auf „Halten“*.

    A verb has it behind *mit*, a noun behind *auf*: *sprach nach der Einstufung von „Willkür“* says something.
    """
    before = next(reversed(sentence.before(pair.span.start)), None)
    words = [token for token in sentence.between(pair.span) if token.is_word]
    case = before.text.lower() if before is not None else ""
    if case not in ("auf", "mit", "von") or not 0 < len(words) <= _LONGEST:
        return False
    behind = sentence.behind(pair.span.end)
    outside = [*sentence.before(pair.span.start), *behind]
    graded = lexicon.words("grades") if case == "mit" else lexicon.words("rating")
    again = case != "von" or [token.text for token in behind[:1]] == ["auf"]  # von „Kaufen“ auf „Halten“
    return again and any(token.text.lower().endswith(tuple(graded)) for token in outside)
