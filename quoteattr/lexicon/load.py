"""The lexicon: every table, keyed by the forms that stand in texts."""

import functools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import field, frozen

from quoteattr.errors import LexiconError
from quoteattr.lexicon import schema
from quoteattr.lexicon.actors import FirstName, Group, Organisation, Outlet, Place, Role, Title
from quoteattr.lexicon.compounds import REMEMBERED, Heads
from quoteattr.lexicon.declension import place_forms, role_forms
from quoteattr.lexicon.entries import (
    Adverb,
    Comment,
    Modal,
    NounSense,
    Preposition,
    VerbForm,
    VerbSense,
)
from quoteattr.lexicon.inflect import INSEPARABLE, Konjunktiv
from quoteattr.lexicon.judging import Evaluation
from quoteattr.lexicon.tables import Folder, german_folder
from quoteattr.lexicon.verb_forms import Conjugations, moods, sense_forms

Value = TypeVar("Value")

_UNASKED: Any = object()


@frozen
class Lexicon:
    """Words that tell who says what, keyed by their forms in lower case.

    Two of the same folders are equal. It is pickled as its folders, which must still be there when it is unpickled.

    Attributes:
        verbs: All verb senses by id.
        verb_forms: The senses that a form can belong to.
        nouns: Cue nouns by form; `noun` also finds compounds.
        prepositions: Prepositions by their words.
        adverbs: Adverbs and adjectives by form.
        modals: Modal verbs by id.
        evaluations: Words that judge, by form; `evaluation` also finds compounds.
        phrases: Phrases that judge, by each form of their first word.
        comments: What an article says about a quotation, the longest first.
        titles: Titles as written in lower case (`dr.`).
        roles: Person nouns by form; `role` also finds compounds.
        organisations: Institutions by form; `organisation` also finds compounds.
        places: Places by name and by adjective.
        media: Outlets and genres by name.
        groups: Groups by form; `group` also finds compounds.
        first_names: First names; `first_name` also finds double ones.
        particles: Separable particles, the longest first.
        folders: Where its tables are; a later one replaces entries of an earlier one.

    Example:
        >>> lexicon = Lexicon.german()
        >>> [form.sense.id for form in lexicon.verb_forms["mitzuteilen"]]
        ['mitteilen']
        >>> lexicon.role("Außenministerin").gender.value
        'f'
        >>> lexicon.konjunktiv("gäbe"), lexicon.konjunktiv("habe"), lexicon.konjunktiv("hatte")
        ('II', 'I', None)
    """

    verbs: Mapping[str, VerbSense] = field(repr=False, eq=False)
    verb_forms: Mapping[str, tuple[VerbForm, ...]] = field(repr=False, eq=False)
    nouns: Mapping[str, NounSense] = field(repr=False, eq=False)
    prepositions: Mapping[str, Preposition] = field(repr=False, eq=False)
    adverbs: Mapping[str, Adverb] = field(repr=False, eq=False)
    modals: Mapping[str, Modal] = field(repr=False, eq=False)
    evaluations: Mapping[str, tuple[Evaluation, ...]] = field(repr=False, eq=False)
    phrases: Mapping[str, tuple[Evaluation, ...]] = field(repr=False, eq=False)
    comments: tuple[Comment, ...] = field(repr=False, eq=False)
    titles: Mapping[str, Title] = field(repr=False, eq=False)
    roles: Mapping[str, Role] = field(repr=False, eq=False)
    organisations: Mapping[str, Organisation] = field(repr=False, eq=False)
    places: Mapping[str, Place] = field(repr=False, eq=False)
    media: Mapping[str, Outlet] = field(repr=False, eq=False)
    groups: Mapping[str, Group] = field(repr=False, eq=False)
    first_names: Mapping[str, FirstName] = field(repr=False, eq=False)
    particles: tuple[str, ...] = field(repr=False, eq=False)
    folders: tuple[Folder, ...]
    _words: Mapping[str, frozenset[str]] = field(repr=False, eq=False)
    _epithets: Mapping[str, frozenset[str]] = field(repr=False, eq=False)
    _moods: Mapping[str, Konjunktiv | None] = field(repr=False, eq=False)

    @classmethod
    @functools.cache
    def german(cls) -> "Lexicon":
        """The lexicon that comes with quoteattr, read once."""
        return _from_folders((german_folder(),))

    @classmethod
    def from_folder(cls, folder: str | Path) -> "Lexicon":
        """A lexicon of your own tables only.

        Args:
            folder: Holds files named like those in `quoteattr/data/de`; a missing one counts as empty.

        Raises:
            LexiconError: The folder does not exist or an entry is impossible.
        """
        return _from_folders((Path(folder).absolute(),))

    def extend(self, folder: str | Path) -> "Lexicon":
        """This lexicon with more tables; an entry replaces the one of the same id.

        Raises:
            LexiconError: The folder does not exist or an entry is impossible.
        """
        return _from_folders((*self.folders, Path(folder).absolute()))

    def role(self, word: str) -> Role | None:
        """The person noun that a word is or ends with (*Bundesaußenministerin*)."""
        return self._role_heads.find(word)

    def can_end_in_role(self, word: str) -> bool:
        """Whether a word in lower case ends like a person noun that forms compounds; only then its parts can be one."""
        return self._role_heads.can_end(word)

    @functools.cached_property
    def _role_heads(self) -> Heads[Role]:
        return Heads(self.roles)

    def noun(self, word: str) -> NounSense | None:
        """The cue noun that a word is or ends with (*Zeugenaussagen*)."""
        return self._noun_heads.find(word)

    @functools.cached_property
    def _noun_heads(self) -> Heads[NounSense]:
        return Heads(self.nouns)

    def evaluation(self, word: str, upos: str) -> Evaluation | None:
        """The word that judges which a word is as this part of speech, or ends with as a noun.

        Example:
            >>> Lexicon.german().evaluation("Steuerskandals", "NOUN").id
            'Skandal'
        """
        entries = self.evaluations.get(word.lower(), ())
        entry = next((entry for entry in entries if entry.fits(upos)), None)
        return self._judging_heads.find(word) if entry is None and upos == "NOUN" else entry

    @functools.cached_property
    def _judging_heads(self) -> Heads[Evaluation]:
        """The nouns that judge and form compounds."""
        pairs = ((form, entry) for form, entries in self.evaluations.items() for entry in entries)
        return Heads({form: entry for form, entry in pairs if entry.compound})

    def organisation(self, word: str) -> Organisation | None:
        """The institution that a word is or ends with (*Bundesverfassungsgericht*)."""
        return self._organisation_heads.find(word)

    @functools.cached_property
    def _organisation_heads(self) -> Heads[Organisation]:
        return Heads(self.organisations)

    def group(self, word: str) -> Group | None:
        """The group that a word is or ends with (*Regierungskreise*)."""
        return self._group_heads.find(word)

    @functools.cached_property
    def _group_heads(self) -> Heads[Group]:
        return Heads(self.groups)

    def first_name(self, word: str) -> FirstName | None:
        """The first name that a word is or begins with (*Franz-Josef*)."""
        lower = word.lower()
        return self.first_names.get(lower) or self.first_names.get(lower.partition("-")[0])

    def words(self, name: str) -> frozenset[str]:
        """The words of a closed class, as written in `words.tsv`.

        Raises:
            LexiconError: There is no such class.

        Example:
            >>> "weil" in Lexicon.german().words("adverbial-conjunction")
            True
        """
        if name not in self._words:
            raise LexiconError(f"There is no word class {name!r}; valid are {', '.join(self._words)}.")
        return self._words[name]

    def listed(self, name: str, word: str) -> tuple[str, ...]:
        """What a closed class of entries such as `word=one|other`, `word|word=one` lists for a word, maybe nothing.

        Example:
            >>> Lexicon.german().listed("time-of-life", "senior"), Lexicon.german().listed("time-of-life", "haus")
            (('60-120',), ())
        """
        return self._lists.get((name, word), ())

    @functools.cached_property
    def _lists(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """What is listed for the words of all classes, by class and word."""
        lists: dict[tuple[str, str], tuple[str, ...]] = {}
        for name, entries in self._words.items():
            for entry in sorted(entries):
                word, sign, others = entry.partition("=")
                for each in word.split("|") if sign else ():
                    lists[name, each] = (*lists.get((name, each), ()), *others.split("|"))
        return MappingProxyType(lists)

    def epithets(self, kind: str) -> frozenset[str]:
        """The nouns in lower case that take up a `person` or an `organisation` named before.

        Args:
            kind: One of the two, or the member of `EntityKind`.

        Raises:
            LexiconError: No epithets are listed for that kind.

        Example:
            >>> "behörde" in Lexicon.german().epithets("organisation")
            True
        """
        if kind not in self._epithets:
            raise LexiconError(f"There are no epithets of kind {str(kind)!r}; valid are {', '.join(self._epithets)}.")
        return self._epithets[kind]

    def longest_name(self, word: str) -> int:
        """How many words the longest institution, medium or place has that begins with a word in lower case.

        Example:
            >>> Lexicon.german().longest_name("vereinte") >= 2, Lexicon.german().longest_name("gestern")
            (True, 0)
        """
        return self._name_lengths.get(word, 0)

    @functools.cached_property
    def _name_lengths(self) -> Mapping[str, int]:
        """How many words the longest name has, by the first word of names."""
        lengths: dict[str, int] = {}
        for name in (*self.organisations, *self.media, *self.places):
            words = name.split(" ")
            lengths[words[0]] = max(len(words), lengths.get(words[0], 0))
        return MappingProxyType(lengths)

    @functools.cached_property
    def comment_words(self) -> frozenset[str]:
        """The words that comments are made of."""
        return frozenset(word for comment in self.comments for options in comment.words for word in options)

    @functools.cached_property
    def adverb_openings(self) -> frozenset[str]:
        """The words that a listed adverb can begin with: itself, or the first of several (*zu Recht*)."""
        return frozenset(form.partition(" ")[0] for form in self.adverbs)

    @functools.cached_property
    def preposition_words(self) -> frozenset[str]:
        """The words that a preposition can begin with: itself, or the first of several (*aus Sicht*)."""
        return frozenset(name.partition(" ")[0] for name in self.prepositions)

    @functools.cached_property
    def framing_words(self) -> frozenset[str]:
        """The words that a frame without a verb can begin with: prepositions, and adverbs such as *demnach*."""
        return self.preposition_words.union(form for form, adverb in self.adverbs.items() if adverb.frames)

    def konjunktiv(self, form: str) -> Konjunktiv | None:
        """Whether a finite verb form is Konjunktiv I or II, None where it is neither or could be indicative.

        Only forms are known here: that the word is a verb (*gebe*, not *Gabe*) is for the caller to check.
        """
        lower = form.lower()
        if lower in self._moods:
            return self._moods[lower]
        if lower.startswith(self._prefixes):
            for prefix in self._prefixes:
                if lower.startswith(prefix):
                    mood = self._moods.get(lower.removeprefix(prefix))
                    if mood is not None:
                        return mood
        return "I" if lower.endswith("iere") else None

    @functools.cached_property
    def _prefixes(self) -> tuple[str, ...]:
        """What a verb of the tables can begin with besides."""
        return (*self.particles, *INSEPARABLE)

    @functools.cached_property
    def _answers(self) -> dict[Any, Any]:
        """What was asked of words before; see `remembered`."""
        return {}

    def __copy__(self) -> "Lexicon":
        return self

    def __deepcopy__(self, memo: object) -> "Lexicon":
        return self

    def __reduce__(self) -> "tuple[Callable[..., Lexicon], tuple[Folder | None, ...]]":
        """By its folders; None stands for quoteattr's own, which is elsewhere on another machine."""
        own = german_folder()
        return _unpickled, tuple(None if folder == own else folder for folder in self.folders)


def remembered(question: Callable[[str, Lexicon], Value]) -> Callable[[str, Lexicon], Value]:
    """A question about a word that a lexicon answers, asked once for each of the words that have come of late."""

    @functools.wraps(question)
    def answer(word: str, lexicon: Lexicon) -> Value:
        known = lexicon._answers
        key = question, word
        found: Value = known.get(key, _UNASKED)
        if found is _UNASKED:
            found = question(word, lexicon)
            if len(known) >= REMEMBERED:
                known.clear()
            known[key] = found
        return found

    return answer


def _unpickled(*folders: Folder | None) -> Lexicon:
    """A lexicon out of its pickled folders; None stands for the folder of quoteattr."""
    if folders == (None,):
        return Lexicon.german()
    return _from_folders(tuple(german_folder() if folder is None else folder for folder in folders))


def _from_folders(folders: tuple[Folder, ...]) -> Lexicon:
    """The lexicon of the tables in some folders; a later one replaces entries of an earlier one."""
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(f"There is no folder {str(folder)!r}; give one with tables such as verbs.tsv.")
    conjugations = Conjugations(schema.IRREGULAR.read(folders))
    verbs = schema.VERBS.read(folders)
    bases = (sense.base for sense in verbs.values())
    infinitives = (*schema.KONJUNKTIV.read(folders), *conjugations.irregular, *bases)
    words = schema.WORDS.read(folders).values()
    epithets = schema.EPITHETS.read(folders).values()
    particles = schema.PARTICLES.read(folders)
    judging = tuple(schema.EVALUATIONS.read(folders).values())
    phrases = [each for item in judging if item.kind == "phrase" for each in item.orders(particles)]
    return Lexicon(
        verbs=MappingProxyType(verbs),
        verb_forms=_all_of(pair for sense in verbs.values() for pair in sense_forms(sense, conjugations)),
        nouns=_first_of((form, item) for item in schema.NOUNS.read(folders).values() for form in item.forms),
        prepositions=_first_of((item.id, item) for item in schema.PREPOSITIONS.read(folders).values()),
        adverbs=_first_of((form, item) for item in schema.ADVERBS.read(folders).values() for form in item.forms),
        modals=MappingProxyType(schema.MODALS.read(folders)),
        evaluations=_all_of(
            (form, item)
            for item in judging
            if item.kind != "phrase"
            for form in dict.fromkeys(item.forms(conjugations))
        ),
        phrases=_all_of((form, phrase) for phrase in phrases for form in phrase.words[0]),
        comments=tuple(sorted(schema.COMMENTS.read(folders).values(), key=lambda comment: -len(comment.words))),
        titles=_first_of((item.id, item) for item in schema.TITLES.read(folders).values()),
        roles=_first_of(pair for noun in schema.ROLES.read(folders).values() for pair in role_forms(noun)),
        organisations=_first_of(
            (form, item) for item in schema.ORGANISATIONS.read(folders).values() for form in item.forms
        ),
        places=_first_of((name, item) for item in schema.PLACES.read(folders).values() for name in place_forms(item)),
        media=_first_of((item.id, item) for item in schema.MEDIA.read(folders).values()),
        groups=_first_of((form, item) for item in schema.GROUPS.read(folders).values() for form in item.forms),
        first_names=_first_of((item.id, item) for item in schema.FIRST_NAMES.read(folders).values()),
        particles=tuple(sorted(particles, key=lambda particle: (-len(particle), particle))),
        folders=folders,
        words=_classes(schema.WORD_CLASSES, ((entry.name, entry.word) for entry in words)),
        epithets=_classes(schema.EPITHET_KINDS, ((entry.kind, entry.id.lower()) for entry in epithets)),
        moods=MappingProxyType(moods(infinitives, conjugations)),
    )


def _first_of(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, Value]:
    """By form in lower case; the entry that came first where a form belongs to several."""
    table: dict[str, Value] = {}
    for form, value in pairs:
        table.setdefault(form.lower(), value)
    return MappingProxyType(table)


def _all_of(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, tuple[Value, ...]]:
    """By form; every entry that it belongs to."""
    table: dict[str, list[Value]] = {}
    for form, value in pairs:
        table.setdefault(form, []).append(value)
    return MappingProxyType({form: tuple(values) for form, values in table.items()})


def _classes(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    """The words of each class; a class without words is empty, not unknown."""
    members = [*pairs]
    return MappingProxyType({name: frozenset(word for own, word in members if own == name) for name in names})
