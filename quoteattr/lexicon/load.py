"""The lexicon: every table, keyed by the forms that stand in texts."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from attrs import field, frozen

from quoteattr.errors import LexiconError
from quoteattr.lexicon import schema
from quoteattr.lexicon.actors import FirstName, Group, Organisation, Outlet, Place, Role, Title
from quoteattr.lexicon.declension import place_forms, role_forms
from quoteattr.lexicon.entries import (
    Adverb,
    Comment,
    Evaluation,
    Modal,
    NounSense,
    Preposition,
    PseudoCue,
    VerbForm,
    VerbSense,
)
from quoteattr.lexicon.inflect import INSEPARABLE, Form, FormKind, Mood, PrincipalParts, conjugate, join
from quoteattr.lexicon.tables import Folder

Value = TypeVar("Value")
SHORTEST_MODIFIER = 2  # letters: Bretter is no Retter


@frozen
class Lexicon:
    """Words that tell who says what, keyed by their forms in lower case.

    Attributes:
        verbs: All verb senses by id.
        verb_forms: The senses that a form can belong to.
        nouns: Cue nouns by form.
        prepositions: Prepositions by their words.
        adverbs: Adverbs and adjectives by form.
        modals: Modal verbs and their equivalents by id.
        evaluations: Words that judge, by form.
        comments: What an article says about a quotation, the longest first.
        titles: Titles as written in lower case (`dr.`).
        roles: Person nouns by form; `role` also finds compounds.
        organisations: Institutions by form; `organisation` also finds compounds.
        places: Places by name and by adjective.
        media: Outlets and genres by name.
        groups: Groups by form.
        first_names: First names; `first_name` also finds double ones.
        pseudo: What looks like a cue, by cue word.
        particles: Separable particles.

    Example:
        >>> lexicon = Lexicon.german()
        >>> [form.sense.id for form in lexicon.verb_forms["mitzuteilen"]]
        ['mitteilen']
        >>> lexicon.role("Außenministerin").gender.value
        'f'
        >>> lexicon.konjunktiv("gäbe"), lexicon.konjunktiv("habe"), lexicon.konjunktiv("hatte")
        ('II', 'I', None)
    """

    verbs: Mapping[str, VerbSense] = field(repr=False)
    verb_forms: Mapping[str, tuple[VerbForm, ...]] = field(repr=False)
    nouns: Mapping[str, NounSense] = field(repr=False)
    prepositions: Mapping[str, Preposition] = field(repr=False)
    adverbs: Mapping[str, Adverb] = field(repr=False)
    modals: Mapping[str, Modal] = field(repr=False)
    evaluations: Mapping[str, Evaluation] = field(repr=False)
    comments: tuple[Comment, ...] = field(repr=False)
    titles: Mapping[str, Title] = field(repr=False)
    roles: Mapping[str, Role] = field(repr=False)
    organisations: Mapping[str, Organisation] = field(repr=False)
    places: Mapping[str, Place] = field(repr=False)
    media: Mapping[str, Outlet] = field(repr=False)
    groups: Mapping[str, Group] = field(repr=False)
    first_names: Mapping[str, FirstName] = field(repr=False)
    pseudo: Mapping[str, tuple[PseudoCue, ...]] = field(repr=False)
    particles: tuple[str, ...] = field(repr=False)
    folders: tuple[Folder, ...]
    _moods: Mapping[str, Mood | None] = field(repr=False)

    @classmethod
    @functools.cache
    def german(cls) -> "Lexicon":
        """The lexicon that comes with quoteattr, read once."""
        return _build((resources.files("quoteattr") / "data" / "de",))

    @classmethod
    def from_folder(cls, folder: str | Path) -> "Lexicon":
        """A lexicon of your own tables only.

        Args:
            folder: Holds files named like those in `quoteattr/data/de`; a missing one counts as empty.

        Raises:
            LexiconError: The folder does not exist or an entry is impossible.
        """
        return _build((Path(folder),))

    def extend(self, folder: str | Path) -> "Lexicon":
        """This lexicon with more tables; an entry replaces the one of the same id.

        Raises:
            LexiconError: The folder does not exist or an entry is impossible.
        """
        return _build((*self.folders, Path(folder)))

    def words(self, name: str) -> frozenset[str]:
        """The words of a class."""
        from quoteattr.words import word_class

        return word_class(name)

    def epithets(self, kind: str) -> frozenset[str]:
        """Nouns that can take up anybody of a kind."""
        from importlib import resources

        from quoteattr.lexicon.tables import scan_table

        if kind not in _E:
            table = scan_table(resources.files("quoteattr") / "data" / "de", "epithets", ("id", "kind"))
            _E[kind] = frozenset(row.text("id").lower() for row in table if row.text("kind") == kind)
        return _E[kind]

    def role(self, word: str) -> Role | None:
        """The person noun that a word is or ends with (*Bundesaußenministerin*)."""
        return _by_head(self.roles, word)

    def noun(self, word: str) -> NounSense | None:
        """The cue noun that a word is or ends with (*Zeugenaussagen*)."""
        return _by_head(self.nouns, word)

    def organisation(self, word: str) -> Organisation | None:
        """The institution that a word is or ends with (*Bundesverfassungsgericht*)."""
        return _by_head(self.organisations, word)

    def group(self, word: str) -> Group | None:
        """The group that a word is or ends with (*Regierungskreise*)."""
        return _by_head(self.groups, word)

    def first_name(self, word: str) -> FirstName | None:
        """The first name that a word is or begins with (*Franz-Josef*)."""
        lower = word.lower()
        return self.first_names.get(lower) or self.first_names.get(lower.partition("-")[0])

    def konjunktiv(self, form: str) -> Mood | None:
        """Whether a finite verb form is Konjunktiv I or II, None where it is neither or could be indicative.

        Only forms are known here: that the word is a verb (*gebe*, not *Gabe*) is for the caller to check.
        """
        lower = form.lower()
        if lower in self._moods:
            return self._moods[lower]
        for prefix in (*self.particles, *INSEPARABLE):
            if lower.startswith(prefix):
                mood = self._moods.get(lower.removeprefix(prefix))
                if mood is not None:
                    return mood
        return "I" if lower.endswith("iere") else None


class _Head(Protocol):
    @property
    def compound(self) -> bool: ...


Head = TypeVar("Head", bound=_Head)


def _by_head(table: Mapping[str, Head], word: str) -> Head | None:
    lower = word.lower()
    if lower in table:
        return table[lower]
    head = lower.rpartition("-")[2]  # a word of its own: EU-Kreise, though Landkreise are no speakers
    if head in table:
        return table[head]
    for start in range(SHORTEST_MODIFIER if head == lower else 0, len(head)):  # the longest last part wins
        found = table.get(head[start:])
        if found is not None and found.compound:
            return found
    return None


def _build(folders: tuple[Folder, ...]) -> Lexicon:
    for folder in folders:
        if not folder.is_dir():
            raise LexiconError(f"There is no folder {str(folder)!r}; give one with tables such as verbs.tsv.")
    bases = _Bases(schema.IRREGULAR.read(folders))
    verbs = schema.VERBS.read(folders)
    particles = schema.PARTICLES.read(folders)
    return Lexicon(
        verbs=MappingProxyType(verbs),
        verb_forms=_verb_forms(verbs.values(), bases),
        nouns=_by_form((form, item) for item in schema.NOUNS.read(folders).values() for form in item.forms),
        prepositions=_by_form((item.id, item) for item in schema.PREPOSITIONS.read(folders).values()),
        adverbs=_by_form((form, item) for item in schema.ADVERBS.read(folders).values() for form in item.forms),
        modals=MappingProxyType(schema.MODALS.read(folders)),
        evaluations=_by_form((form, item) for item in schema.EVALUATIONS.read(folders).values() for form in item.forms),
        comments=tuple(sorted(schema.COMMENTS.read(folders).values(), key=lambda comment: -len(comment.words))),
        titles=_by_form((item.id, item) for item in schema.TITLES.read(folders).values()),
        roles=_by_form(pair for noun in schema.ROLES.read(folders).values() for pair in role_forms(noun)),
        organisations=_by_form(
            (form, item) for item in schema.ORGANISATIONS.read(folders).values() for form in item.forms
        ),
        places=_by_form((name, item) for item in schema.PLACES.read(folders).values() for name in place_forms(item)),
        media=_by_form((item.id, item) for item in schema.MEDIA.read(folders).values()),
        groups=_by_form((form, item) for item in schema.GROUPS.read(folders).values() for form in item.forms),
        first_names=_by_form((item.id, item) for item in schema.FIRST_NAMES.read(folders).values()),
        pseudo=_grouped((item.cue, item) for item in schema.PSEUDO.read(folders).values()),
        particles=tuple(sorted(particles, key=lambda particle: (-len(particle), particle))),
        folders=folders,
        moods=_moods(
            [*schema.KONJUNKTIV.read(folders), *bases.irregular, *(sense.base for sense in verbs.values())], bases
        ),
    )


class _Bases:
    """The forms of each base verb, made once: many senses share *geben* or *stellen*."""

    def __init__(self, irregular: Mapping[str, PrincipalParts]) -> None:
        self.irregular = irregular
        self._forms: dict[str, tuple[Form, ...]] = {}

    def forms(self, infinitive: str) -> tuple[Form, ...]:
        if infinitive not in self._forms:
            self._forms[infinitive] = conjugate(infinitive, self.irregular)
        return self._forms[infinitive]


def _verb_forms(senses: Iterable[VerbSense], bases: _Bases) -> Mapping[str, tuple[VerbForm, ...]]:
    return _grouped((form, entry) for sense in senses for form, entry in _forms_of(sense, bases))


def _forms_of(sense: VerbSense, bases: _Bases) -> Iterator[tuple[str, VerbForm]]:
    made: dict[tuple[FormKind, bool, Mood | None], VerbForm] = {}

    def entry(form: Form, joined: bool) -> tuple[str, VerbForm]:
        key = (form.kind, joined, form.mood)
        if key not in made:
            made[key] = VerbForm(sense, form.kind, joined, form.mood)
        return form.text, made[key]

    forms = bases.forms(sense.base)
    prefix = sense.particle or ("".join(sense.fixed) if sense.joinable else "")
    for form in forms:
        # A separable particle leaves only finite forms: teilte … mit, but mitgeteilt.
        if not sense.particle or form.kind is FormKind.FINITE:
            yield entry(form, joined=False)
    for form in join(prefix, forms) if prefix else ():
        yield entry(form, joined=True)


def _moods(infinitives: Iterable[str], bases: _Bases) -> Mapping[str, Mood | None]:
    moods: dict[str, Mood | None] = {}
    for infinitive in infinitives:
        for form in bases.forms(infinitive):
            if form.kind is not FormKind.FINITE:
                continue
            # führe is Konjunktiv I of führen rather than Konjunktiv II of fahren; bitte, rate … likewise
            if form.mood == "I" or form.text not in moods:
                moods[form.text] = form.mood
            elif moods[form.text] == "II" and form.mood is None:
                moods[form.text] = None
    return MappingProxyType(moods)


def _by_form(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, Value]:
    table: dict[str, Value] = {}
    for form, value in pairs:
        table.setdefault(form.lower(), value)
    return MappingProxyType(table)


def _grouped(pairs: Iterable[tuple[str, Value]]) -> Mapping[str, tuple[Value, ...]]:
    table: dict[str, list[Value]] = {}
    for form, value in pairs:
        table.setdefault(form, []).append(value)
    return MappingProxyType({form: tuple(values) for form, values in table.items()})


_E = {}
