"""One of several of whom the text spoke before: *einer von ihnen*, *eine der Frauen*, *ein anderer*, *der zweite*.

Such words name nobody; the noun that they stand for does (*Zwei Ärzte … Der andere*: ein anderer Arzt).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from quoteattr.decide import Decision
from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Gender, Lexicon, Number, remembered
from quoteattr.model import QuoteType
from quoteattr.reading import Reading
from quoteattr.speakers.epithets import is_office
from quoteattr.speakers.naming import label_of
from quoteattr.speakers.person_nouns import role_of
from quoteattr.speakers.references import STRONG_ENDINGS, Form, Reference, clause_of
from quoteattr.speakers.sources import Pointer, Source
from quoteattr.tree import Token

_ONE: Mapping[str, Gender] = {"einer": Gender.MASCULINE, "eine": Gender.FEMININE, "eines": Gender.NEUTER}
_ARTICLES: Mapping[str, Gender | None] = {
    "ein": None, "eine": Gender.FEMININE, "der": Gender.MASCULINE, "die": Gender.FEMININE, "das": Gender.NEUTER,
}  # fmt: skip
_NEXT = ("ander", "weiter", "zweit", "dritt", "viert")
_FIRST = ("eine", "erste")
_ENDINGS = ("er", "es", "e")
_REACH = 2  # sentences before
_LAST = 3  # quotations before
_COUNTING = frozenset({"mehrer", "viel", "einig", "manch", "beid", "wenig", "all", "zahlreich"})


class OneOf:
    """Finds what words stand for that only tell that somebody is one of several.

    Args:
        reading: The document.
        mentions: The mentions of each sentence.
        decisions: The quotations; what stands in them is no antecedent.
        sources: Who speaks each of them, as far as it is known.
    """

    def __init__(
        self,
        reading: Reading,
        mentions: Mapping[int, Sequence[Reference]],
        decisions: Sequence[Decision],
        sources: Mapping[int, Source],
    ) -> None:
        self._reading = reading
        self._mentions = mentions
        self._sources = sources
        outer = (one.proposal for one in decisions if one.parent is None)
        self._quoted = sorted(
            (span.start, span.end) for one in outer if one.type is not QuoteType.REPORTED for span in one.quote
        )

    def source(self, phrase: Phrase, number: int) -> Source | None:
        """Who a phrase is by the noun that it stands for, nobody if the text tells none; None for any other phrase.

        Args:
            phrase: The phrase of a speaker.
            number: Of the quotation.
        """
        ordinal, gender = _word(phrase)
        if gender is None:
            return None
        here = [one for one in self._mentions.get(phrase.sentence.index, ()) if one.head in phrase.tokens]
        told = next((one for one in here if one.roles and one.top.relation == "appos"), None)
        if told is not None:  # Einer von ihnen, der damalige Personalchef
            return Source(Pointer.MENTION, (told,))
        several = self._part_of(phrase)
        nouns = several if several is not None else self._antecedents(phrase, ordinal, number)
        if several is None and not ordinal:
            nouns = takewhile(lambda noun: not (noun.both and _is_definite(phrase)), nouns)  # beide Frauen … die eine
        found = (self._as_one_of(noun, phrase, ordinal, gender) for noun in nouns)
        one = next((reference for reference in found if reference is not None), None)
        return Source(Pointer.MENTION, (one,)) if one is not None else Source(Pointer.NOBODY)

    def _part_of(self, phrase: Phrase) -> list[Reference] | None:
        """The noun of which a phrase names one (*eine der Frauen*), None if it has none (*eine von ihnen*)."""
        sentence, head = phrase.sentence, phrase.head
        nouns = [token for token in sentence.children(head, "nmod") if token.upos in ("NOUN", "PROPN")]
        nouns = [token for token in nouns if token.index > head.index and _is_plural(phrase, token)]
        here = self._mentions.get(sentence.index, ())
        if not nouns:
            return None
        known = [one for one in here if one.head is nouns[0]]
        form, clause = Form.GROUP, clause_of(sentence, nouns[0])
        return known[:1] or [Reference(sentence, (nouns[0],), nouns[0], form, key=nouns[0].text, clause=clause)]

    def _antecedents(self, phrase: Phrase, ordinal: str, number: int) -> Iterator[Reference]:
        """What a phrase can take up, the likeliest first: of *ein anderer* who spoke before, else a group."""
        sentence = phrase.sentence
        if ordinal:
            sources = (self._sources.get(other) for other in range(number - 1, max(number - 1 - _LAST, -1), -1))
            spoke = (source.references[0] for source in sources if source is not None and source.references)
            last = next((one for one in spoke if 0 <= sentence.index - one.sentence.index <= _REACH), None)
            if last is not None and last.sentence.paragraph == sentence.paragraph:
                yield from [last] if _is_one_of_many(last, self._reading.lexicon) else ()
                return
            yield from (one for one in self._before(phrase) if one.form is Form.ROLE and one.definite is False)
        if ordinal or not _is_described(phrase):
            yield from (one for one in self._before(phrase) if _is_several(one))

    def _is_quoted(self, offset: int) -> bool:
        """Whether a place lies in what somebody says."""
        at = bisect_right(self._quoted, (offset, len(self._reading.text))) - 1
        return at >= 0 and offset < self._quoted[at][1]

    def _before(self, phrase: Phrase) -> Iterator[Reference]:
        """The mentions before a phrase outside what is quoted, sentence by sentence, of each the subjects first."""
        sentence = phrase.sentence
        for index in range(sentence.index, max(sentence.index - _REACH, 0) - 1, -1):
            here = [one for one in self._mentions.get(index, ()) if not self._is_quoted(one.head.start)]
            here = [one for one in here if one.sentence.paragraph == sentence.paragraph]
            here = [one for one in here if one.span.end <= phrase.tokens[0].start]
            yield from sorted(here, key=lambda one: not one.subject)

    def _as_one_of(self, noun: Reference, phrase: Phrase, ordinal: str, gender: Gender) -> Reference | None:
        """The mention that a phrase makes of a noun, None if they do not agree."""
        found = _singular(noun, gender, self._reading.lexicon)
        if found is None:
            return None
        called, role = found
        tail = ""
        adjectives: list[str] = []
        if noun.form is not Form.NAME:
            words = (noun.label or label_of(noun, self._reading)).split()
            at = next((at for at, word in enumerate(words) if word[:2].lower() == called[:2].lower()), len(words))
            adjectives = [word for word in words[:at] if word[0].islower() and not word.startswith(_NEXT)]
            tail = " ".join(words[at + 1 :])
        ending = STRONG_ENDINGS[gender]
        declined = [
            stem + ending for word in adjectives if (stem := word.removesuffix("r").removesuffix("s"))[-1] == "e"
            and (stem := stem[:-1]) not in _COUNTING
        ]  # fmt: skip
        label = " ".join(part for part in (ordinal + ending if ordinal else "", *declined, called, tail) if part)
        return Reference(
            phrase.sentence, (phrase.head,), phrase.head, Form.ROLE, key=called, roles=(role,), gender=gender,
            number=Number.SINGULAR, definite=False, complement=bool(tail), subject=True, label=label,
            clause=clause_of(phrase.sentence, phrase.head),
        )  # fmt: skip


def _word(phrase: Phrase) -> tuple[str, Gender | None]:
    """The stem that tells which one it is (*ander*; empty of the first) and the gender, None of another word."""
    head, tokens = phrase.head, phrase.sentence.tokens
    word = head.text.lower()
    before = tokens[head.index - 1].text.lower() if head.index else ""
    subject = head.relation == "nsubj" and head.feats.get("Number") != "Plur"
    if not subject or head.text[0].isupper() > (head.index == 0):
        return "", None
    if word in _FIRST and before in ("der", "die", "das"):
        return "", _ARTICLES[before]
    if word in _ONE and head.upos in ("PRON", "DET"):
        return "", _ONE[word]
    stem = next((stem for stem in _NEXT if word in (stem + ending for ending in _ENDINGS)), "")
    if not stem or before not in _ARTICLES:
        return "", None
    return stem, _ARTICLES[before] or (Gender.MASCULINE if word.endswith("er") else Gender.NEUTER)


def _is_definite(phrase: Phrase) -> bool:
    """Whether an article tells that it is one of two whom a reader knows (*die eine*)."""
    return phrase.tokens[0].text.lower() in _ARTICLES and phrase.tokens[0] is not phrase.head


def _is_one_of_many(one: Reference, lexicon: Lexicon) -> bool:
    """Whether who spoke is only one of many: a group, without a name, or named as such (*Nutzerin Sandy K.*)."""
    if one.form is Form.NAME:
        return len(one.roles) == 1 and not (one.definite or is_office(one, lexicon))
    return one.form is Form.GROUP or (one.form is Form.ROLE and one.definite is False)


def _is_plural(phrase: Phrase, noun: Token) -> bool:
    """Whether a noun below another one is plural, also if it is tagged as none (*einer ihrer Sprecher*)."""
    article = phrase.sentence.child(noun, "det", "det:poss")
    of_men = noun.feats.get("Gender") == "Masc" and article is not None and article.text.endswith("er")
    return of_men or noun.feats.get("Number") == "Plur"


def _is_several(one: Reference) -> bool:
    """Whether a mention can be a group of people."""
    return one.form is Form.GROUP or (one.form is Form.NOUN and one.head.feats.get("Number") == "Plur")


def _is_described(phrase: Phrase) -> bool:
    """Whether a relative clause tells who *einer* is (*einer, der den Klub kennt*), who need not be one of a group."""
    behind = phrase.sentence.tokens[phrase.head.index + 1 :][:2]
    return phrase.head.text.lower() == "einer" and [token.text for token in behind] == [",", "der"]


def _singular(several: Reference, gender: Gender, lexicon: Lexicon) -> tuple[str, str] | None:
    """The noun for one person of a gender, and its role; None if a noun names nobody of it.

    *Ärzte* are a *Arzt* or a *Ärztin*, *Personen* a *Person*, but no *einer*.
    """
    token = several.tokens[0] if several.form is Form.NAME else several.head
    noun = several.key if several.label else token.text
    found = role_of(noun, lexicon)
    if found is not None:
        front = noun[: len(found.role) - len(found.base)]
        one = _people(found.base, lexicon).get(gender)
        joined = one if one is None or not front or front[-1] == "-" else one[0].lower() + one[1:]
        return (front + joined, found.role) if joined is not None else None
    if several.label:
        return (noun, several.roles[0]) if several.gender is gender else None
    if gender is Gender.FEMININE and noun.endswith("innen"):
        return noun[:-3], noun[:-5].lower()
    lemma = token.lemma
    person = gender is Gender.MASCULINE and token.feats.get("Gender") == "Masc" and lemma.endswith(("er", "ling"))
    return (lemma, lemma.lower()) if person else None


@remembered
def _people(masculine: str, lexicon: Lexicon) -> Mapping[Gender, str]:
    """The nouns for one person, by gender, of a noun's masculine in lower case."""
    return {role.gender: role.lemma for role in lexicon.roles.values() if role.masculine.lower() == masculine}
