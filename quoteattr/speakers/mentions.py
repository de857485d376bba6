"""All mentions in a document that can speak: names, roles, institutions, places, media, groups, pronouns.

They are read from the words and the lexicon; the tree only says what is a subject and what stands in apposition. So
a wrong tag in the middle of a name loses nothing.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import regex
from attrs import evolve, field, frozen

from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.model import EntityKind, Span
from quoteattr.speakers.names import PARTICLES, PersonName, RoleWord, Word, base_forms, person_name, role_of, words_of
from quoteattr.syntax import Parse, Sentence, Token

LONGEST_NAME = 6  # words of an institution's name that are looked up together
_INITIAL = regex.compile(r"\p{Lu}\.?")
_ABBREVIATION = regex.compile(r"\p{Lu}[\p{L}\d-]{1,11}")
_PERSONAL = {
    "er": (Gender.MASCULINE, Number.SINGULAR), "ihm": (Gender.MASCULINE, Number.SINGULAR),
    "ihn": (Gender.MASCULINE, Number.SINGULAR), "sie": (None, None), "ihr": (Gender.FEMININE, Number.SINGULAR),
    "ihnen": (None, Number.PLURAL), "beide": (None, Number.PLURAL), "dieser": (Gender.MASCULINE, Number.SINGULAR),
    "diese": (None, None), "letzterer": (Gender.MASCULINE, Number.SINGULAR),
    "letztere": (Gender.FEMININE, Number.SINGULAR),
}  # fmt: skip
_FIRST_PERSON = frozenset({"ich", "wir", "mir", "mich", "uns"})
_POSSESSIVE = regex.compile(r"(?P<m>sein|dessen)(?:e[nrms]?)?|(?P<f>ihr|deren)(?:e[nrms]?)?", regex.I)
_DEFINITE = frozenset("der die das dem den des jener jene dieser diese".split())
_INDEFINITE = frozenset("ein eine einer einem einen eines kein keine mehrere einige viele manche zwei drei".split())
_COMPLEMENT = frozenset("des der von vom aus für beim bei im".split())


class Form(StrEnum):
    """What kind of expression a mention is."""

    NAME = "name"
    ROLE = "role"
    INSTITUTION = "institution"
    PLACE = "place"
    MEDIUM = "medium"
    GROUP = "group"
    PRONOUN = "pronoun"
    FIRST_PERSON = "first-person"
    POSSESSIVE = "possessive"
    NOUN = "noun"


KINDS = {
    Form.NAME: EntityKind.PERSON,
    Form.ROLE: EntityKind.PERSON,
    Form.INSTITUTION: EntityKind.ORGANISATION,
    Form.PLACE: EntityKind.PLACE,
    Form.MEDIUM: EntityKind.MEDIUM,
    Form.GROUP: EntityKind.GROUP,
    Form.NOUN: EntityKind.UNNAMED,
}


@frozen(eq=False)
class Reference:
    """An expression that refers to somebody.

    Attributes:
        sentence: Index of the sentence.
        tokens: Its core in text order: role, titles and name, or the noun.
        head: The word that the tree hangs on.
        form: What kind of expression it is.
        name: A person's name, None for other forms.
        key: Nominative that other forms are compared by: an institution's head noun, a place's name.
        modifiers: Large words that narrow the head noun (`Köln` in *Staatsanwaltschaft Köln*).
        roles: Roles of a person, masculine and in lower case.
        party: Party or body that a person belongs to.
        abbreviation: What stands in brackets behind an institution.
        gender: As far as name, role and article tell.
        number: As far as form and article tell.
        definite: True after a definite article, False after an indefinite one, None without.
        owned: Whether a possessive stands in front.
        complement: Whether it is narrowed by a genitive or a preposition.
        subject: Whether it is a subject.
        clause: Head of its clause.
        kind: Kind of entity.
    """

    sentence: int
    tokens: tuple[Token, ...]
    head: Token
    form: Form
    name: PersonName | None = None
    key: str = ""
    modifiers: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    party: str = ""
    abbreviation: str = ""
    gender: Gender | None = None
    number: Number | None = None
    definite: bool | None = None
    owned: bool = False
    complement: bool = False
    subject: bool = False
    clause: int = -1
    kind: EntityKind = field(default=EntityKind.UNNAMED)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


def find(parse: Parse, lexicon: Lexicon) -> list[Reference]:
    """All mentions that can speak, in text order.

    Surnames are known from where they first stand, never from later text.
    """
    known: set[str] = set()
    found: list[Reference] = []
    for index, sentence in enumerate(parse.sentences):
        references = list(_Scanner(index, sentence, words_of(sentence, parse.text), lexicon, known))
        for reference in references:
            if reference.name is not None and (reference.name.given or reference.roles):
                known.add(reference.name.text.split()[-1])
        found += _joined_by_apposition(sentence, references)
    return found


class _Scanner:
    """Reads one sentence from left to right."""

    def __init__(
        self, index: int, sentence: Sentence, words: Sequence[Word], lexicon: Lexicon, known: set[str]
    ) -> None:
        self.index = index
        self.sentence = sentence
        self.words = words
        self.lexicon = lexicon
        self.known = known

    def __iter__(self) -> Iterator[Reference]:
        at = 0
        while at < len(self.words):
            reference, after = self._at(at)
            if reference is not None:
                yield reference
            at = max(after, at + 1)

    def _at(self, at: int) -> tuple[Reference | None, int]:
        word = self.words[at]
        lower = word.text.lower()
        if lower in _FIRST_PERSON:
            return self._make(at, at + 1, Form.FIRST_PERSON), at + 1
        if lower in _PERSONAL and word.tokens[0].upos == "PRON" or lower == "beide":
            return self._pronoun(at), at + 1
        possessive = _POSSESSIVE.fullmatch(lower)
        if possessive and word.tokens[0].upos in ("DET", "PRON"):
            gender = Gender.MASCULINE if possessive["m"] else Gender.FEMININE
            return self._make(at, at + 1, Form.POSSESSIVE, gender=gender), at + 1
        if not (word.is_large or word.text[0].isdigit() or lower in self.lexicon.titles):
            return None, at + 1
        return self._nominal(at)

    def _pronoun(self, at: int) -> Reference:
        token = self.words[at].tokens[0]
        gender, number = _PERSONAL[self.words[at].text.lower()]
        reference = self._make(at, at + 1, Form.PRONOUN, gender=gender, number=number)
        if number is not None:
            return reference
        verb = self.sentence.finite(self.sentence.tokens[token.head]) if token.head >= 0 else None
        if reference.subject and verb is not None and "Number" in verb.feats:
            plural = verb.feats["Number"] == "Plur"
        else:
            plural = token.feats.get("Number") == "Plur"
        if plural:
            return evolve(reference, number=Number.PLURAL)
        return evolve(reference, gender=Gender.FEMININE, number=Number.SINGULAR)

    def _nominal(self, at: int) -> tuple[Reference | None, int]:
        roles, name_at = self._roles(at)
        fixed = self._fixed(at) if name_at == at or not roles else None
        if fixed is not None:
            return fixed
        words, after = self._name(name_at, led=bool(roles) or name_at > at)
        if words:
            return self._person(at, name_at, after, roles, words)
        if roles and name_at == at + 1:
            return self._role(at, roles[0])
        return self._noun(at)

    def _roles(self, at: int) -> tuple[list[RoleWord], int]:
        """Roles and titles in front of a name, and where the name would start."""
        roles: list[RoleWord] = []
        while at < len(self.words):
            word = self.words[at]
            role = role_of(word.text, self.lexicon) if word.is_large or word.text[0].isdigit() else None
            title = self.lexicon.titles.get(word.text.lower())
            if role is not None and not (roles and word.text in self.known):
                roles.append(role)
            elif title is not None:
                if title.gender is not None:
                    roles.append(RoleWord("", "", title.gender, Number.SINGULAR))
            elif not (word.text == "." and roles):
                break
            at += 1
        return roles, at

    def _name(self, at: int, led: bool) -> tuple[list[str], int]:
        """The words of a person's name that starts here."""
        names: list[str] = []
        first = at
        while at < len(self.words):
            word = self.words[at]
            if word.text.lower() in PARTICLES and (names or not led or True):
                behind = self._behind_particles(at)
                if behind is None or not (names or self._is_known(self.words[behind])):
                    break
                names += [particle.text for particle in self.words[at:behind]]
                at = behind
                word = self.words[at]
            elif not self._is_name(at, led or bool(names), names):
                break
            names.append(word.text)
            at += 1
        while names and names[-1].lower() in PARTICLES:
            names.pop()
            at -= 1
        return names, at if names else first

    def _behind_particles(self, at: int) -> int | None:
        while at < len(self.words) and self.words[at].text.lower() in PARTICLES:
            at += 1
        return at if at < len(self.words) and self.words[at].is_large and self.words[at].head.is_word else None

    def _is_known(self, word: Word) -> bool:
        return any(form in self.known for form in base_forms(word.text))

    def _is_name(self, at: int, led: bool, before: Sequence[str]) -> bool:
        word = self.words[at]
        token = word.head
        if not word.is_large or not any(char.isalpha() for char in word.text):
            return False
        if _INITIAL.fullmatch(word.text):
            return led and at + 1 < len(self.words) and self.words[at + 1].is_large
        if self._is_known(word):
            return True
        if token.is_finite and token.upos in ("VERB", "AUX") and token.xpos != "NE":
            return False
        tagged = token.xpos == "NE" or (token.upos == "PROPN" and token.xpos != "NN")
        if before:
            follows_first = before[-1].lower() in self.lexicon.first_names
            return tagged or follows_first or token.relation == "flat"
        if self._is_first_name(word) and self._goes_on(at):
            return True
        if self._other_table(word):
            return False
        return tagged and (led or not self._has_article(at))

    def _is_first_name(self, word: Word) -> bool:
        return any(form.lower() in self.lexicon.first_names for form in base_forms(word.text))

    def _goes_on(self, at: int) -> bool:
        """Whether a large word that is no common noun follows, or the first name stands alone as a name."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is not None and following.is_large and following.head.upos in ("PROPN", "NOUN", "ADJ", "X"):
            return following.head.xpos == "NE" or self.lexicon.organisation(following.text) is None
        return self.words[at].head.upos == "PROPN" or self.words[at].head.xpos == "NE"

    def _other_table(self, word: Word) -> bool:
        lower = word.text.lower()
        return lower in self.lexicon.places or lower in self.lexicon.organisations or lower in self.lexicon.media

    def _has_article(self, at: int) -> bool:
        return at > 0 and self.words[at - 1].text.lower() in _DEFINITE | _INDEFINITE

    def _person(
        self, at: int, name_at: int, after: int, roles: Sequence[RoleWord], words: list[str]
    ) -> tuple[Reference, int]:
        final = base_forms(words[-1])
        words[-1] = next((form for form in final if form in self.known), self._nominative(name_at, final))
        name = person_name(words, self.lexicon.first_names)
        gender = next((role.gender for role in roles if role.gender is not None), None)
        if gender is None and name.given:
            first = self.lexicon.first_names.get(name.given[0].lower())
            first = first or self.lexicon.first_names.get(name.given[0].lower().partition("-")[0])
            gender = first.gender if first is not None else None
        titles = tuple(role.role for role in roles if role.role)
        party, end = self._bracket(after)
        if not party:
            party = next((role.prefix for role in roles if role.prefix in self.lexicon.organisations), "")
        head = self.words[at].head if titles else self.words[name_at].head
        return self._make(at, after, Form.NAME, name=name, gender=gender, number=Number.SINGULAR, roles=titles,
                          party=party.lower(), head=head), end  # fmt: skip

    def _nominative(self, at: int, forms: Sequence[str]) -> str:
        """The name without a genitive -s, where the tree or the place in front of a noun shows a genitive."""
        if len(forms) == 1:
            return forms[0]
        token = self.words[at].head
        last = token.feats.get("Case") == "Gen" or (token.relation == "nmod" and token.deprel != "nmod:tmod")
        stripped = forms[1]
        in_table = stripped.lower() in self.lexicon.first_names
        return stripped if last or in_table else forms[0]

    def _bracket(self, at: int) -> tuple[str, int]:
        """A short word in brackets: a party or an abbreviation, and where the text goes on."""
        inside = [word.text for word in self.words[at : at + 4]]
        if len(inside) >= 3 and inside[0] == "(" and inside[2] == ")":
            return inside[1], at + 3
        return "", at

    def _fixed(self, at: int) -> tuple[Reference, int] | None:
        """A name from the tables of institutions, media and places; the longest one wins."""
        for length in range(min(LONGEST_NAME, len(self.words) - at), 0, -1):
            text = " ".join(word.text for word in self.words[at : at + length])
            lower = text.lower()
            after = at + length
            if length == 1 and self._is_first_name(self.words[at]) and self._goes_on(at):
                return None
            organisation = self.lexicon.organisations.get(lower)
            if organisation is not None and (length > 1 or organisation.kind == "name"):
                return self._institution(at, after, organisation.id), after
            outlet = self.lexicon.media.get(lower) or self.lexicon.media.get(lower.removesuffix("s"))
            if outlet is not None and outlet.kind != "genre" and (length > 1 or self._is_outlet(at)):
                return self._make(at, after, Form.MEDIUM, key=outlet.id), after
            place = self.lexicon.places.get(lower)
            if place is not None and (lower.startswith(place.id.lower())):
                gender = Gender.MASCULINE if self._has_article(at) else Gender.NEUTER
                return self._make(at, after, Form.PLACE, key=place.id, gender=gender), after
        return None

    def _is_outlet(self, at: int) -> bool:
        """Whether a single word (*Spiegel, Welt*) is meant as the medium: a name by its tag, or between marks."""
        token = self.words[at].head
        marked = at > 0 and self.words[at - 1].text in '„“"»«'
        return marked or token.xpos == "NE" or token.upos == "PROPN"

    def _institution(self, at: int, after: int, key: str) -> Reference:
        abbreviation, _ = self._bracket(after)
        return self._make(at, after, Form.INSTITUTION, key=key, abbreviation=abbreviation)

    def _role(self, at: int, role: RoleWord) -> tuple[Reference, int]:
        organisation = self.lexicon.organisations.get(self.words[at].text.lower())
        if organisation is not None and role.role != role.base:
            return self._noun(at)
        article = self.words[at - 1].text.lower() if at else ""
        token = self.words[at].head
        gender, number = role.gender, role.number
        if self._before(at) is not None:
            article = self._before(at) or ""
        if role.adjectival:
            gender = Gender.FEMININE if article == "die" else None if article == "" else Gender.MASCULINE
            if article == "eine" or (article in ("der", "einer") and token.feats.get("Case") in ("Dat", "Gen")):
                gender = Gender.FEMININE
        if number is None:
            number = self._number(article, role, token)
        form = Form.GROUP if number is Number.PLURAL else Form.ROLE
        party = role.prefix if role.prefix in self.lexicon.organisations else ""
        return self._make(at, at + 1, form, key=self.words[at].text, roles=(role.role,), gender=gender,
                          number=number, party=party), at + 1  # fmt: skip

    def _number(self, article: str, role: RoleWord, token: Token) -> Number:
        if article in ("die",) and role.gender is Gender.MASCULINE:
            return Number.PLURAL
        if article in _DEFINITE or article.startswith(("ein", "kein")) or _POSSESSIVE.fullmatch(article):
            plural = role.gender is None and article == "die" and token.feats.get("Number") == "Plur"
            return Number.PLURAL if plural else Number.SINGULAR
        return Number.SINGULAR if token.feats.get("Number") == "Sing" and article else Number.PLURAL

    def _noun(self, at: int) -> tuple[Reference | None, int]:
        word = self.words[at]
        token = word.head
        if token.upos not in ("NOUN", "PROPN"):
            return None, at + 1
        lexicon = self.lexicon
        organisation = lexicon.organisation(word.text)
        group = lexicon.group(word.text)
        if organisation is not None:
            key = word.text if word.text.lower() not in organisation.forms else organisation.id
            after = at + 1
            while after < len(self.words) and self._narrows(after):
                after += 1
            return evolve(
                self._make(at, after, Form.INSTITUTION, key=key, gender=organisation.gender),
                modifiers=frozenset(w.text for w in self.words[at + 1 : after]),
                abbreviation=self._abbreviation(after),
            ), after
        if group is not None:
            return self._make(at, at + 1, Form.GROUP, key=word.text, number=Number.PLURAL), at + 1
        genre = lexicon.media.get(word.text.lower())
        if genre is not None or lexicon.noun(word.text) is not None:
            return self._make(at, at + 1, Form.MEDIUM if genre else Form.NOUN, key=word.text), at + 1
        if token.relation == "nsubj" or token.xpos == "NE":
            form = Form.INSTITUTION if token.xpos == "NE" and not token.feats.get("Number") == "Plur" else Form.NOUN
            return self._make(at, at + 1, form, key=word.text), at + 1
        return None, at + 1

    def _narrows(self, at: int) -> bool:
        word = self.words[at]
        return (
            word.is_large and word.head.upos == "PROPN" and word.head.relation in ("flat", "appos", "nmod", "compound")
        )

    def _abbreviation(self, after: int) -> str:
        """The abbreviation in brackets behind a name, over the rest of a long one (*Bundesamt für … (BSI)*)."""
        for at in range(after, min(after + 8, len(self.words) - 2)):
            if self.words[at].text == "(":
                inside = self.words[at + 1].text
                closed = self.words[at + 2].text == ")"
                return inside if closed and _ABBREVIATION.fullmatch(inside) else ""
            if self.words[at].head.is_finite or self.words[at].text in (",", ".", ":"):
                return ""
        return ""

    def _before(self, at: int) -> str | None:
        """The article or possessive of the noun phrase, over adjectives in between."""
        while at > 0:
            at -= 1
            word = self.words[at]
            if word.head.upos == "DET" or word.text.lower() in _DEFINITE | _INDEFINITE:
                return word.text.lower()
            if word.head.upos not in ("ADJ", "NUM", "ADV") or word.text[0] in ",.(„":
                return None
        return None

    def _make(self, at: int, after: int, form: Form, *, head: Token | None = None, **values: object) -> Reference:
        tokens = tuple(token for word in self.words[at:after] for token in word.tokens)
        head = head or self.words[at].head
        article = self._before(at) or ""
        inside = {token.index for token in tokens}
        tops = [token for token in tokens if token.head not in inside]
        definite = True if article in _DEFINITE else False if article in _INDEFINITE else None
        following = self.words[after].text.lower() if after < len(self.words) else ""
        reference = Reference(
            self.index, tokens, head, form,
            definite=definite,
            owned=bool(_POSSESSIVE.fullmatch(article)),
            complement=following in _COMPLEMENT,
            subject=any(token.relation == "nsubj" for token in tops),
            clause=self.sentence.clause_head(tops[0] if tops else head).index,
            kind=KINDS.get(form, EntityKind.UNNAMED),
        )  # fmt: skip
        return evolve(reference, **values)


def _joined_by_apposition(sentence: Sentence, references: Sequence[Reference]) -> Iterator[Reference]:
    """One mention of *die Spitzenkandidatin der Linken, Marlene Thoma* and of *Marlene Thoma, die Kandidatin*."""
    gone: set[int] = set()
    for place, reference in enumerate(references):
        if place in gone:
            continue
        if reference.form in (Form.NAME, Form.ROLE):
            for other_place in range(place + 1, min(place + 4, len(references))):
                other = references[other_place]
                if {reference.form, other.form} != {Form.NAME, Form.ROLE} or not _in_apposition(
                    sentence, reference, other
                ):
                    continue
                if reference.gender and other.gender and reference.gender is not other.gender:
                    continue
                gone.add(other_place)
                reference = evolve(
                    reference,
                    tokens=(*reference.tokens, *other.tokens),
                    form=Form.NAME,
                    name=reference.name or other.name,
                    roles=(*reference.roles, *other.roles),
                    party=reference.party or other.party,
                    gender=reference.gender or other.gender,
                )
                break
        yield reference


def _in_apposition(sentence: Sentence, first: Reference, second: Reference) -> bool:
    """Whether the tree says so, or the second stands between commas right behind the first one's phrase."""
    indices = {token.index for token in first.tokens}
    top = next((token for token in second.tokens if token.head not in {t.index for t in second.tokens}), second.head)
    if top.relation == "appos" and top.head in indices:
        return True
    before = sentence.tokens[second.tokens[0].index - 1].text if second.tokens[0].index else ""
    last = second.tokens[-1].index + 1
    after = sentence.tokens[last].text if last < len(sentence.tokens) else ""
    between = sentence.tokens[first.tokens[-1].index + 1 : second.tokens[0].index - 1]
    plain = not any(token.text in ",;:„“" or token.is_finite for token in between)
    return before == "," and after == "," and plain and second.name is not None
