"""All mentions in a document that can speak: names, roles, institutions, places, media, groups, pronouns.

They are read from the words and the lexicon; the tree only says what is a subject and what stands in apposition. So
a wrong tag in the middle of a name loses nothing.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from attrs import evolve

from quoteattr.grammar.animacy import is_document
from quoteattr.grammar.case_forms import is_participle_in_front
from quoteattr.grammar.clauses import Mood, mood_of
from quoteattr.grammar.dateline import dateline_end, is_byline
from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.speakers.ages import age_of, is_age_of_noun
from quoteattr.speakers.apposition import joined
from quoteattr.speakers.becoming import job_in_place
from quoteattr.speakers.determiners import (
    article_before,
    is_definite,
    is_his,
    is_job_behind_name,
    is_owned,
    is_possessive,
    number_by_article,
)
from quoteattr.speakers.genders import with_gender
from quoteattr.speakers.institutions import Firms, InstitutionReader, abbreviation_of, in_brackets
from quoteattr.speakers.modifiers import country_behind, is_narrowed, modifiers_of
from quoteattr.speakers.names import (
    OPENERS,
    NameReader,
    PersonName,
    base_forms,
    name_in_marks,
    person_name,
    towns_in,
    words_known_of,
)
from quoteattr.speakers.origins import is_from_region, is_inhabitant, is_place, is_regional
from quoteattr.speakers.papers import end_of_paper, is_in_front_of_paper, paper
from quoteattr.speakers.parties import party_behind, party_of
from quoteattr.speakers.person_nouns import (
    GREENS,
    INHABITANT,
    RoleWord,
    Word,
    gender_by_article,
    is_pair,
    joined_words,
    one_of_greens,
    rank_before,
)
from quoteattr.speakers.predicates import described, turned
from quoteattr.speakers.pronouns import agreement, is_both
from quoteattr.speakers.references import Form, Reference, clause_of, is_predicate
from quoteattr.speakers.roles_in_front import RoleReader, is_unknown_job, unlisted_job
from quoteattr.speakers.towns import town_of
from quoteattr.speakers.undergone import with_parts
from quoteattr.tree import Parse, Sentence

_FIRST_PERSON = frozenset({"ich", "wir", "mir", "mich", "uns"})


def find_mentions(parse: Parse, lexicon: Lexicon, headings: Collection[int] = ()) -> list[Reference]:
    """All mentions that can speak, in text order.

    Surnames are known from where they first stand, so that what follows cannot change what came before. Headings alone
    (their sentences) are read once more in the end: they have names that only the text below gives in full (*Koch
    verteidigt Reform*).
    """
    known: dict[str, PersonName] = {}
    found: dict[int, list[Reference]] = {}
    places: set[str] = set()
    firms: Firms = {}
    above: list[tuple[Sentence, Sequence[Word]]] = []
    for sentence in (each for each in parse.sentences if not is_byline(each)):
        words = joined_words(sentence, parse.text, lexicon)
        if sentence.index in headings:
            above.append((sentence, words))
        opened = dateline_end(sentence)
        places.update(town for town in towns_in(words, opened) if town not in lexicon.first_names)
        here = _Scanner(sentence, words, opened, lexicon, known, places, firms).mentions()
        for reference in here:
            if reference.name is not None and (reference.name.given or reference.roles):
                known |= words_known_of(reference.name, lexicon)
        found[sentence.index] = here
    for sentence, again in above:
        named = {id(token) for mention in found[sentence.index] if mention.name for token in mention.tokens}
        below = NameReader(again, lexicon, known)
        if any(id(word.head) not in named and below.is_surname(at) for at, word in enumerate(again)):
            found[sentence.index] = _Scanner(sentence, again, 0, lexicon, known, places, firms).mentions()
    return [reference for here in found.values() for reference in here]


class _Scanner:
    """Reads one sentence from left to right."""

    def __init__(
        self,
        sentence: Sentence,
        words: Sequence[Word],
        opened: int,
        lexicon: Lexicon,
        known: dict[str, PersonName],
        places: set[str],
        firms: Firms,
    ) -> None:
        self.predicates: list[Reference] = []
        self._sentence = sentence
        self._words = words
        self._opened = opened
        self._lexicon = lexicon
        self._names = NameReader(words, lexicon, known, places)
        self._roles = RoleReader(words, lexicon, self._names)
        self._institutions = InstitutionReader(words, lexicon, self._names, firms, places)

    def mentions(self) -> list[Reference]:
        """All mentions of the sentence, each with the words that belong to it."""
        once = joined(self._sentence, turned(list(self), self.predicates), self._lexicon)  # role, noun with the name
        here = [with_parts(reference, self._lexicon) for reference in joined(self._sentence, once, self._lexicon)]
        return [with_gender(described(reference, self.predicates, self._lexicon)) for reference in here]

    def __iter__(self) -> Iterator[Reference]:
        at = 0
        while at < len(self._words):
            reference, after = self._mention_at(at)
            behind = reference is not None and reference.tokens[0].index >= self._opened
            if reference is not None and is_predicate(reference):
                self.predicates.append(reference)
            elif reference is not None and behind:
                yield reference
            at = max(after, at + 1)

    def _mention_at(self, at: int) -> tuple[Reference | None, int]:
        """The mention that starts at a word, and where to go on."""
        word = self._words[at]
        lower, tag = word.lower, word.head.upos
        if is_age_of_noun(self._words, at):
            return None, at + 1
        if lower in _FIRST_PERSON:
            return self._reference(at, at + 1, Form.FIRST_PERSON), at + 1
        if agreeing := agreement(self._sentence, self._words, at):
            gender, number = agreeing
            return self._reference(at, at + 1, Form.PRONOUN, gender=gender, number=number), at + 1
        if is_possessive(lower) and (tag in ("DET", "PRON") or lower in ("dessen", "deren")):
            owner = Gender.MASCULINE if is_his(lower) else None
            return self._reference(at, at + 1, Form.POSSESSIVE, gender=owner), at + 1
        if word.is_large or word.text[0].isdigit() or lower in self._lexicon.titles or not word.head.is_word:
            return self._nominal(at) if word.head.is_word else (None, at + 1)
        if self._is_small_name(at):
            listed = self._listed_name(at)  # das auswärtige Amt, n24
            if listed is not None:
                return listed
        words, after = self._names.read(at, led=False)  # von der Leyen
        return self._named_person(at, at, after, [], words) if words else (None, at + 1)

    def _is_small_name(self, at: int) -> bool:
        """Whether a name can start here though the word is small: *das auswärtige Amt*, *n24*."""
        word = self._words[at]
        if word.head.upos == "ADJ" and at + 1 < len(self._words):
            return self._words[at + 1].is_large
        outlet = self._lexicon.media.get(word.lower)
        return outlet is not None and outlet.kind != "genre" and outlet.id[0].islower()

    def _nominal(self, at: int) -> tuple[Reference | None, int]:
        """The name, role or noun that starts at a large word, and where to go on."""
        no_noun = is_participle_in_front(self._sentence, self._words[at].head)
        if no_noun or is_in_front_of_paper(self._words, at, self._lexicon):
            return None, at + 1
        if self._roles.is_front_of_role(at) or self._institutions.is_numbered(at):
            return None, at + 1
        if is_pair(self._words[at : at + 3]):
            key = " ".join(word.text for word in self._words[at : at + 3])
            return self._reference(at, at + 3, Form.GROUP, key=key, number=Number.PLURAL), at + 3
        if (end := end_of_paper(self._words, at, self._lexicon)) > at:
            return self._paper(at, end)
        if end := self._institutions.end_of_cause(at):
            key = " ".join(word.text for word in self._words[at:end])
            names = frozenset(key.split())
            return self._reference(at, end, Form.INSTITUTION, key=key, field="society", narrowing=names), end
        firm, end = self._institutions.firm(at)
        if firm and not (end == at + 1 and self._names.is_known(self._words[at])):  # Kolbe of the Bäckerei Kolbe
            told = frozenset(firm.split())
            return self._reference(at, end, Form.INSTITUTION, key=firm, field="business", narrowing=told), end
        if self._institutions.is_no_person(at):
            return self._noun(at)
        roles, name_at = self._roles.read(at)
        if not roles and self._words[at].lower in GREENS:
            green = one_of_greens(self._words, at, article_before(self._words, at))
            roles, name_at = ([green], at + 1) if green is not None else (roles, name_at)
        from_there = is_inhabitant(self._words, at, self._names, self._lexicon)
        title = self._lexicon.longest_name(self._words[at].lower) > 1  # Ärzte ohne Grenzen
        if (not roles or title) and not self._names.is_surname(at) and not from_there:
            listed = self._listed_name(at)
            if listed is not None:
                return listed
        words, after = self._names.read(name_at, led=name_at > at)
        if roles and not words:
            words, name_at, after = self._roles.given_name(roles, name_at)
        several = bool(roles) and at > 0 and self._words[at - 1].head.upos == "NUM"  # 40 Schulleiter
        if (
            words and not several and not (roles and self._names.is_genitive(words[-1]))
        ):  # die Verteidiger Strauss-Kahns
            return self._named_person(at, name_at, after, roles, words)
        return self._role(at, roles[0]) if roles and roles[0].role else self._noun(at)

    def _named_person(
        self,
        at: int,
        name_at: int,
        after: int,
        roles: Sequence[RoleWord],
        words: list[str],
    ) -> tuple[Reference, int]:
        """A person by name, with roles in front and a party in brackets behind, and where to go on."""
        words = [*words[:-1], self._names.nominative(name_at, after, words[-1])]
        first = self._lexicon.first_names
        while len(words) > 2 and not roles and is_unknown_job(words[0], first) and words[1].lower() in first:
            roles = [*roles, unlisted_job(words[0])]  # Schäfer Enno Harms
            words = words[1:]
        name = self._names.surname(words) or person_name(words, first)
        gender = next((role.gender for role in roles if role.gender is not None), None)
        if gender is None and name.given:
            entry = first.get(name.given[0].lower()) or first.get(name.given[0].lower().partition("-")[0])
            gender = entry.gender if entry is not None else None
        party, end = in_brackets(self._words, after)
        party = party_of(party, self._lexicon) or (party.lower() if party.isupper() else "")  # no age: Meier (45)
        told = (party_of(role.prefix, self._lexicon) for role in roles)
        party = party or next(filter(None, told), party_behind(self._words, after, self._lexicon))
        titles = tuple(role.role for role in roles if role.role)
        titles = (rank_before(self._words, at) + titles[0], *titles[1:]) if titles else ()
        reference = self._reference(
            at, after, Form.NAME, name=name, gender=gender, number=Number.SINGULAR, roles=titles, party=party
        )
        return evolve(reference, subject=True) if self._stands_for_subject(reference) else reference, end

    def _stands_for_subject(self, reference: Reference) -> bool:
        """Whether a name right before the finite verb opens a clause that has no subject (*Voll weinte*).

        Surnames that are other words as well are taken for these by parsers.
        """
        tokens = self._sentence.tokens
        behind = tokens[reference.tokens[-1].index + 1 :][:1]
        before_verb = reference.initial and bool(behind) and behind[0].is_finite
        return before_verb and self._sentence.child(tokens[reference.clause[0]], "nsubj") is None

    def _listed_name(self, at: int) -> tuple[Reference, int] | None:
        """A name from the tables of institutions, media and places; the longest one wins."""
        first = self._words[at].lower
        longest = max(self._lexicon.longest_name(first), self._lexicon.longest_name(first.removesuffix("s")))
        if not longest or (self._names.is_first_name(self._words[at]) and self._names.goes_on(at)):
            return None
        for length in range(min(longest, len(self._words) - at), 0, -1):
            after = at + length
            lower = " ".join(word.lower for word in self._words[at:after])
            organisation = self._lexicon.organisations.get(lower)
            is_name = length > 1 or (
                organisation is not None
                and organisation.kind == "name"
                and organisation.field != "sport"
                and self._words[at].is_large
            )
            if organisation is not None and is_name:
                after = self._institutions.behind_branch(at, after)
                return self._reference(
                    at, after, Form.INSTITUTION, key=organisation.id, gender=organisation.gender,
                    abbreviation=abbreviation_of(self._words, at, after), field=organisation.field,
                ), after  # fmt: skip
            outlet = self._lexicon.media.get(lower) or self._lexicon.media.get(lower.removesuffix("s"))
            if outlet is not None and outlet.kind != "genre" and (length > 1 or self._is_outlet(at)):
                return self._reference(at, after, Form.MEDIUM, key=outlet.id), after
            place = self._lexicon.places.get(lower)
            if place is not None and lower.startswith(place.id.lower()) and is_place(self._words, at):
                return self._reference(at, after, Form.PLACE, key=place.id), after
        return None

    def _is_outlet(self, at: int) -> bool:
        """Whether a single word (*Spiegel, Welt*) is meant as the medium: a name by its tag, or between marks."""
        marked = at > 0 and self._words[at - 1].text in OPENERS
        return marked or self._words[at].head.xpos == "NE" or not self._words[at].is_large

    def _role(self, at: int, role: RoleWord) -> tuple[Reference | None, int]:
        """A role without a name (*der Minister*), in the plural a group, and where to go on."""
        word, article, table = self._words[at], article_before(self._words, at), self._lexicon.organisations
        organisation = table.get(word.lower) if not is_regional(self._words, at, self._lexicon) else None
        named = [word.text for word in self._words[at + 1 : at + 2]] == [","] and self._names.read(at + 2, led=False)[0]
        body = organisation is not None and organisation.field != "party"  # but der Grüne is a person
        board = body and article not in ("ein", "eine") and role.number is not Number.PLURAL
        if board and not (named or is_job_behind_name(self._words, at)):
            return self._noun(at)  # der Stadtrat, der Vorstand; but dessen Betreiber, Rüdiger Falk
        whose = not article and self._names.is_behind_genitive(at) and word.head.feats.get("Number") == "Sing"
        single = whose or is_job_behind_name(self._words, at)  # Breitners Nachfolger
        by_article = Number.SINGULAR if single else number_by_article(article, role, word.head, self._sentence)
        number = role.number or by_article
        gender = gender_by_article(article, word.head) if role.adjectival else role.gender
        form = Form.GROUP if number is Number.PLURAL else Form.ROLE
        owner = self._names.read(at + 1, led=False)[0][-1:]  # die Anwältin Samanis is not die Anwältin Kerns
        return self._reference(
            at, at + 1, form, key=word.text, number=number,
            roles=(rank_before(self._words, at) + role.role,),
            party=party_of(role.prefix, self._lexicon),
            gender=gender if form is Form.ROLE else None,
            narrowing=frozenset(name for name in owner if self._names.is_genitive(name)),
        ), at + 1  # fmt: skip

    def _noun(self, at: int) -> tuple[Reference | None, int]:
        """An institution, a group, a genre, or whatever noun is a subject."""
        word = self._words[at]
        token = word.head
        foreign = token.upos in ("ADJ", "X") and word.is_large  # Der Versorger X, das Start-up Y
        taken = foreign and word.lower in self._lexicon.organisations
        if token.upos not in ("NOUN", "PROPN") and not taken:
            return None, at + 1
        if word.lower in self._lexicon.media and at + 1 < len(self._words) and self._words[at + 1].text in OPENERS:
            return self._genre(at)
        found = self._institutions.read(at) if not is_from_region(self._words, at, self._lexicon) else None
        if found is not None:
            several = self._institutions.are_several(at, found)
            if several and found.after > at + 1 and found.names:  # die Stadtwerke Nordau
                return self._reference(
                    at, found.after, Form.INSTITUTION, key=word.text, number=Number.PLURAL, narrowing=found.names
                ), found.after
            if several:
                return self._reference(at, at + 1, Form.GROUP, key=word.text, number=Number.PLURAL), at + 1
            return self._reference(
                at, found.after, Form.INSTITUTION, key=found.key, gender=found.gender, narrowing=found.names,
                field=found.field, abbreviation=found.abbreviation,
            ), found.after  # fmt: skip
        if is_inhabitant(self._words, at, self._names, self._lexicon):
            gender = Gender.FEMININE if word.lower.endswith("in") else Gender.MASCULINE
            return self._reference(
                at, at + 1, Form.ROLE, key=word.text, roles=(INHABITANT,), gender=gender, number=Number.SINGULAR
            ), at + 1
        if self._lexicon.group(word.text) is not None:
            return self._reference(at, at + 1, Form.GROUP, key=word.text, number=Number.PLURAL), at + 1
        if word.lower in self._lexicon.media or is_document(word.text, self._lexicon):
            return self._genre(at)
        if job := job_in_place(word, self._sentence, behind_name=is_job_behind_name(self._words, at)):
            return self._role(at, job)
        name = word.is_tagged_name or (token.upos == "PROPN" and word.text.isupper())  # die GVH
        told = token.relation == "nsubj" or name or self._lexicon.noun(word.text) is not None
        if told or self._names.is_named(at):
            end = self._institutions.end_of_unknown(at)
            form = Form.INSTITUTION if end > at + 1 else self._form_of_unknown(word)  # die Vogelwarte Hohe Geest
            return self._reference(at, end, form, key=" ".join(each.text for each in self._words[at:end])), end
        if name_in_marks(self._words, at - 1) == at + 2 and article_before(self._words, at - 1) == "des":
            return self._reference(at, at + 1, Form.MEDIUM, key=base_forms(word.text)[-1]), at + 1
        return None, at + 1

    def _form_of_unknown(self, word: Word) -> Form:
        """What a word that no table has is taken for: a name that is no town is an institution's."""
        if not word.is_tagged_name or word.head.feats.get("Number") == "Plur":
            return Form.NOUN
        return Form.PLACE if self._names.is_town(word) else Form.INSTITUTION

    def _paper(self, at: int, after: int) -> tuple[Reference, int]:
        """A newspaper by its name."""
        name, noun, gender = paper(self._words[at:after], self._lexicon)
        reference = self._reference(at, after, Form.INSTITUTION, key=name, gender=gender, field="media")
        return evolve(reference, head=noun.head), after

    def _genre(self, at: int) -> tuple[Reference, int]:
        """A medium or report; its name may stand between marks behind it (*der Zeitschrift „Bunte“*)."""
        after = name_in_marks(self._words, at + 1)
        if after:
            name = " ".join(word.text for word in self._words[at + 2 : after - 1])
            return self._reference(at, after, Form.MEDIUM, key=name), after
        return self._reference(at, at + 1, Form.MEDIUM, key=self._words[at].text), at + 1

    def _reference(
        self, at: int, after: int, form: Form, *, narrowing: frozenset[str] = frozenset(), **facts: Any
    ) -> Reference:
        """A mention of words: their place in the sentence, names that narrow it, `facts` as fields of a `Reference`."""
        tokens = tuple(token for word in self._words[at:after] for token in word.tokens)
        inside = {token.index for token in tokens}
        top = next(token for token in tokens if token.head not in inside)
        article = article_before(self._words, at)
        person, clause = form in (Form.NAME, Form.ROLE), self._sentence.clause_head(top)
        told = country_behind(self._words, after, self._lexicon) if person else frozenset()
        finite = self._sentence.finite(clause)
        return Reference(
            self._sentence, tokens, self._words[at].head if form is not Form.NAME else top, form,
            both=is_both(self._words, at),
            definite=is_definite(article),
            owned=is_owned(article),
            complement=is_narrowed(self._words, after, inside, self._lexicon),
            modifiers=narrowing | told | modifiers_of(self._words, at, after, self._lexicon),
            age=age_of(self._words, at, after),
            town=town_of(self._words, at, after, self._names, facts.get("roles", ()), self._lexicon) if person else "",
            subject=any(token.relation == "nsubj" for token in tokens if token.head not in inside),
            apposed=at > 0 and self._words[at - 1].text == ",",
            initial=not any(token.is_word for token in self._sentence.tokens[: tokens[0].index]),
            behind=finite is not None and finite.index < tokens[0].index,
            told=finite is not None and mood_of(finite, self._lexicon) is Mood.KONJUNKTIV_I,
            clause=clause_of(self._sentence, top),
            **facts,
        )  # fmt: skip
