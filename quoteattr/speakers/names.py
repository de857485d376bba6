"""The forms of names: words as they are written, genitives, noble particles, person nouns and their feminines."""

from collections.abc import Collection, Sequence

import regex
from attrs import frozen

from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.syntax import Sentence, Token

PARTICLES = frozenset(
    """
    von vom van de der den del della di da do dos du le la bin ben al el ibn ter ten zu zum zur af av
    freiherr freifrau graf gräfin fürst prinz prinzessin baron baronin edler ritter
    """.split()
)
_JOINERS = frozenset("-‐‑/:*_")  # noqa: RUF001 - the hyphens that texts really have
_INCLUSIVE = regex.compile(r"(?<=\p{Ll})(?:[:*_/]-?in(?P<plural>nen)?|In(?P<plural>nen)?)(?=$|\p{Lu})")
_AGE = regex.compile(r"\p{L}*\d*-?[Jj]ährige[rnms]?")
_SHORTEST = 4  # letters of a role that ends a compound, as in the lexicon


@frozen(eq=False)
class Word:
    """What stands between blanks: *US-Präsident* is one word, whatever the tokenizer made of it.

    Attributes:
        text: As written.
        tokens: The syntactic words that it is made of.
    """

    text: str
    tokens: tuple[Token, ...]

    @property
    def head(self) -> Token:
        """The part that the tree hangs on: the last one that is a word, the head of a German compound."""
        return next((token for token in reversed(self.tokens) if token.is_word), self.tokens[-1])

    @property
    def is_large(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


@frozen
class RoleWord:
    """A person noun that was recognised in a word.

    Attributes:
        role: Masculine counterpart in lower case with all parts of a compound (`bundesaußenminister`).
        base: The part that the lexicon knows (`außenminister`).
        gender: Of the person, None where the noun does not tell.
        number: None where the form does not tell.
        adjectival: Whether the article tells the gender (*der* or *die Abgeordnete*).
    """

    role: str
    base: str
    gender: Gender | None
    number: Number | None
    adjectival: bool = False

    @property
    def prefix(self) -> str:
        """What stands before the known part (`bundes`, `spd`)."""
        return self.role.removesuffix(self.base).rstrip("-")


def words_of(sentence: Sentence, text: str) -> list[Word]:
    """The words of a sentence; parts joined by a hyphen or an inclusive mark without blanks are one word."""
    words: list[Word] = []
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        last = at
        while last + 2 < len(tokens) and _joined(tokens[last], tokens[last + 1], tokens[last + 2]):
            last += 2
        part = tokens[at : last + 1]
        form = text[part[0].start : part[-1].end] if last > at else part[0].text
        words.append(Word(form, tuple(part)))
        at = last + 1
    return words


def _joined(left: Token, joiner: Token, right: Token) -> bool:
    return (
        joiner.text in _JOINERS
        and left.end == joiner.start
        and joiner.end == right.start
        and left.text[-1].isalnum()
        and right.text[0].isalnum()
    )


def role_of(word: str, lexicon: Lexicon) -> RoleWord | None:
    """The person noun that a word is, ends with or spells inclusively.

    Example:
        >>> found = role_of("Bundesaußenministerin", Lexicon.german())
        >>> found.role, found.gender.value
        ('bundesaußenminister', 'f')
        >>> role_of("Ministerpräsident*in", Lexicon.german()).gender is None
        True
    """
    if _AGE.fullmatch(word):
        return RoleWord("jähriger", "jähriger", None, None, adjectival=True)
    inclusive = _INCLUSIVE.search(word)
    if inclusive:
        stem = word[: inclusive.start()]
        found = role_of(stem, lexicon) or role_of(stem + "e", lexicon)
        number = Number.PLURAL if "nen" in inclusive.group() else Number.SINGULAR
        return RoleWord(found.role, found.base, None, number) if found else None
    lower = word.lower()
    after_hyphen = lower.rpartition("-")[2]
    first = len(lower) - len(after_hyphen)
    for start in (0, *range(first, len(lower) - _SHORTEST + 1)):
        role = lexicon.roles.get(lower[start:])
        if role is not None and (start in (0, first) or _can_end_compound(role)):
            base = role.masculine.lower()
            adjectival = base.endswith("er") and role.lemma.lower() == base[:-1] and role.number is None
            gender = None if role.gender is Gender.NEUTER or base in _SEXLESS else role.gender
            return RoleWord(lower[:start] + base, base, None if adjectival else gender, role.number, adjectival)
    return None


_SEXLESS = frozenset("person geisel waise persönlichkeit lehrkraft einsatzkraft rettungskraft fachkraft".split())


def _can_end_compound(role: object) -> bool:
    return bool(getattr(role, "compound", True))


def base_forms(name: str) -> tuple[str, ...]:
    """The nominatives that a name's last word can stand for, the word itself first.

    Example:
        >>> base_forms("Putins"), base_forms("Hans\N{RIGHT SINGLE QUOTATION MARK}"), base_forms("Merz")
        (('Putins', 'Putin'), ('Hans',), ('Merz',))
    """
    bare = name.rstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    if bare != name:
        return (bare,)
    if len(name) > 3 and name.endswith("s"):
        return (name, name[:-1].rstrip("'\N{RIGHT SINGLE QUOTATION MARK}"))
    return (name,)


@frozen
class PersonName:
    """A person's name.

    Attributes:
        given: First names and initials.
        surname: Surname with noble particles (`von der Leyen`); empty for a first name alone.
    """

    given: tuple[str, ...]
    surname: str

    @property
    def text(self) -> str:
        """The whole name."""
        return " ".join((*self.given, self.surname)).strip()

    @property
    def key(self) -> str:
        """What clusters look it up by: the surname without particles, else the first name."""
        return (self.surname or self.given[-1]).split()[-1].casefold()


def person_name(words: Sequence[str], first_names: Collection[str]) -> PersonName:
    """Split a name into first names and surname.

    Example:
        >>> person_name(["Ursula", "von", "der", "Leyen"], {"ursula"})
        PersonName(given=('Ursula',), surname='von der Leyen')
        >>> person_name(["Trump"], set())
        PersonName(given=(), surname='Trump')
    """
    for at, word in enumerate(words):
        if word.lower() in PARTICLES and at + 1 < len(words):
            return PersonName(tuple(words[:at]), " ".join(words[at:]))
    if len(words) == 1 and words[0].lower() in first_names:
        return PersonName((words[0],), "")
    return PersonName(tuple(words[:-1]), words[-1])
