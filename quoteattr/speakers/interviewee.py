"""Who is interviewed: whom the questions address by name (*Frau Nolte, wie teuer wird der Strom?*), who answers."""

from itertools import groupby, pairwise

from quoteattr.grammar.animacy import is_name_or_person
from quoteattr.grammar.speaking import Phrase, phrase
from quoteattr.model import PlaceKind
from quoteattr.reading import Reading
from quoteattr.rules import Proposal
from quoteattr.text.turns import label_of
from quoteattr.tree import Sentence, Token

_ADDRESS = frozenset({"Frau", "Herr"})
_POLITE = frozenset({"Sie", "Ihnen", "Ihr", "Ihre", "Ihrem", "Ihren", "Ihrer"})
_TALKS = frozenset({"Interview", "Gespräch"})
_BOTH = frozenset({"und", "mit"})
_INTRODUCTION = 2  # paragraphs behind the first that may tell with whom a talk is
_LONGEST = 8  # words and signs up to the comma


def interviewee(reading: Reading) -> Phrase | None:
    """The one whom paragraphs address at their start; None where none does, or several people are addressed.

    Answers that only say so (*Antwort: …*) are given by whom the first paragraphs name as the partner of a talk.
    """
    found: Phrase | None = None
    for _, paragraph in groupby(reading.sentences, lambda sentence: sentence.paragraph):
        first, *others = paragraph
        addressed = _addressed(first)
        if addressed is None or reading.inside_marks(addressed.head) or not any(map(_asks, (first, *others))):
            continue
        if found is not None and addressed.head.text != found.head.text:
            return None
        found = found or addressed
    return found or (_partner(reading) if _has_answers(reading) else _answering(reading))


def _answering(reading: Reading) -> Phrase | None:
    """The name before the labelled answers (*Ute Sand: …*, then *Sand: …*); None if several people answer."""
    labels: list[Phrase] = []
    for sentence in reading.sentences:
        answers = reading.place_of(sentence) is PlaceKind.ANSWER
        label = label_of(reading.text, sentence.span) if answers else None
        tokens = tuple(token for token in sentence.between(label) if token.is_word) if label is not None else ()
        if tokens:
            labels.append(Phrase(sentence, tokens, tokens[-1]))
    words = [{token.text.casefold() for token in label.tokens} for label in labels]
    whole = max(words, key=len, default=set())
    return labels[0] if labels and all(some <= whole for some in words) else None


def _has_answers(reading: Reading) -> bool:
    """Whether paragraphs open with a label that stands for whoever is asked."""
    labels = reading.lexicon.words("answer-label")
    return any(
        each.tokens[0].text.lower() in labels and each.tokens[1:2] and each.tokens[1].text == ":"
        for each in reading.sentences
    )


def _partner(reading: Reading) -> Phrase | None:
    """With whom a talk is: *Interview mit Landrätin Ute Sand*, *Ute Sand im Gespräch*; None where there are several."""
    for sentence in reading.sentences:
        if sentence.paragraph > _INTRODUCTION:
            return None
        talk = next((token for token in sentence.tokens if token.text in _TALKS), None)
        if talk is None:
            continue
        with_whom = [token for token in sentence.tokens[talk.index + 1 : talk.index + 3] if token.text == "mit"]
        near = sentence.tokens[with_whom[0].index + 1 :] if with_whom else sentence.tokens[: talk.index]
        named = [token for token in near if is_name_or_person(token, reading.lexicon)]
        together = all(token.text not in _BOTH for token in near)
        return phrase(sentence, named[0], reading.lexicon) if named and together else None
    return None


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
