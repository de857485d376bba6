"""Who is interviewed: whom the questions address by name (*Frau Nolte, wie teuer wird der Strom?*)."""

from itertools import groupby, pairwise

from quoteattr.grammar.speaking import Phrase
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.tree import Sentence, Token

_ADDRESS = frozenset({"Frau", "Herr"})
_POLITE = frozenset({"Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer"})
_LONGEST = 8  # words and signs up to the comma


def interviewee(reading: Reading) -> Phrase | None:
    """The one whom paragraphs address at their start; None where none does, or several people are addressed."""
    found: Phrase | None = None
    for _, paragraph in groupby(reading.sentences, lambda sentence: sentence.paragraph):
        first, *others = paragraph
        addressed = _addressed(first)
        if addressed is None or reading.inside_marks(addressed.head) or not any(map(_asks, (first, *others))):
            continue
        if found is not None and addressed.head.text != found.head.text:
            return None
        found = found or addressed
    return found


def is_answer(reading: Reading, proposal: Proposal) -> bool:
    """Whether words between marks fill a paragraph behind one without marks, as the answers of an interview do."""
    sentence, span = proposal.sentence, proposal.span
    before = reading.parse.before(sentence)
    last = reading.parse.sentence_at(span.end - 1)
    behind = reading.sentences[last.index + 1 : last.index + 2] if last is not None else ()
    alone = (
        before is not None and before.paragraph != sentence.paragraph and before.tokens[-1].text != ":"
        and all(each.paragraph != sentence.paragraph for each in behind)
    )  # fmt: skip
    outside = (token for token in (*sentence.before(span.start), *(last or sentence).behind(span.end)) if token.is_word)
    return alone and before is not None and not reading.inside_marks(before.tokens[0]) and not any(outside)


def _asks(sentence: Sentence) -> bool:
    """Whether a sentence asks or says *Sie*: *Herr Nolte, Ingenieur im Ruhestand, winkt ab* addresses nobody."""
    return sentence.tokens[-1].text == "?" or any(token.text in _POLITE for token in sentence.tokens)


def _addressed(sentence: Sentence) -> Phrase | None:
    """Whom a sentence opens with: *Frau*, a name and a comma, behind a label (*Rundblick:*) if there is one."""
    words = [token for token in sentence.tokens if token.is_word or token.text in ",:"]
    colon = next((at for at, token in enumerate(words[:_LONGEST]) if token.text == ":"), -1)
    spoken = words[colon + 1 :]
    comma = next((at for at, token in enumerate(spoken[:_LONGEST]) if token.text == ","), 0)
    named = spoken[:comma]
    if len(named) < 2 or named[0].text not in _ADDRESS or not all(map(_goes_on, pairwise(named))):
        return None
    return Phrase(sentence, tuple(named), named[-1])


def _goes_on(words: tuple[Token, Token]) -> bool:
    """Whether the second of two words is large, or the rest of a name that a tokenizer has cut."""
    return words[1].text[0].isupper() or words[1].start == words[0].end
