"""The entries for words that announce, colour or judge quotations, one frozen type a table."""

from functools import cached_property

from attrs import frozen

from quoteattr.lexicon.inflect import FormKind, Konjunktiv
from quoteattr.model import Attitude, Commitment, Medium, Reporting


@frozen
class VerbSense:
    """A verb that announces quotations, in one of its senses.

    Attributes:
        id: Dictionary form, with `:suffix` where a verb has several senses (`mitteilen`, `einräumen:np`).
        base: Infinitive without separable particle (`teilen`).
        particle: Separable particle (`mit`), empty if none.
        reflexive: Whether the sense needs a reflexive pronoun.
        fixed: Other words that must stand in the clause, articles left out (`bekannt`, `zu Ausdruck` as two).
        joinable: Whether the fixed word is also written together with the verb (*bekanntgeben*).
        governs: What carries the content: `direct, dass, ob, w, v2, zu, np, als, gen, pp:vor, darauf+dass` …
        medium: The medium that the verb itself tells, with the corpus' undecided pairs.
        reporting: Stance of an article that uses the verb.
        commitment: Commitment of the speaker to the content, in a plain affirmative clause.
        attitude: Attitude of the speaker.
        target: Where the target stands: `subj`, `obj`, `iobj`, `clause`, `pp:von` …; empty if nowhere.
        note: A word of explanation.
        semifactive: Whether the verb endorses only in the indicative or with a noun (*wies darauf hin, dass*).
        negated: Commitment if the cue is negated (*schloss nicht aus*), None where the general rule holds.
        negated_attitude: Attitude if the cue is negated (*stimmte nicht zu*).
    """

    id: str
    base: str
    particle: str
    reflexive: bool
    fixed: tuple[str, ...]
    joinable: bool
    governs: frozenset[str]
    medium: Medium
    reporting: Reporting
    commitment: Commitment
    attitude: Attitude
    target: str
    note: str = ""
    semifactive: bool = False
    negated: Commitment | None = None
    negated_attitude: Attitude = Attitude.NEUTRAL

    @property
    def lemma(self) -> str:
        """The dictionary form without the suffix of the sense."""
        return self.id.partition(":")[0]

    @cached_property
    def correlates(self) -> frozenset[str]:
        """The pronominal adverbs that can announce its clause (*darauf*, *davon*)."""
        return frozenset(item.partition("+")[0] for item in self.governs if "+" in item)


@frozen
class VerbForm:
    """One form of one sense.

    Attributes:
        sense: The entry.
        kind: Finite, infinitive, infinitive with *zu* inside, or participle.
        joined: Whether the particle (or joinable fixed word) is part of the form. If not, look for it in the clause.
        mood: Konjunktiv I or II where the form alone tells.
    """

    sense: VerbSense
    kind: FormKind
    joined: bool
    mood: Konjunktiv | None

    @cached_property
    def fixed(self) -> tuple[str, ...]:
        """The fixed words in lower case that must stand beside the form."""
        return () if self.joined and not self.sense.particle else tuple(word.lower() for word in self.sense.fixed)

    @cached_property
    def apart(self) -> frozenset[str]:
        """All words in lower case that must stand beside the form, a separated particle among them."""
        return frozenset(self.fixed if self.joined or not self.sense.particle else (*self.fixed, self.sense.particle))


@frozen
class NounSense:
    """A noun that announces quotations (*Angabe*, *Forderung*).

    Attributes:
        id: Nominative singular (or plural, if it has no singular).
        forms: All its forms, in lower case.
        governs: `dass, ob, w, zu, v2, direct, gen, pp:nach` …
        medium: As for verbs.
        reporting: As for verbs.
        commitment: As for verbs.
        attitude: As for verbs.
        after_nach: Whether `nach` + noun + genitive frames a quotation (*nach Angaben der Polizei*).
        compound: Whether it is also found as the last part of a compound (*Polizeibericht*).
        note: A word of explanation.
        semifactive: As for verbs.
    """

    id: str
    forms: tuple[str, ...]
    governs: frozenset[str]
    medium: Medium
    reporting: Reporting
    commitment: Commitment
    attitude: Attitude
    after_nach: bool
    compound: bool
    note: str = ""
    semifactive: bool = False


@frozen
class Preposition:
    """A preposition that frames a quotation.

    Attributes:
        id: Its words (`laut`, `nach`, `aus Sicht`).
        position: `pre`, `post` or both, seen from the speaker.
        complement: `speaker` (laut X), `noun` (nach Angaben X: a cue noun must follow) or both.
        medium: As for verbs.
        note: A word of explanation.
    """

    id: str
    position: frozenset[str]
    complement: frozenset[str]
    medium: Medium
    note: str = ""


@frozen
class Adverb:
    """An adverb or adjective that announces a quotation or colours how it is reported.

    Attributes:
        id: The word, in lower case and uninflected.
        forms: All its forms, in lower case.
        category: `quotative` (so X), `anaphoric` (demnach), `relative` (wonach), `hearsay` (angeblich),
            `evidence` (offenbar), `certainty` (zweifellos), `doubt` (vielleicht), `naming` (sogenannt),
            `manner` (wörtlich), `negation` (kaum).
        reporting: Stance that it gives the article.
        commitment: Commitment that it gives the speaker inside a quotation.
        note: A word of explanation.
    """

    id: str
    forms: tuple[str, ...]
    category: str
    reporting: Reporting
    commitment: Commitment
    note: str = ""

    @property
    def frames(self) -> bool:
        """Whether it is a frame without a verb: *so X*, *demnach*, *wonach*."""
        return self.category in ("quotative", "anaphoric", "relative")


@frozen
class Modal:
    """A modal verb or *scheinen* in one reading, for commitment and attitude.

    Attributes:
        id: Infinitive, with a suffix for the reading (`sollen:hearsay`).
        reporting: Stance of an article that uses it.
        commitment: Commitment that it gives.
        attitude: Attitude that it gives.
        note: A word of explanation.
    """

    id: str
    reporting: Reporting
    commitment: Commitment
    attitude: Attitude
    note: str = ""


@frozen
class Comment:
    """What an article says about a quotation in its own voice (*was nicht stimmt*).

    Attributes:
        words: They stand in one clause of the article, in any order, in lower case; `a|b` are alternatives.
        reporting: Stance that it gives.
        note: A word of explanation.
    """

    words: tuple[frozenset[str], ...]
    reporting: Reporting
    note: str = ""


@frozen
class ClassWord:
    """A word of a closed class that a rule asks for.

    Attributes:
        name: The class (`w-word`).
        word: The word as written.
    """

    name: str
    word: str
