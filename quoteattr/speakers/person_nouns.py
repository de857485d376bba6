"""Words as readers see them, and the person nouns in them: *US-Präsident*, *33-Jährige*, *Sprecher:innen*."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import regex
from attrs import field, frozen

from quoteattr.lexicon import Gender, Lexicon, Number, Organisation, remembered
from quoteattr.lexicon.compounds import last_part_starts
from quoteattr.text.letters import as_seen
from quoteattr.tree import Sentence, Token

_JOINERS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}/:*_")
_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_INCLUSIVE = regex.compile(r"(?<=\p{Ll})(?:[:*_/]-?in(?P<plural>nen)?|In(?P<plural>nen)?)(?=$|\p{Lu})")
_AGE = regex.compile(r"(?:\d+|\p{L}+)-?[Jj]ährige[rnms]?")
_ARABIC = regex.compile(r"(?:a[dlnrsz]|el|as[ch]h?)-\p{Lu}")
_WOMEN = "innen"
_SHORTEST = 4  # letters of a role that ends a compound, as in the lexicon
_SEXLESS = tuple(
    """
    person geisel waise persönlichkeit lehrkraft einsatzkraft rettungskraft fachkraft
    vize star gast profi fan coach boss vorstand ceo mensch promi azubi teenager guru physio postdoc comedian
    lehrling häftling flüchtling liebling vormund neuzugang hoffnung frohnatur figur koryphäe legende ikone
    """.split()
)
"""What nouns end in that men and women share, whatever their grammatical gender."""
FORMER = "former"
"""The rank of who held an office before."""

_RANKS = {
    "deputy": ("vize", "stellvertretend", "co-", "copilot", "kopilot", "mitgründ", "mitbegründ", "mitinhab"),
    "fellow": ("mitangeklagt", "mitbeschuldigt", "mittäter", "mitbewerber", "nebenkläger"),
    "visitor": ("gästetrain", "gästecoach", "gegnertrain", "gegnercoach"),
    FORMER: ("ex-", "alt-", "altkanzler", "altbürgermeister", "altbundes", "früher", "ehemalig", "einstig"),
}
_ONE_OF_GREENS = {
    "der grüne": Gender.MASCULINE, "ein grüner": Gender.MASCULINE,
    "die grüne": Gender.FEMININE, "eine grüne": Gender.FEMININE,
}  # fmt: skip
GREENS = frozenset({"grüne", "grüner"})
"""Words that can be one of the Greens, in lower case; see `one_of_greens`."""

_ABBREVIATED = {"OB": "oberbürgermeister"}
AGE = "jähriger"
"""The role of *der 52-Jährige*."""

INHABITANT = "einwohner"
"""The role of *der Lübecker*."""

COLLEAGUES = frozenset({"kollege", "amtskollege", "ressortkollege"})
"""Roles of who holds the same office as somebody else."""


@frozen(eq=False)
class Word:
    """What stands between blanks: *US-Präsident* is one word, whatever the tokenizer made of it.

    Attributes:
        text: As readers see it.
        tokens: The syntactic words that it is made of.
        lower: The word in lower case.
        head: The part that the tree hangs on: the last one that is a word, the head of a German compound.
        is_large: Whether it starts with a capital letter, which may stand behind an Arabic article (*al-Mahdi*).
    """

    text: str
    tokens: tuple[Token, ...]
    lower: str = field(init=False)
    head: Token = field(init=False)
    is_large: bool = field(init=False)

    @lower.default
    def _lower(self) -> str:
        return self.text.lower()

    @head.default
    def _head(self) -> Token:
        last = self.tokens[-1]
        if last.is_word or len(self.tokens) == 1:
            return last
        return next((token for token in reversed(self.tokens) if token.is_word), last)

    @is_large.default
    def _is_large(self) -> bool:
        return self.text[0].isupper() or ("-" in self.text and _ARABIC.match(self.text) is not None)

    @cached_property
    def is_tagged_name(self) -> bool:
        """Whether the parser takes it for a name."""
        return any(token.xpos == "NE" or (token.upos == "PROPN" and token.xpos != "NN") for token in self.tokens)


def joined_words(sentence: Sentence, text: str, lexicon: Lexicon) -> list[Word]:
    """The words of a sentence; parts joined without blanks are one: by a hyphen, an inclusive mark, a title's stop."""
    words: list[Word] = []
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        last = at
        while last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start:
            if last + 2 < len(tokens) and _are_joined(tokens[last], tokens[last + 1], tokens[last + 2]):
                last += 2
            elif (
                _is_elided(tokens[last], tokens[last + 1])
                or _is_cut_short(tokens[last], tokens[last + 1], lexicon)
                or _is_cut_in_two(tokens[last], tokens[last + 1])
            ):
                last += 1
            else:
                break
        part = tokens[at : last + 1]
        words.append(Word(as_seen(text[part[0].start : part[-1].end]) if last > at else part[0].text, part))
        at = last + 1
    return words


