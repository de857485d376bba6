"""Institutions by their noun: what narrows it, its abbreviation in brackets, and firms that go by their name alone."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

import regex
from attrs import evolve, frozen

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.speakers.determiners import article_before
from quoteattr.speakers.modifiers import seat_of
from quoteattr.speakers.named_things import named_thing
from quoteattr.speakers.names import NameReader, base_forms, name_in_marks
from quoteattr.speakers.person_nouns import Word, institution_of, role_of

Firms = dict[str, dict[tuple[str, ...], None]]
"""The names of firms that a text has told to be some (*der Versorger Stadtgas Nordau*), as words, by their first."""

_FAR = 8  # words between an institution and its abbreviation in brackets
_ABBREVIATION = regex.compile(r"\p{Lu}[\p{L}\d-]{1,11}")
_LONGEST_FIRM = 6  # words of a firm's name with its legal form
_ROMAN = regex.compile(r"[IVXLC]+\.")
_RELATIONS = ("flat", "appos", "nmod", "compound")
_GOES_ON = ("flat", "appos")


_TITLES = ("appos", "flat", "nmod")
_FRONTS = ("ADJA", "CARD")
_OPENS = frozenset({"DET", "ADJ", "ADV", "CCONJ"})
_FOREIGN = frozenset("da das de del della di do dos du des of the y et e la le les".split())
"""Small words inside foreign names."""
_ZERO_PLURAL = ("er", "en")
"""Endings of nouns that have none in the plural."""
_SINGULAR = frozenset({"das", "dem", "des"})
_FRONT = 4  # words before the noun of an institution that opens its sentence


@frozen
class InstitutionWord:
    """An institution as its words tell it.

    Attributes:
        key: Its noun in the nominative.
        after: Where its words end.
        names: The names that narrow the noun, or the town that it sits in.
        gender: The noun's.
        field: What it is busy with.
        abbreviation: What stands in brackets behind it.
    """

    key: str
    after: int
    names: frozenset[str]
    gender: Gender | None
    field: str
    abbreviation: str


def in_brackets(words: Sequence[Word], at: int) -> tuple[str, int]:
    """The one word in brackets that stands at a place, and where the text goes on."""
    inside = [word.text for word in words[at : at + 3]]
    return (inside[1], at + 3) if len(inside) == 3 and inside[0] == "(" and inside[2] == ")" else ("", at)


def abbreviation_of(words: Sequence[Word], at: int, after: int) -> str:
    """The abbreviation in brackets behind a name, over the rest of a long one (*Bundesamt für … (BSI)*).

    Further away it must begin like the name or the adjective before it.

    Args:
        words: The words of the sentence.
        at: Where the name starts.
        after: Where it ends.
    """
    initials = {words[place].text[0] for place in (at, max(at - 1, 0))}
    for place in range(after, min(after + _FAR, len(words) - 2)):
        inside, _ = in_brackets(words, place)
        if inside:
            fits = place == after or inside[0] in initials
            return inside if fits and _ABBREVIATION.fullmatch(inside) else ""
        if words[place].head.is_finite or words[place].text in ",.:(":
            break
    return ""


class InstitutionReader:
    """Reads the institutions of a sentence.

    Args:
        words: The words of the sentence.
        lexicon: Nouns of institutions.
        names: The persons' names of the sentence.
        firms: The firms that the text has named so far; it learns those of this sentence.
        places: The towns, likewise: clubs are named after them.
    """

    def __init__(
        self, words: Sequence[Word], lexicon: Lexicon, names: NameReader, firms: Firms, places: set[str]
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        self._names = names
        self._firms = firms
        self._places = places
        self._has_legal_form = not lexicon.words("legal-form").isdisjoint(word.lower for word in words)

    def read(self, at: int) -> InstitutionWord | None:
        """The institution whose noun stands at a place, with the names that belong to it."""
        if self._is_cut_short(at):
            found = self.read(at + 3)
            return evolve(found, key=f"{self._words[at].text}- und {found.key}") if found is not None else None
        named = self.is_named_after_person(at)
        noun = at + 1 if named else at
        known = institution_of(self._words[noun].text, self._lexicon)
        if known is None:
            return self._thing(at)
        key, organisation = known
        if named:
            key = f"{self._words[at].text} {key}"
        at = noun
        after = at + 1
        while after < len(self._words) and self._narrows(at, after, organisation.field):
            after += 1
            foreign = after > at + 1 and self._words[after : after + 1] and self._words[after].lower in _FOREIGN
            if foreign and after + 1 < len(self._words) and self._narrows(at, after + 1, organisation.field):
                after += 1  # Turismo da Beira
        without = [word.text for word in self._words[at + 2 : at + 4]] == ["ohne", "Grenzen"]  # Ärzte ohne Grenzen
        after = max(after, self._behind_title(at), self._before_verb(at), self.end_of_cause(at + 1), without * (at + 4))
        narrowing = self._words[at + 1 : after]
        if organisation.field == "sport":
            self._places.update(word.lower for word in narrowing)
        after = self._behind_conjunct(at, after)
        if organisation.field == "business" and narrowing and not self._can_be_other(narrowing[0]):
            self._learn(self._words[at + 1 : after])
        after = self._behind_marks(after, named=after > at + 1)
        names = frozenset(word.text for word in self._words[at + 1 : after])
        seat = seat_of(self._words, key, after, self._lexicon)
        abbreviation = abbreviation_of(self._words, at, after)
        return InstitutionWord(key, after, names or seat, organisation.gender, organisation.field, abbreviation)

    def _thing(self, at: int) -> InstitutionWord | None:
        """The house or club with its name whose noun no table has (*beim Jugendzentrum Nordau*)."""
        noun, after = named_thing(self._words, at, self._names, self._lexicon)
        after = self._behind_conjunct(at, after)  # Merkle & Söhne
        names = frozenset(word.text for word in self._words[at + 1 : after])
        return InstitutionWord(noun, after, names, None, "", "") if noun else None

    def _behind_marks(self, at: int, *, named: bool) -> int:
        """Where a name between marks ends that stands here, the place itself if none does.

        Behind another name, a small word between marks is said: *laut dem Verband Pro Gleis „ein Fehler“*.
        """
        inside = self._words[at + 1 : at + 2]
        said = named and not any(word.is_large for word in inside)
        return at if said else name_in_marks(self._words, at) or at

    def are_several(self, at: int, found: InstitutionWord) -> bool:
        """Whether a noun is one for several institutions (*die Hersteller*); a name may look like a plural."""
        word = self._words[at]
        single = found.names or not found.key.endswith(_ZERO_PLURAL) or article_before(self._words, at) in _SINGULAR
        alike = word.text == found.key and single
        return word.head.feats.get("Number") == "Plur" and not alike and " " not in found.key

    def is_named_after_person(self, at: int) -> bool:
        """Whether a name starts here that begins with a person's first name (*Robert Koch-Institut*)."""
        words = self._words[at : at + 2]
        first, behind = (words[0].lower, words[-1].text) if len(words) == 2 else ("", "")
        return first in self._lexicon.first_names and "-" in behind and self._lexicon.organisation(behind) is not None

    def _is_cut_short(self, at: int) -> bool:
        """Whether a word here is completed by the one behind *und* (*der Städte- und Gemeindebund*)."""
        words = self._words[at : at + 4]
        cut = len(words) == 4 and words[1].text == "-" and words[1].head.start == words[0].head.end
        return cut and words[2].lower == "und" and words[3].is_large

    def behind_branch(self, at: int, after: int) -> int:
        """Where the name of an institution ends with that of a branch behind it (*die IG Metall Sieg-Lahn*)."""
        word = self._words[after] if after < len(self._words) else None
        if word is None or not word.is_large or word.head.xpos != "NE" or word.head.relation not in _RELATIONS:
            return after
        inside = {token.index for place in self._words[at:after] for token in place.tokens}
        known = word.lower in self._places or word.lower in self._lexicon.places or "-" in word.text
        known = known or word.lower in self._lexicon.words("direction")
        return after + 1 if word.head.head in inside and known else after

    def is_numbered(self, at: int) -> bool:
        """Whether a Roman ordinal stands here before its institution (*der VI. Zivilsenat*)."""
        if at + 1 >= len(self._words) or not self._words[at].text.endswith("."):
            return False
        ordinal = _ROMAN.fullmatch(self._words[at].text)
        return bool(ordinal) and self._lexicon.organisation(self._words[at + 1].text) is not None

    def firm(self, at: int) -> tuple[str, int]:
        """The name of a firm named before that starts at a place, in the nominative, and where it ends."""
        joined = self._words[at : at + 3]
        if len(joined) == 3 and joined[1].text == "&" and joined[0].is_large and joined[2].is_large:
            self._learn(joined)  # Brandt & Söhne
        if self._has_legal_form and (end := self._legal_form(at)):
            whole = [word.text for word in self._words[at:end]]
            for name in (whole, self._without_legal_form(whole)):  # die Nordlog AG, then Nordlog
                self._firms.setdefault(whole[0], {})[tuple(name)] = None
        if not self._firms:
            return "", at
        known = (firm for form in base_forms(self._words[at].text) for firm in self._firms.get(form, ()))
        firms = sorted(known, key=len, reverse=True)
        for firm in firms:
            words = [word.text for word in self._words[at : at + len(firm)]]
            if words and words[:-1] == list(firm[:-1]) and firm[-1] in base_forms(words[-1]):
                return " ".join(self._without_legal_form(firm)), at + len(firm)
        return "", at

    def end_of_cause(self, at: int) -> int:
        """Where the name of an association ends that is for something (*Pro Natura Wallis*), 0 if none starts here."""
        end = at + 2
        if end > len(self._words) or self._words[at].text != "Pro" or not self._words[at + 1].is_large:
            return 0
        if at == 0 and not (self._words[at + 1].is_tagged_name or self._is_sole_subject(self._words[at + 1])):
            return 0  # Pro Kopf
        while end < len(self._words) and self._words[end].is_large and self._words[end].head.relation in _GOES_ON:
            end += 1
        return self._behind_registered(end)

    def _is_sole_subject(self, word: Word) -> bool:
        """Whether a word stands right before the verb, and nothing else is its subject (*Pro Rind lehnt das ab*)."""
        verb = word.head.head
        nouns = [each.head for each in self._words if each.head.head == verb and each.head.relation == "nsubj"]
        return any(each.head.is_finite for each in self._words[2:3]) and all(noun is word.head for noun in nouns)

    def _behind_registered(self, end: int) -> int:
        """Where the name of an association ends with what says that it is a registered one (*e. V.*)."""
        return end + 2 if [word.text for word in self._words[end : end + 2]] == ["e.", "V."] else end

    def is_no_person(self, at: int) -> bool:
        """Whether an institution starts here that looks like a person's name."""
        numbered = at > 0 and self.is_numbered(at - 1)
        return self.is_named_after_person(at) or numbered or self._is_tagged_as_name(at) or self._is_trade_of_firms(at)

    def _is_trade_of_firms(self, at: int) -> bool:
        """Whether the table of institutions has more of a compound than that of roles (*Stromnetzbetreiber*)."""
        known, role = institution_of(self._words[at].text, self._lexicon), role_of(self._words[at].text, self._lexicon)
        if known is None or role is None or known[1].field != "business" or len(known[1].id) <= len(role.base):
            return False
        return all(word.lower not in self._lexicon.first_names for word in self._words[at + 1 : at + 2])

    def _is_tagged_as_name(self, at: int) -> bool:
        """Whether a noun for an institution stands alone, tagged as a name (*die Berner Volksbank*)."""
        word, *behind = self._words[at : at + 2]
        alone = word.is_tagged_name and not any(each.is_tagged_name for each in behind)
        return alone and bool(article_before(self._words, at)) and institution_of(word.text, self._lexicon) is not None

    def _without_legal_form(self, firm: Sequence[str]) -> list[str]:
        """The words of a firm's name up to its legal form."""
        forms = self._lexicon.words("legal-form")
        return list(takewhile(lambda word: word.lower() not in forms, firm))

    def _legal_form(self, at: int) -> int:
        """Where the name of a firm ends that starts at a word and has its legal form behind it, 0 if none does."""
        forms, end = self._lexicon.words("legal-form"), 0
        if self._words[at].head.upos == "DET" or not self._words[at].is_large or self._words[at].lower in forms:
            return 0
        for place in range(at + 1, min(at + _LONGEST_FIRM, len(self._words))):
            word = self._words[place]
            if word.lower in forms:
                end = place + 1
            elif not (word.is_large or word.text in ("&", ".")):  # GmbH & Co. KG
                break
        return end

    def _learn(self, words: Sequence[Word]) -> None:
        """Remember the name of a firm."""
        firm = tuple(word.text for word in words)
        self._firms.setdefault(firm[0], {})[firm] = None

    def _can_be_other(self, word: Word) -> bool:
        """Whether a name behind the noun of a firm can be a person's or a place (*Firmenchef*, *Bank Austria*)."""
        return word.lower in self._lexicon.first_names or word.lower in self._lexicon.places

    def _narrows(self, at: int, place: int, field: str) -> bool:
        """Whether a name narrows the noun before it (*Staatsanwaltschaft Köln*, *TSV Altona*)."""
        word = self._words[place]
        noun, tag = self._words[at].head.upos, word.head.xpos
        if place == at + 1 and (noun == "ADJ" or field == "sport"):
            return word.is_large and tag in ("NE", "FM")
        goes_on = place > at + 1 and tag == "NN" and word.head.relation == "flat"  # Firma Nordlicht Bau
        return word.is_large and ((tag == "NE" and word.head.relation in _RELATIONS) or goes_on)

    def _behind_title(self, at: int) -> int:
        """Where a name ends that is no name by its words (*die Gewerkschaft Bund der Köche*), 0 if none is there."""
        start = at + 1
        while start < len(self._words) and self._words[start].is_large and self._words[start].head.xpos in _FRONTS:
            start += 1  # die Stiftung Freie Landschaft, der Gnadenhof Vier Hufe
        first = self._words[start] if start < len(self._words) else None
        tags = ("NN", "NE") if start > at + 1 else ("NN",)
        if first is None or not first.is_large or first.head.xpos not in tags or first.head.relation not in _TITLES:
            return 0
        cause = any(word.lower == "für" for word in self._words[start + 1 : start + 2])  # Bürger für Rotenau
        known = not cause and (self._lexicon.role(first.text) or self._lexicon.group(first.text))
        noun = self._words[at].head
        genitive = first.head.relation == "nmod" and first.head.feats.get("Case") == "Gen"
        beside = first.head.head in (noun.index, noun.head) and not genitive
        if not beside or known or first.lower in self._lexicon.words("date"):
            return 0
        heads = {token.index: token.head for word in self._words for token in word.tokens}
        after = start + 1
        while after < len(self._words) and self._words[after].head.is_word:
            word = self._words[after]
            also = word.is_large and word.head.head == noun.index and word.head.relation in _GOES_ON  # Liste Zukunft
            if not (also or first.head.index in _chain(word.head.index, heads)):
                break
            after += 1
        return after

    def end_of_unknown(self, at: int) -> int:
        """Where the name of an institution ends whose noun no table has: *Die Vogelwarte Hohe Geest meldet …*.

        Not where the words behind it name somebody by themselves: *Der Nordauer Kollege Jan Kolb*, *Der Partner SPD*.
        """
        framed = self._words[0].head.upos == "ADP"  # Nach Darstellung Moskaus
        end, lexicon = 0 if framed else self._before_verb(at), self._lexicon
        known = any(
            lexicon.role(word.text) or self._names.is_first_name(word) or self._is_body(word)
            for word in self._words[at + 1 : end]
        )  # fmt: skip
        return at + 1 if not end or known or self._names.read(at + 1, led=True)[0] else end

    def _is_body(self, word: Word) -> bool:
        """Whether a word is the name of an institution; a noun for one may end a name (*Die Nordtal Bergbahnen*)."""
        listed = self._lexicon.organisations.get(word.lower)
        return listed is not None and listed.kind == "name"

    def _before_verb(self, at: int) -> int:
        """Where the name ends that fills the place before the verb with its noun, 0 if there is none.

        One phrase alone stands there, so large words that go on from the noun are its name (*Der Fahrgastverband Mitte
        lobte*), whatever their tags.
        """
        words = self._words
        if not 0 < at <= _FRONT or not all(self._opens(place) for place in range(at)):
            return 0
        end = at + 1
        while end < min(at + 1 + _LONGEST_FIRM, len(words)) and words[end].is_large and words[end].head.is_word:
            end += 1
        if at + 1 < end < len(words) and words[end].text.isdecimal():
            end += 1  # die Gewerkschaft Wolke 7
        verb = words[end] if at + 1 < end < len(words) else None
        return end if verb is not None and verb.head.is_finite and not verb.is_large else 0

    def _opens(self, place: int) -> bool:
        """Whether a word can stand before the noun that opens a sentence (*Beim*, *Nach Angaben der*)."""
        head = self._words[place].head
        framing = head.upos == "ADP" and place == 0
        said = place == 1 and head.upos == "NOUN" and self._lexicon.noun(head.text) is not None
        return head.is_word and (head.upos in _OPENS or framing or said)

    def _behind_conjunct(self, at: int, after: int) -> int:
        """Where a name goes on behind *und* (*Gewerkschaft Transport und Logistik*): no article, no other mention."""
        words = self._words[after : after + 2]
        joins = after > at + 1 and len(words) == 2 and words[0].lower in ("und", "&") and words[1].is_large
        other = joins and (self._lexicon.role(words[1].text) or self._lexicon.organisation(words[1].text))
        if not joins or (other and words[0].text != "&"):
            return after
        behind = self._words[after + 2] if after + 2 < len(self._words) else None
        names = words[1].head.upos in ("NOUN", "PROPN") and not (behind is not None and behind.is_tagged_name)
        return after + 2 if names else after


def _chain(index: int, heads: Mapping[int, int]) -> Iterator[int]:
    """The words that a word hangs on, from the nearest on."""
    while (index := heads.get(index, -1)) >= 0:
        yield index
