"""The forms of names: first names, surnames with noble particles, initials, genitives."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import regex
from attrs import frozen

from quoteattr.lexicon import Lexicon
from quoteattr.lexicon.compounds import REMEMBERED
from quoteattr.speakers.bare_nouns import has_bare_role, is_ascribed, is_bare_source, is_behind_kin, is_surname_of_role
from quoteattr.speakers.person_nouns import Word, role_of

_RANKS = frozenset(
    "freiherr freifrau graf gräfin baron baronin edler ritter prinz prinzessin fürst fürstin herzog herzogin".split()
)
_OPENING = _RANKS | frozenset("von v. vom van de del della di da dos du le bin ben al el ibn ter ten af av".split())
PARTICLES = _OPENING | {"der", "den", "zu", "und", "la", "y"}
"""Words inside a surname that never stand in front of it alone."""

GENTLEFOLK = frozenset({"herr", "herrn", "frau"})
"""What stands before a name and tells no more than that it is one."""

OPENERS = frozenset('„“"»«‚‘')
"""Marks that a name between marks can begin with."""

_CLOSERS = frozenset('“”"»«‘’')
_SHORT = 6  # letters of an adjective that may be a town's
_LONGEST = 6  # words of a name between marks
_ABBREVIATION = regex.compile(r"\p{Lu}{3,5}")
_INITIAL = regex.compile(r"\p{Lu}\.?")
_SEAT = regex.compile(r"\p{L}{3,}(?:berg|burg|stein|weiler|hausen|heim|dorf|feld|felden|hofen|bach|brunn|rode|ingen)s?")
"""Places that noble names end in."""
_AFTER_PLACE_PREPOSITION = frozenset("in im aus nach bei beim am zum zur".split())
_ARTICLES = frozenset("der die das dem den des ein eine einer einem einen eines".split())
APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{MODIFIER LETTER APOSTROPHE}")
"""Marks of the genitive of names in -s."""


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
        >>> person_name(["Ben", "Kern"], {"ben"})
        PersonName(given=('Ben',), surname='Kern')
        >>> person_name(["Trump"], set())
        PersonName(given=(), surname='Trump')
    """
    for at, word in enumerate(words):
        first = at == 0 and word[0].isupper() and word.lower() in first_names  # Ben Kern
        if word.lower() in PARTICLES and at + 1 < len(words) and not first:
            return PersonName(tuple(words[:at]), " ".join(words[at:]))
    if len(words) == 1 and words[0].lower() in first_names:
        return PersonName((words[0],), "")
    return PersonName(tuple(words[:-1]), words[-1])


def words_known_of(name: PersonName, lexicon: Lexicon) -> dict[str, PersonName]:
    """The words that mean a person again who has been named: the last one of the surname, and listed first names."""
    given = {word: PersonName((word,), "") for word in name.given if word.lower() in lexicon.first_names}
    last = (name.surname or name.given[-1]).split()[-1]
    return {**given, last: name}


def towns_in(words: Sequence[Word], opened: int) -> Iterator[str]:
    """The towns, in lower case, that a sentence tells to be some: behind *in* or *aus*, in -er, or in a dateline.

    Args:
        words: The words of the sentence.
        opened: How many of its tokens are a dateline.
    """
    for at, word in enumerate(words):
        if not word.is_large:
            continue
        first = at == 0 and opened > 0
        if word.is_tagged_name and (first or (at > 0 and words[at - 1].lower in ("in", "aus"))):
            yield word.lower
        elif word.head.upos == "ADJ" and word.lower.endswith("er") and len(word.lower) > _SHORT and at > 0:
            yield word.lower.removesuffix("er")


@lru_cache(maxsize=REMEMBERED)
def base_forms(name: str) -> tuple[str, ...]:
    """The nominatives that a name's last word can stand for, the word itself first.

    Example:
        >>> base_forms("Putins"), base_forms("Hans\N{RIGHT SINGLE QUOTATION MARK}"), base_forms("Merz")
        (('Putins', 'Putin'), ('Hans',), ('Merz',))
    """
    bare = name.rstrip("".join(APOSTROPHES))
    if bare != name:
        return (bare,)
    if len(name) > 3 and name.endswith("s") and not name.endswith("ss"):  # Voss
        return (name, name[:-1].rstrip("".join(APOSTROPHES)))
    return (name,)