def _is_elided(left: Token, right: Token) -> bool:
    """*D’Alema*, *L’Oréal*: cut in two by some tokenizers."""
    return len(left.text) == 2 and left.text[1] in _APOSTROPHES and right.text[0].isalpha()


def _is_cut_short(word: Token, stop: Token, lexicon: Lexicon) -> bool:
    """*Prof.*, *K.*: a title or an initial with its stop, cut in two by some tokenizers."""
    return stop.text == "." and (
        f"{word.text.lower()}." in lexicon.titles or (len(word.text) == 1 and word.text.isupper())
    )


def _is_cut_in_two(left: Token, right: Token) -> bool:
    """A name cut in two: at a letter that the tokenizer does not know, or before a slash (*Nord/Ost*)."""
    joined = right.text[0] == "/" and right.text[1:].isalpha()
    return left.text[-1].isalpha() and (right.text[0].isalpha() or joined)


def _are_joined(left: Token, joiner: Token, right: Token) -> bool:
    """Whether a mark without blanks joins words: *US-Präsident*, *Sprecher:innen*, *Univ.-Prof.*, *O’Neil*."""
    words = left.text.rstrip(".")[-1:].isalnum() and right.text[0].isalnum()
    name = joiner.text in _APOSTROPHES and left.text[0].isupper() and right.text[0].isupper()
    return (joiner.text in _JOINERS or name) and joiner.end == right.start and words


_PROSECUTORS = ("staatsanwalt", "bundesanwalt")


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


def one_of_greens(words: Sequence[Word], at: int, article: str) -> RoleWord | None:
    """A member of the party where the form says that it is one alone: *der Grüne, ein Grüner*, but *die Grünen*."""
    gender = _ONE_OF_GREENS.get(f"{article} {words[at].lower}")
    adjective = any(word.is_large and not word.is_tagged_name for word in words[at + 1 : at + 2])  # der Grüne Punkt
    return RoleWord("grünenpolitiker", "politiker", gender, Number.SINGULAR) if gender and not adjective else None


@remembered
def role_of(word: str, lexicon: Lexicon) -> RoleWord | None:
    """The person noun that a word is, ends with or spells inclusively.

    Example:
        >>> found = role_of("Bundesaußenministerin", Lexicon.german())
        >>> found.role, found.gender.value
        ('bundesaußenminister', 'f')
        >>> role_of("Ministerpräsident*in", Lexicon.german()).gender is None
        True
    """
    front, hyphen, last = word.rpartition("-")
    if last in _ABBREVIATED:  # OB, Alt-OB
        base = _ABBREVIATED[last]
        return RoleWord(front.lower() + hyphen + base, base, None, Number.SINGULAR, adjectival=True)
    if _AGE.fullmatch(word):
        return RoleWord(AGE, AGE, None, None, adjectival=True)
    inclusive = _INCLUSIVE.search(word)
    if inclusive:
        stem = word[: inclusive.start()]
        found = role_of(stem, lexicon) or role_of(stem + "e", lexicon)
        number = Number.PLURAL if "nen" in inclusive.group() else Number.SINGULAR
        return RoleWord(found.role, found.base, None, number) if found else None
    lower = word.lower()
    for start in _last_part_starts(lower, lexicon):
        role = lexicon.roles.get(lower[start:])
        if role is not None and (role.compound or start == 0 or lower[start - 1] == "-"):
            base = role.masculine.lower()
            weak = (base[:-1], base[:-1] + "n")  # der oder die Abgeordnete, dem oder der Abgeordneten
            adjectival = base.endswith("er") and role.number is None and lower[start:] in weak
            gender = None if role.gender is Gender.NEUTER or base.endswith(_SEXLESS) or adjectival else role.gender
            return RoleWord(lower[:start] + base, base, gender, role.number, adjectival)
    return None


