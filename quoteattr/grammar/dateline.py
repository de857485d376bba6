"""What stands around a report: the place, agency and time that it opens with, and the name of its author.

*BERLIN (dpa) –*, *18.20 Uhr –*, *Von Ute Sand, Warschau*.
"""

from quoteattr.tree import Sentence, Token

_DASHES = frozenset("–—-")
_OF_BYLINE = frozenset({"PROPN", "NOUN", "ADP", "CCONJ", "PUNCT", "X"})
_LONGEST = 10  # words and signs up to the dash


def dateline_end(sentence: Sentence) -> int:
    """How many words and signs of a sentence are its dateline, the dash among them; 0 without one.

    Names and numbers alone, in brackets or not, before a dash with no second one; none of them is a subject.
    """
    for token in sentence.tokens[:_LONGEST]:
        if token.index and _is_dash(sentence, token):
            behind = sentence.tokens[token.index + 1 :]
            closed = any(_is_dash(sentence, other) for other in behind)
            return token.index + 1 if behind and behind[0].text[0].isupper() and not closed else 0
        place = token.index == 0 and sentence.tokens[1:2] and sentence.tokens[1].text == "("  # Neustadt (ots) –
        if token.is_word and token.upos not in ("PROPN", "NUM", "X") and token.text != "Uhr" and not place:
            return 0
    return 0


def _is_dash(sentence: Sentence, token: Token) -> bool:
    """Whether a dash stands between blanks, and no hyphen inside a word (*Delius-Yamamoto*)."""
    return token.text in _DASHES and token.start > sentence.tokens[token.index - 1].end


def is_byline(sentence: Sentence) -> bool:
    """Whether a line names who wrote the report: *Von*, names, and neither a verb nor a stop."""
    first, *others = sentence.tokens
    alone = len(sentence.tokens) <= _LONGEST and first.text == "Von" and bool(others) and others[-1].text != "."
    named = any(token.upos == "PROPN" for token in others)  # parsers take some first names for nouns
    return alone and named and all(token.upos in _OF_BYLINE for token in others)
