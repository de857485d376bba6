"""What stands around a report: the place, agency and time, or the topic, that it opens with, and who wrote it.

*BERLIN (dpa) –*, *18.20 Uhr –*, *Von Ute Sand, Warschau*.
"""

from quoteattr.tree import NOMINAL, Sentence, Token

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


def topic_end(sentence: Sentence, finite: Token) -> int:
    """How many words and signs name the topic of a headline, the dash among them; 0 without one.

    *Streit um Windpark – Rat weist Klage ab*: no verb before the one dash, and behind it the clause with its subject.
    """
    before = sentence.tokens[: finite.index]
    dashes = [token.index for token in sentence.tokens if token.index and _is_dash(sentence, token)]
    if len(dashes) != 1 or not 0 < dashes[0] < finite.index or any(token.is_finite for token in before):
        return 0
    behind = before[dashes[0] + 1 :]
    named = any(token.upos in NOMINAL for token in behind) and behind[0].upos not in ("ADP", "SCONJ")
    later = bool(behind) and all(token.upos == "ADV" for token in behind)  # – nun klagt die Familie
    return dashes[0] + 1 if (named or later) and not any(token.text == "," for token in behind) else 0


def _is_dash(sentence: Sentence, token: Token) -> bool:
    """Whether a dash stands between blanks, and no hyphen inside a word (*Delius-Yamamoto*)."""
    return token.text in _DASHES and token.start > sentence.tokens[token.index - 1].end


def is_byline(sentence: Sentence) -> bool:
    """Whether a line names who wrote the report: *Von*, names, and neither a verb nor a stop."""
    first, *others = sentence.tokens
    alone = len(sentence.tokens) <= _LONGEST and first.text == "Von" and bool(others) and others[-1].text != "."
    named = any(token.upos == "PROPN" for token in others)  # parsers take some first names for nouns
    return alone and named and all(token.upos in _OF_BYLINE for token in others)
