"""Who can be the speaker of a quotation: the answer of the rules, everybody else whom the text names nearby, nobody."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import islice

from attrs import Factory, define, field, frozen

from quoteattr.decide import FREE, Decision
from quoteattr.grammar.case_forms import is_genitive
from quoteattr.lexicon import Gender, Lexicon
from quoteattr.model import EntityKind, QuoteType, Via
from quoteattr.speakers.belonging import is_mine
from quoteattr.speakers.bodies import is_ruled_out
from quoteattr.speakers.clause_mates import is_beside, is_host, is_pronoun_beside
from quoteattr.speakers.epithets import (
    VAGUE,
    counterparts,
    holds_other_office,
    is_hidden_source,
    is_office,
    is_official,
)
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.person_nouns import same_role
from quoteattr.speakers.pronouns import DEMONSTRATIVES
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.sources import Pointer, Source, is_aimed_at, is_new_document
from quoteattr.speakers.unreached import is_of_other_time, is_unreached
from quoteattr.tree import Sentence

_PEOPLE = (EntityKind.PERSON, EntityKind.GROUP)
_BODIES = (EntityKind.ORGANISATION, EntityKind.MEDIUM)
_KINDS = {Form.ROLE: _PEOPLE, Form.NAME: _PEOPLE, Form.INSTITUTION: _BODIES, Form.MEDIUM: _BODIES}
_SEXES = {Gender.MASCULINE, Gender.FEMININE}
_REFUSE = "zurückweisen"
_THIS = frozenset({"das", "dies"})
_LATEST = 30
"""Mentions of one that are looked at: so that a long text takes no longer a quotation than a short one."""
_MOST = 8
"""Candidates beside the answer of the rules, the nearest ones."""


@frozen(eq=False)
class Turn:
    """Who spoke before, and the sentence and paragraph in which the words end."""

    cluster: Cluster
    sentence: int
    paragraph: int


@define(eq=False)
class Turns:
    """Those who spoke so far: the last two, and how often each did."""

    last: Turn | None = None
    before: Turn | None = None
    times: Counter[int] = Factory(Counter)

    def take(self, turn: Turn) -> None:
        """Remember one more."""
        self.last, self.before = turn, self.last
        self.times[id(turn.cluster)] += 1


@frozen(eq=False)
class Question:
    """Whose words a quotation is, as far as the rules can tell.

    Attributes:
        decision: The quotation.
        source: What its phrase points to, None where it has no phrase of its own.
        via: How the rules found their answer, None where they have no phrase for it.
        answer: What the rules say.
        parent: Who speaks the quotation around it.
        turns: Who spoke before.
        near: Who is named around, from the sentence of the phrase back; behind it as well where the text below tells
            who is meant, as in a headline.
        quoted: The mentions in somebody's words, by identity.
        lexicon: Words.
    """

    decision: Decision
    source: Source | None
    via: Via | None
    answer: Outcome
    parent: Cluster | None
    turns: Turns
    near: Sequence[Cluster]
    quoted: Collection[int]
    lexicon: Lexicon
    _before: dict[Cluster, int] = field(factory=dict, init=False)

    @cached_property
    def reference(self) -> Reference | None:
        """What in the phrase refers to the speaker, None where that is no single mention."""
        return self.source.references[0] if self.source is not None and self.source.references else None

    @cached_property
    def sentence(self) -> Sentence:
        """The sentence of the phrase, else of the quotation."""
        return self.reference.sentence if self.reference is not None else self.decision.proposal.sentence

    @cached_property
    def start(self) -> int:
        """Where the phrase begins, else the quotation."""
        return self.reference.span.start if self.reference is not None else self.decision.proposal.span.start

    @cached_property
    def way(self) -> str:
        """How the rules came to their answer, in a word: `pronoun.sie`, `explicit.role`, `inherited.direct`."""
        if self.via is None or self.via is Via.INHERITED or self.source is None:
            return f"{self.via or 'none'}.{self.decision.proposal.type}"
        if self.reference is None:
            return f"{self.via}.{self.source.pointer}"
        if self.reference.form is Form.PRONOUN:
            return f"pronoun.{self.reference.head.text.lower()}"
        return f"{self.via}.{self.reference.form}"

    def before(self, one: Cluster) -> int:
        """How many mentions of somebody stand before the phrase."""
        found = self._before.get(one)
        if found is None:
            found = self._before[one] = one.before(self.start)
        return found

    def is_own(self, one: Cluster) -> bool:
        """Whether the rules take the phrase for a mention of somebody."""
        at = self.before(one)
        return any(reference is self.reference for reference in one.references[at : at + 2])

    def agrees(self, one: Cluster) -> bool:
        """Whether gender and number of the phrase allow it to mean somebody."""
        return self.reference is None or one.agrees(self.reference.gender, self.reference.number)

    def _is_excluded(self, one: Cluster) -> bool:
        """Whether grammar or office forbid that the phrase means somebody.

        Who speaks directly says *ich*, not *er*, in these words; *Kern warf er vor, …* is somebody else's reproach
        (Chomsky 1981, principle B); *er* is no woman; nobody is *sein Bruder* to himself or *mein Mandant*, holds two
        offices, is *der Insider* by name, or says what is criticised about him (*Kritik an Kern: …*), or said of him
        (*Kern wurde als „Lügner“ beschimpft*); and *der 47-Jährige* is not the judge.
        """
        parent, answer, reference = self.decision.parent, self.answer.cluster, self.reference
        if self._is_said_of(one) or self._is_told_of(one) or self._is_told_in_frame(one) or self._is_answered(one):
            return True
        if self._is_out_of_reach(one):
            return True
        if one is self.parent and parent is not None and parent.proposal.type is QuoteType.DIRECT:
            return True
        if self.via is None:
            return any(map(is_aimed_at, _mentions_in(one, self.sentence))) or self._is_thing_in_frame(one)
        if self.source is not None and self.source.pointer is Pointer.NOBODY:
            phrase = self.decision.framing.proposal.speaker
            inside = _mentions_in(one, phrase.sentence) if phrase is not None else ()
            return phrase is not None and any(mention.head in phrase.tokens for mention in inside)
        if reference is None:
            return False
        if self._is_whom_speaker_has(one) or self._is_only_said(one):
            return True
        if one is self.parent and reference.head.text.lower() in DEMONSTRATIVES:  # Laut Kern kam Roth. Der habe …
            return True
        if one is answer:
            return False
        if reference.form is Form.PRONOUN and (self._is_named_inside(one) or self._has_answer(one)):
            return True
        here, taken = _mentions_in(one, self.sentence), answer.references if answer is not None else ()
        hosted = any(is_host(each, reference) for each in taken)  # Kern hat geirrt, wie er sagt
        if reference.form is Form.PRONOUN and (hosted or any(is_beside(each, reference) for each in here)):
            return True
        if any(is_pronoun_beside(each, reference) for each in here):
            return True
        if (
            reference.form is Form.PRONOUN
            and {reference.gender, one.gender} == _SEXES
            and one.kind is EntityKind.PERSON
        ):
            return True
        if reference.owned and answer is not None and one is answer.owner:
            return True
        if not reference.roles or self.is_own(one):
            return False
        official = reference.roles[0] in VAGUE and is_official(one.roles, self.lexicon)
        if one.names and is_hidden_source(reference.roles, self.lexicon):
            return True
        return (
            official
            or is_ruled_out(one, reference, self.lexicon)
            or holds_other_office(reference, one.roles, self.lexicon)
        )

    def _is_said_of(self, one: Cluster) -> bool:
        """Whether somebody is the subject of a frame in the passive that names nobody else."""
        frame = self.decision.framing.proposal
        if frame.verb is None or not frame.verb.passive or frame.speaker is not None:
            return False
        subjects = frame.sentence.children(frame.verb.predicate, "nsubj")
        return any(mention.head in subjects for mention in _mentions_in(one, frame.sentence))

    def _is_thing_in_frame(self, one: Cluster) -> bool:
        """Whether a thing is what a frame without a speaker tells of: *Die Stimmung war gut: „…“*."""
        frame = self.decision.proposal.frame
        return one.kind is EntityKind.UNNAMED and any(
            mention for span in frame for mention in mentions_between(one, span.start, span.end)
        )

    def _is_told_in_frame(self, one: Cluster) -> bool:
        """Whether a frame without a cue tells of somebody what another reports: *Kern habe sich verrechnet: „…“*."""
        proposal = self.decision.proposal
        if proposal.cue is not None or proposal.type is not QuoteType.DIRECT:
            return False
        inside = (each for span in proposal.frame for each in mentions_between(one, span.start, span.end))
        return any(each.told and each.form is not Form.PRONOUN for each in inside)

    @cached_property
    def _mine(self) -> frozenset[str]:
        """What somebody is to the *er* who speaks, as the words tell (*„Mein Sohn …“*)."""
        if self.reference is None or self.reference.form is not Form.PRONOUN:
            return frozenset()
        span = self.decision.proposal.span
        inside = (mention for one in self.near for mention in mentions_between(one, span.start, span.end))
        return frozenset(role for mention in inside if is_mine(mention) for role in mention.roles)

    def _is_named_inside(self, one: Cluster) -> bool:
        """Whether the words call somebody by name, whom the pronoun of their frame does not mean (*Kern irre*)."""
        return self.decision.proposal.type is QuoteType.INDIRECT and self._is_subject_of_words(one)

    def _is_told_of(self, one: Cluster) -> bool:
        """Whether a free report opens with the name of somebody, who would be *er* in his own (*Kern habe …*)."""
        proposal = self.decision.proposal
        if proposal.type not in FREE or one.kind is not EntityKind.PERSON:
            return False
        opening = [each for each in _mentions_in(one, proposal.sentence) if each.span.start == proposal.span.start]
        return bool(opening) and (self._is_subject_of_words(one) or _is_before_verb(opening[0]))

    def _is_answered(self, one: Cluster) -> bool:
        """Whether an office answers what another has said who has none: *Kern sagte … Die Ministerin entgegnete*."""
        reference, last, verb = self.reference, self.turns.last, self.decision.framing.proposal.verb
        if reference is None or reference.form is not Form.ROLE or verb is None:
            return False
        if not is_office(reference, self.lexicon):  # die Juristin may be an Anwältin
            return False
        if last is None or last.cluster is not one or self.sentence.index - last.sentence > 1:
            return False
        lemmas = {sense.lemma for sense in verb.senses}
        this = any(child.text.lower() in _THIS for child in verb.sentence.children(verb.predicate, "obj"))
        answers = lemmas <= self.lexicon.words("answers-back") and (this or _REFUSE not in lemmas)
        before = self.before(one)
        called = {role for each in one.references[max(0, before - _LATEST) : before] for role in each.roles}
        return answers and not any(same_role(role, other) for role in reference.roles for other in called)

    def _is_out_of_reach(self, one: Cluster) -> bool:
        """Whether nobody has reached somebody just before: *„…“, sagte er* is another one, unless it was another time.

        *Er* at the start of a sentence goes on with that one (*Er hatte im Mai gesagt, …*).
        """
        phrase, before = self.reference, self.before(one)
        named = phrase is not None and (phrase.form is not Form.PRONOUN or phrase.initial)
        if named or not before or is_of_other_time(self.sentence):
            return False
        last = one.references[before - 1]
        return self.sentence.index - last.sentence.index in (1, 2) and is_unreached(last)

    def _has_answer(self, one: Cluster) -> bool:
        """Whether the pronoun's antecedent is rather who acts in the sentence before, though somebody was named there.

        *Der Sohn von Kern kam. Er …*, where nothing else has named Kern; *Ein Nachbar stützt Kerns Angaben. Er …*.
        """
        answer, reference = self.answer.cluster, self.reference
        before, named = self.before(answer) if answer is not None else 0, self.before(one)
        if answer is None or reference is None or not before or not named:
            return False
        taken_up, last = answer.references[before - 1], one.references[named - 1]
        beside = last.sentence is taken_up.sentence
        if beside and last.top.relation == "nmod" and last.top.head in taken_up.indices:
            return named == 1
        here, there = self.sentence, taken_up.sentence
        next_to = here.index - there.index == 1 and here.paragraph == there.paragraph
        kin = taken_up.form is Form.ROLE and not self.lexicon.words("kin").isdisjoint(taken_up.roles)
        acts = kin and taken_up.subject and not taken_up.owned  # of other roles, a reader may know more than the rules
        acts = acts and id(taken_up) not in self.quoted
        acts = acts and not any(token.deprel == "aux:pass" for token in there.tokens)
        if next_to and acts and not (answer.names or _mentions_in(one, there) or _mentions_in(one, here)):
            return answer.gender is reference.gender is not None  # Kern schwieg. Der Bruder kam. …, sagte er
        if not (beside and next_to and taken_up.subject and answer.kind is EntityKind.PERSON):
            return False
        alone = len(_mentions_in(one, there)) == 1 and taken_up.clause == last.clause
        return alone and (last.is_genitive or is_genitive(there, last.tokens[-1]))

    def _is_subject_of_words(self, one: Cluster) -> bool:
        """Whether the words name somebody as a subject."""
        span = self.decision.proposal.span
        names = (each for each in mentions_between(one, span.start, span.end) if each.form is Form.NAME)
        return any(name.told and name.subject for name in names)

    def _is_whom_speaker_has(self, one: Cluster) -> bool:
        """Whether somebody is the speaker's son or client: *Sein Anwalt nickte. „Mein Mandant schweigt“, sagte er.*"""
        mine = self._mine
        if not mine:
            return False
        theirs = frozenset().union(*(counterparts(role, self.lexicon) for role in mine))
        owned = one.owner in self.near and not one.roles.isdisjoint(mine)
        return owned or any(other.owner is one and not other.roles.isdisjoint(theirs) for other in self.near)

    def _is_only_said(self, one: Cluster) -> bool:
        """Whether only direct words name somebody, of whom the *er* in their frame speaks (*„Kern irrt“, sagte er*).

        Unless these say who speaks (*„Ich bin Kern“*).
        """
        direct = self.decision.proposal.type is QuoteType.DIRECT
        if not direct or self.reference is None or self.reference.form is not Form.PRONOUN:
            return False
        names = 0
        for each in islice(one.references, self.before(one)):
            if each is self.reference:
                continue
            if not any(span.overlaps(each.span) for span in self.decision.proposal.quote):
                return False  # mostly the first mention: so that a long text takes no longer a quotation
            if each.form is Form.NAME:
                if _is_said_of_self(each):
                    return False
                names += 1
        return names > 0

    @cached_property
    def candidates(self) -> Sequence[Cluster]:
        """Who can be meant: the answer of the rules, then the nearest others; places and things do not speak."""
        fitting = (one for one in self.near if (_can_speak(one) or self.is_own(one)) and not self._is_excluded(one))
        others = sorted(fitting, key=self._distance)
        told = self.answer.cluster
        other = told is not None and any(
            forbids(told)
            for forbids in (
                self._is_whom_speaker_has, self._is_only_said, self._is_told_of, self._is_answered,
                self._is_out_of_reach,
            )
        )  # fmt: skip
        answer = () if told is None or other else (told,)
        return tuple(dict.fromkeys((*answer, *others[:_MOST])))

    @property
    def is_forbidden(self) -> bool:
        """Whether grammar or sense forbid the answer of the rules."""
        return self.answer.cluster is not None and self.answer.cluster not in self.candidates

    @cached_property
    def has_rivals(self) -> bool:
        """Whether anybody beside the answer of the rules can be meant: of a kind that speaks, and that agrees."""
        if is_new_document(self.source, self.lexicon):
            return False
        if self.reference is not None and self.reference.form is Form.NOUN:
            return True  # so Kritik und Klage: a noun that no table has may be nobody
        kinds = _KINDS.get(self.reference.form) if self.reference is not None else None
        others = (one for one in self.candidates if one is not self.answer.cluster)
        return any(one.kind in (kinds or (*_PEOPLE, *_BODIES)) and self.agrees(one) for one in others)

    def _distance(self, one: Cluster) -> tuple[bool, int]:
        """Whether somebody is of another kind than the phrase, and how far away: named last before it, or first behind.

        A house is no *die Ministerin*, and no person is *der Verein*, as near as they may stand.
        """
        at = self.before(one)
        away = self.start - one.references[at - 1].span.start if at else one.references[0].span.start - self.start
        kinds = _KINDS.get(self.reference.form, ()) if self.reference is not None else ()
        return bool(kinds) and one.kind not in kinds, away


def _is_before_verb(name: Reference) -> bool:
    """Whether a name stands right before the verb of a report, whatever its tree has for a subject (*Kern müsse*)."""
    behind = name.sentence.tokens[name.tokens[-1].index + 1 :][:1]
    return name.form is Form.NAME and name.told and bool(behind) and behind[0].is_finite


def _is_said_of_self(name: Reference) -> bool:
    """Whether a name is told as one's own (*Ich bin Ute Sand*)."""
    subject = name.sentence.child(name.head, "nsubj")
    return subject is not None and subject.text.lower() in ("ich", "name")


def _can_speak(one: Cluster) -> bool:
    """Whether somebody is no place, and no thing that does nothing in the text."""
    if one.kind is EntityKind.UNNAMED:
        return any(reference.subject for reference in one.references)
    return one.kind is not EntityKind.PLACE


def _mentions_in(one: Cluster, sentence: Sentence) -> Sequence[Reference]:
    """The mentions of somebody in a sentence."""
    return mentions_between(one, sentence.start, sentence.end)


def mentions_between(one: Cluster, start: int, end: int) -> Sequence[Reference]:
    """The mentions of somebody that begin in a stretch of the text."""
    return one.references[one.before(start) : one.before(end)]