def person_noun(word: Word, lexicon: Lexicon) -> RoleWord | None:
    """As `role_of`, or what a job that no table has tells by its ending (*Infektiologin*, *Lagerist*)."""
    found = role_of(word.text, lexicon)
    token = word.head
    if found is not None or token.upos != "NOUN" or token.feats.get("Number") == "Plur":
        return found
    gender = {"Masc": Gender.MASCULINE, "Fem": Gender.FEMININE}.get(token.feats.get("Gender", ""))
    ending = next((end for end in lexicon.words("job-ending") if word.lower.endswith(end)), "")
    if (
        not ending
        or len(word.lower) - len(ending) < _SHORTEST
        or ending.endswith("in") is not (gender is Gender.FEMININE)
    ):
        return None
    masculine = word.lower.removesuffix("in") + ("e" if ending.endswith("ogin") else "")
    base = masculine if gender is Gender.FEMININE else word.lower
    return RoleWord(base, base, gender, Number.SINGULAR) if gender is not None else None


def job_of_no_table(noun: str) -> str:
    """The role that a noun in lower case tells which no table has: *melker* for *melkerin* as well."""
    return noun.removesuffix("in") if len(noun) > _SHORTEST + 2 else noun


def gender_by_article(article: str, token: Token) -> Gender | None:
    """*der Angeklagte*, but *die* and, in the dative and genitive, *der Angeklagten*."""
    if not article:
        return Gender.MASCULINE if token.text.endswith("er") else None
    feminine = article in ("die", "eine", "einer", "keine") or (article == "der" and token.text.endswith("n"))
    return Gender.FEMININE if feminine else Gender.MASCULINE


def is_pair(words: Sequence[Word]) -> bool:
    """Whether words name the women and men of one group: *Autorinnen und Autoren*."""
    if len(words) != 3 or words[1].lower not in ("und", "sowie"):
        return False
    first, second = words[0].lower, words[2].lower
    women, men = (first, second) if first.endswith(_WOMEN) else (second, first)
    return women.endswith(_WOMEN) and not men.endswith(_WOMEN) and men.startswith(women.removesuffix(_WOMEN))


def same_role(role: str, other: str) -> bool:
    """Whether two role nouns can mean the same person: one is the other's last part, both in office or both not.

    Example:
        >>> same_role("minister", "außenminister"), same_role("präsident", "vizepräsident")
        (True, False)
        >>> same_role("anwalt", "staatsanwalt"), same_role("staatsanwalt", "oberstaatsanwalt")
        (False, True)
    """
    first, second = _without_rank(role), _without_rank(other)
    prosecutes = {part.endswith(_PROSECUTORS) for part in (first, second)}  # der Anwalt in court is the other side's
    return (
        rank_of(role) == rank_of(other) and (first.endswith(second) or second.endswith(first)) and len(prosecutes) == 1
    )


def _without_rank(role: str) -> str:
    """A role without what tells that somebody held it before (*ex-minister*, *früherer minister*)."""
    return role.rpartition(" ")[2].removeprefix("ex-")


def rank_of(role: str) -> str:
    """Whether a role is a deputy's or a former one's, as its front tells."""
    return next((rank for rank, fronts in _RANKS.items() if role.startswith(fronts)), "")


def rank_before(words: Sequence[Word], at: int) -> str:
    """The adjective before a role that makes it another one (*stellvertretende Bürgermeister*), with a blank."""
    before = words[at - 1].lower if at else ""
    return f"{before} " if rank_of(before) else ""


def institution_of(word: str, lexicon: Lexicon) -> tuple[str, Organisation] | None:
    """The institution that a word is or ends with, and the word in the nominative.

    Example:
        >>> found = institution_of("Landgerichts", Lexicon.german())
        >>> found[0]
        'Landgericht'
    """
    organisation = lexicon.organisation(word)
    if organisation is None:
        return None
    lower = word.lower()
    for start in last_part_starts(lower):
        if lower[start:] in organisation.forms:
            return (
                organisation.id if start == 0 else word[:start] + _capitalised_like(word[start], organisation.id)
            ), organisation
    return word, organisation


def _capitalised_like(letter: str, word: str) -> str:
    """The word with a capital letter if `letter` is one, else with a small one."""
    return word if letter.isupper() else word[0].lower() + word[1:]


def _last_part_starts(lower: str, lexicon: Lexicon) -> Iterable[int]:
    """Where a person noun can start in a word, not before a hyphen: the longest parts first."""
    after_hyphen = lower.rfind("-") + 1
    if not lexicon.can_end_in_role(lower):
        return (0, after_hyphen) if 0 < after_hyphen <= len(lower) - _SHORTEST else (0,)
    return (start for start in last_part_starts(lower, _SHORTEST) if start == 0 or start >= after_hyphen)