def name_in_marks(words: Sequence[Word], at: int) -> int:
    """Where the name ends that stands between marks here (*der Verein „Offene Tür“*), 0 if none does.

    A clause is one only where the verb of the sentence comes right behind it (*Die Initiative „Bus bleibt“ ruft …*).
    What something is called is none (*Den Plan nannte die Stadt „Unfug“*, not *Das nannte der Verein „Hof“ Unfug*).
    """
    inside = words[at : at + 1 + _LONGEST]
    if not inside or inside[0].text not in OPENERS:
        return 0
    length = next((place for place, word in enumerate(inside[1:]) if word.text in _CLOSERS), 0)
    end = at + 2 + length
    said = any(word.head.is_finite for word in inside[1 : 1 + length])
    if length and any(word.head.lemma == "nennen" for word in words[:at]):
        said = said or inside[1].text[0].islower() or not any(word.head.is_word for word in words[end:])
    behind = words[end].head if end < len(words) else None
    called = behind is not None and behind.lemma == "nennen"
    said = said or (called and inside[1].text[0].islower())  # die Pläne, die der Verein „absurd“ nannte
    goes_on = at > 0 and behind is not None and behind.is_finite and behind.relation == "root"
    return end if length and (goes_on or not said) else 0


class NameReader:
    """Reads the names of persons in a sentence.

    Args:
        words: The words of the sentence.
        lexicon: First names, and what is no person's name.
        known: Names that were read before, by the last word of the surname, and by first names.
        places: Towns that the text has told to be some: *in Neustadt*, *der Neustädter Rat*.
    """

    def __init__(
        self, words: Sequence[Word], lexicon: Lexicon, known: Mapping[str, PersonName], places: Collection[str] = ()
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        self._known = known
        self._places = places

    def read(self, at: int, *, led: bool) -> tuple[list[str], int]:
        """The words of the name that starts at a word, and where it ends; no words if none starts there.

        Args:
            at: Number of the word.
            led: Whether a role or title stands right in front.
        """
        if at < len(self._words) and self._words[at].text.startswith("@"):
            return [self._words[at].text], at + 1  # der Nutzer @klartext
        if at < len(self._words) and not (self._words[at].is_large or self._words[at].lower in _OPENING):
            return [], at
        names: list[str] = []
        first = at
        while at < len(self._words):
            behind = self._behind_particles(at, names, led=led)
            if behind > at:
                names += [particle.text for particle in self._words[at:behind]]
                at = behind
            elif not self._is_name_part(at, led, names):
                break
            names.append(self._words[at].text)
            at += 1
        if names and self._goes_on_in_capitals(at, names):
            return [], first
        return (names, at) if names else ([], first)

    def is_known(self, word: Word) -> bool:
        """Whether a word is a surname that was read before, maybe in the genitive."""
        return not self._known.keys().isdisjoint(base_forms(word.text))

    def is_surname(self, at: int) -> bool:
        """Whether a word is the surname of somebody named in full before, whatever else it can be (*Falter*)."""
        if not self.is_known(self._words[at]):
            return False
        names = (self._known.get(form) for form in base_forms(self._words[at].text))
        named = any(name is not None and name.given and name.surname for name in names)
        return named and not self._is_behind_article(at) and not self._is_behind_place_preposition(at)

    def is_named(self, at: int) -> bool:
        """Whether a name stands right behind a noun that is no man's and hangs on it (*die Uni Nordau*)."""
        behind = self._words[at + 1].head if at + 1 < len(self._words) else None
        feats = self._words[at].head.feats
        if behind is None or feats.get("Number") == "Plur" or feats.get("Gender") not in ("Fem", "Neut"):
            return False
        own = {token.index for token in self._words[at].tokens}
        return behind.xpos == "NE" and behind.relation in ("appos", "flat") and behind.head in own

    def is_town(self, word: Word) -> bool:
        """Whether the text has told that a word is a town (*in Neustadt*), or is made of one (*der Neustadter*)."""
        return word.lower in self._places or word.lower.removesuffix("in").removesuffix("er") in self._places

    def surname(self, words: Sequence[str]) -> PersonName | None:
        """The name that words are which have been read as a surname, though the first is a first name (*Ben Ali*)."""
        known = self._known.get(words[-1])
        if known is None or not known.surname.endswith(" ".join(words)):
            return None
        return PersonName((), known.surname)

    def is_genitive(self, name: str) -> bool:
        """Whether a surname that was read before stands in the genitive."""
        return name not in self._known and not self._known.keys().isdisjoint(base_forms(name))

    def is_behind_genitive(self, at: int) -> bool:
        """Whether a name in the genitive stands right before a word: of somebody named before, or as the tree tells."""
        return at > 0 and (self.is_genitive(self._words[at - 1].text) or self._is_below(at))

    def is_first_name(self, word: Word) -> bool:
        """Whether a word is a first name of the lexicon, maybe in the genitive."""
        return any(form.lower() in self._lexicon.first_names for form in base_forms(word.text))

    def goes_on(self, at: int, *, led: bool = False) -> bool:
        """Whether a first name is meant as one: a large word that is no institution follows, or it is tagged so."""
        following = self._words[at + 1] if at + 1 < len(self._words) else None
        if self._behind_particles(at + 1, [self._words[at].text], led=led) > at + 1:
            return True
        if following is not None and following.is_large and following.head.upos in ("PROPN", "NOUN", "ADJ", "X"):
            return following.is_tagged_name or self._lexicon.organisation(following.text) is None
        return self._words[at].is_tagged_name or (led and is_behind_kin(self._words, at, self._lexicon))

    def nominative(self, at: int, after: int, word: str) -> str:
        """A name's last word without a genitive -s where the name is known without it or the tree shows a genitive.

        Not behind a preposition (but *von Roths Anwältin*), a bare role (*Minister Peters*), nor *den Chef Jan Peters*.
        """
        forms = base_forms(word)
        for form in forms:
            if form in self._known or len(forms) == 1:
                return form
        token, behind = self._words[at].head, self._words[after : after + 1]
        governed = at > 0 and self._words[at - 1].head.upos == "ADP" and token.feats.get("Case") in ("Dat", "Acc")
        owned = any(each.head.upos == "NOUN" or each.head.xpos == "NN" or each.text in OPENERS for each in behind)
        governed |= after - at > 1 and forms[1].lower() in self._lexicon.first_names
        if (governed or has_bare_role(self._words, at, self._lexicon)) and not owned:
            return word
        return forms[1] if token.feats.get("Case") == "Gen" or token.deprel in ("nmod", "nmod:poss") else word

    def _goes_on_in_capitals(self, at: int, names: Sequence[str]) -> bool:
        """Whether capitals follow what would be a name: an abbreviation behind an adjective (*Lahmes WLAN*)."""
        word = self._words[at] if at < len(self._words) else None
        return word is not None and self._is_abbreviation(word, names) and word.head.relation == "flat"

    def _is_known_initial(self, at: int, names: Sequence[str]) -> bool:
        """Whether a lone initial is the surname of somebody named before (*Yunus K. … K. schwieg*), here in a clause.

        Not one that closes its sentence, or opens it but before a verb: numbering does, and so do abbreviations.
        """
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        inside = behind is not None and (at > 0 or behind.head.is_finite)
        return not names and inside and self._words[at].text in self._known

    def _is_abbreviation(self, word: Word, names: Sequence[str]) -> bool:
        """Whether a word in capitals is no surname: those stand in capitals behind a first name (*Anna MAIER*)."""
        told = bool(names) and (names[-1].isupper() or self._is_listed_first_name(names[0]))
        return len(word.text) > 1 and word.text.isupper() and bool(names) and not told

    def _is_lone_abbreviation(self, at: int) -> bool:
        """Whether a word is nothing but three to five capitals (*GLP*), and no label (*KOLB:*) or part of a name."""
        behind = self._words[at + 1] if at + 1 < len(self._words) else None
        ends = behind is None or not (behind.text == ":" or behind.is_large)
        return ends and _ABBREVIATION.fullmatch(self._words[at].text) is not None

    def _behind_particles(self, at: int, names: Sequence[str], *, led: bool = False) -> int:
        """Where noble particles that start here end, `at` itself if they belong to no name."""
        first = self._words[at].lower if at < len(self._words) else ""
        if first not in _OPENING and first != "zu":
            return at
        given = bool(names) and all(self._is_listed_first_name(name) or _INITIAL.fullmatch(name) for name in names)
        behind = at
        while behind < len(self._words) and self._words[behind].lower in PARTICLES:
            behind += 1
        if behind == len(self._words) or not self._words[behind].is_large or (first == "zu" and not given):
            return at
        word = self._words[behind]
        known = (self._known.get(form) for form in base_forms(word.text))
        if any(name is not None and name.surname.lower().startswith(first) for name in known):
            return behind
        if not names and at > 0 and self._words[at].is_large and behind - at > 1 and self._words[at].is_tagged_name:
            return behind  # sagte Van der Bellen
        other = self._is_in_other_table(word) or _ABBREVIATION.fullmatch(word.text) is not None  # von der SPD
        party = behind - at > 1 and word.lower in self._lexicon.organisations
        if party or (not given and (other or len(names) != 1)):  # Marie Wolf von den Grünen
            return at
        flat = word.head.upos == "PROPN" and word.head.relation == "flat"  # Pieter van Aalten
        told = led and given and not other  # die Abgeordnete Ada von Alten
        longer = behind - at - (first in _RANKS) > 1 and not other  # Wiebke von der Lühe, Ute v. Sand
        several = given and (longer or first == "v.")
        seat = given and _SEAT.fullmatch(word.lower) is not None  # Anna von Kolbenweiler
        named = word.is_tagged_name and not (other and first in _RANKS)
        return behind if named or flat or told or several or seat else at

    def _is_name_part(self, at: int, led: bool, names: Sequence[str]) -> bool:
        """Whether a word starts a name, or goes on with one whose words before it are `names`."""
        word = self._words[at]
        if not word.is_large or not any(map(str.isalpha, word.text)):
            return False
        if _INITIAL.fullmatch(word.text):
            following = self._words[at + 1] if at + 1 < len(self._words) else None
            if led and not names and self._words[at - 1].lower in GENTLEFOLK:
                return True  # Frau B. aus Aarau
            if following is not None and following.is_large:
                opens = following.is_tagged_name and following.head.relation == "flat"  # K. Weber
                return led or bool(names) or opens
            told = word.is_tagged_name or (bool(names) and self._is_listed_first_name(names[0]))
            return word.text.endswith(".") and ((len(names) == 1 and told) or self._is_known_initial(at, names))
        if self._is_abbreviation(word, names) or (not names and self._is_lone_abbreviation(at)):
            return False
        if self.is_known(word):
            return bool(names) or led or not self._is_behind_article(at) or role_of(word.text, self._lexicon) is None
        noun = word.lower in self._lexicon.nouns and not self._is_noun_as_surname(word, names)
        if led and not names and is_surname_of_role(self._words, at, self._lexicon):
            return True
        noun = noun or (not names and is_ascribed(self._words, at, self._lexicon))
        verb = word.head.is_finite and not (led and self.is_first_name(word))  # Premier Étienne Kern
        if verb or noun or word.lower in self._lexicon.words("w-word"):
            return False
        if names:
            if names[-1] in self._known and not self._is_listed_first_name(names[-1]):
                alone = len(names) == 1 and not self._known[names[-1]].given  # der Händler Rahim, then Rahim Gul
                return alone and word.is_tagged_name and word.head.relation == "flat"
            if len(names) == 1 and self._is_owner_of_role(at, names[0]):
                return False  # Kiels Coach Marco Brandes
            after_first_name = self._is_listed_first_name(names[-1]) and word.head.upos in (
                "PROPN",
                "NOUN",
                "ADJ",
                "X",
            )
            return word.is_tagged_name or after_first_name or word.head.relation == "flat"
        if self.is_first_name(word) and self.goes_on(at, led=led):
            return True
        gentle = led and self._words[at - 1].lower in GENTLEFOLK  # Frau Sommer
        if not gentle and self._is_in_other_table(word):
            return False
        if is_bare_source(self._words, at, self._lexicon):
            return True
        return word.is_tagged_name and (
            led or not (self._is_behind_article(at) or self._is_behind_place_preposition(at))
        )

    def _is_owner_of_role(self, at: int, name: str) -> bool:
        """Whether a name in the genitive stands before a role that has a name of its own, or lies below it."""
        if not name.endswith("s") or self._is_listed_first_name(name):
            return False
        behind = self._words[at + 1 : at + 2]
        named = bool(behind) and behind[0].is_large
        return (named or self._is_below(at)) and role_of(self._words[at].text, self._lexicon) is not None

    def _is_below(self, at: int) -> bool:
        """Whether a name that ends in -s hangs on the noun right behind it (*sagte Kiels Coach*)."""
        owner = self._words[at - 1].head
        return (
            owner.xpos == "NE"
            and owner.text.endswith("s")
            and owner.deprel == "nmod"
            and (owner.head == self._words[at].head.index)
        )

    def _is_noun_as_surname(self, word: Word, names: Sequence[str]) -> bool:
        """Whether a noun behind a first name is tagged as the rest of the name (*Anna Kummer*; not *Annas Kritik*)."""
        first = len(names) == 1 and self._is_listed_first_name(names[0])
        return first and word.is_tagged_name and word.head.relation == "flat"

    def _is_listed_first_name(self, name: str) -> bool:
        return name.lower() in self._lexicon.first_names

    def _is_in_other_table(self, word: Word) -> bool:
        """Whether another table knows the word."""
        lexicon, lower = self._lexicon, word.lower
        outlet = lexicon.media.get(lower)
        medium = outlet is not None and not (outlet.kind == "genre" and word.is_tagged_name)  # Trainer Memo Aksu
        listed = lower in lexicon.places or lower in lexicon.organisations or medium
        return listed or lower in self._places or lower in lexicon.words("date")

    def _is_behind_article(self, at: int) -> bool:
        return at > 0 and self._words[at - 1].lower in _ARTICLES

    def _is_behind_place_preposition(self, at: int) -> bool:
        return at > 0 and self._words[at - 1].lower in _AFTER_PLACE_PREPOSITION
