"""Whom a reader has in mind at a point of the text, and how much.

Follows centering: the subject of the sentence before outranks other mentions, what stands inside a quotation counts
less than what the article says itself, who spoke last is likely to go on speaking.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen

from quoteattr.lexicon import Gender, Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.clause_mates import clause_of_shared_subject, is_host
from quoteattr.speakers.determiners import is_his
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import Form, Reference
from quoteattr.tree import NOMINAL, Sentence, Token

WINDOW = 4  # sentences that a pronoun looks back
_STILL_IN_MIND = 2  # sentences
SEPARATION = 0.85  # a runner-up with this share of the best score leaves the reference open
SUBJECT, OBLIQUE, QUOTED_SUBJECT, QUOTED, SPEAKER = 3.0, 1.4, 2.0, 0.5, 1.6
DECAY = (1.0, 1.0, 0.55, 0.35, 0.2)
TOPIC, STILL_SPEAKING = 1.5, 0.4
NEW_PARAGRAPH, UNKNOWN_GENDER, NO_PERSON = 0.4, 0.8, 0.4

_NO_CLAUSE = (-1, 0)


@frozen(eq=False)
class Trace:
    """One mention as later references see it.

    Attributes:
        cluster: Who was mentioned.
        sentence: Where.
        clause: Head of its clause, and the colons before it.
        weight: How prominent it is.
        form: What kind of mention it was.
        subject: Whether it was a subject.
    """

    cluster: Cluster
    sentence: Sentence
    clause: tuple[int, int]
    weight: float
    form: Form | None = None
    subject: bool = False


Ranked = Sequence[tuple[float, Cluster]]


class Salience:
    """The mentions of the last sentences and the last speaker."""

    def __init__(self) -> None:
        self._recent: deque[Trace] = deque()
        self._speaker: Trace | None = None

    @property
    def speaker(self) -> Cluster | None:
        """Who spoke last."""
        return self._speaker.cluster if self._speaker else None

    def mention(self, cluster: Cluster, reference: Reference, *, quoted: bool, whole: bool) -> None:
        """Remember that somebody was mentioned.

        Args:
            cluster: Who.
            reference: How.
            quoted: Whether inside a quotation.
            whole: Whether that quotation is a sentence of its own, without a frame.
        """
        if quoted:
            weight = QUOTED_SUBJECT if whole and reference.subject else QUOTED
        else:
            weight = SUBJECT if reference.subject or is_fragment(reference.sentence) else OBLIQUE
        while self._recent and self._recent[0].sentence.index < reference.sentence.index - WINDOW:
            self._recent.popleft()
        clause = _NO_CLAUSE if reference.form is Form.POSSESSIVE else reference.clause  # in seinem Haus sagte er
        self._recent.append(Trace(cluster, reference.sentence, clause, weight, reference.form, reference.subject))

    def speak(self, cluster: Cluster, sentence: Sentence) -> None:
        """Remember who spoke last, and until where."""
        self._speaker = Trace(cluster, sentence, _NO_CLAUSE, SPEAKER)

    def ranked(self, reference: Reference, kinds: frozenset[EntityKind]) -> Ranked:
        """The clusters in mind that a reference can mean, most salient first."""
        beside = self.beside(reference)
        scores: dict[Cluster, float] = {}
        for trace in self._recent:
            if trace.cluster not in beside and _can_mean(trace.cluster, reference, kinds) and not _is_aside(trace):
                score = _score(trace, reference)
                scores[trace.cluster] = max(score, scores.get(trace.cluster, 0.0))
        last = self._speaker
        if last is not None and last.cluster not in beside and _can_mean(last.cluster, reference, kinds):
            factor = STILL_SPEAKING if _opens_sentence(reference) else 1.0
            scores[last.cluster] = scores.get(last.cluster, 0.0) + factor * _score(last, reference)
        return sorted(((score, cluster) for cluster, score in scores.items() if score), key=lambda pair: -pair[0])

    def spoken_of(self, reference: Reference, kinds: frozenset[EntityKind]) -> Ranked:
        """Whom somebody has spoken of who can be meant by a pronoun in the same words: the latest one."""
        near = [trace for trace in self._recent if trace.weight in (QUOTED, QUOTED_SUBJECT)]
        beside = self.beside(reference)
        fitting = (
            trace for trace in reversed(near)
            if trace.cluster not in beside and _can_mean(trace.cluster, reference, kinds)
        )  # fmt: skip
        return [(trace.weight, trace.cluster) for trace in fitting][:1]

    def told_of(self, reference: Reference, kinds: frozenset[EntityKind]) -> Ranked:
        """What has no name and was spoken of in somebody's words in the sentence before, all alike."""
        near = (
            trace.cluster for trace in self._recent
            if reference.sentence.index - trace.sentence.index == 1 and _is_aside(trace)
        )  # fmt: skip
        return [(QUOTED, one) for one in dict.fromkeys(near) if one.kind in kinds]

    def coordinated(self, reference: Reference, kinds: frozenset[EntityKind]) -> Sequence[Cluster]:
        """Those whom *und* joins in the sentence before (*Huber und Kern*), if these are all of their kind in there."""
        near = [trace for trace in self._recent if reference.sentence.index - trace.sentence.index == 1]
        found = list(dict.fromkeys(trace.cluster for trace in near if trace.cluster.kind in kinds))
        joined = near and any(
            token.relation == "conj" and token.upos in NOMINAL and other.sentence.head(token) in first.tokens
            for first, other in pairwise(one.cluster.references[-1] for one in near)
            for token in other.tokens
        )
        return found if joined and len(found) > 1 else ()

    def is_in_mind_anew(self, hero: Cluster, reference: Reference) -> bool:
        """Whether whom a text is about is in mind again in a new paragraph, before it mentions anybody else who fits.

        Of those around nobody is mentioned more often.
        """
        fitting = [
            trace for trace in self._recent if _can_mean(trace.cluster, reference, frozenset({EntityKind.PERSON}))
        ]
        others = {trace.cluster for trace in fitting if trace.cluster is not hero}
        here = any(trace.sentence.paragraph == reference.sentence.paragraph for trace in fitting)
        most = all(len(hero.references) > len(other.references) for other in others)
        return not here and most and hero not in self.beside(reference) and _can_mean(hero, reference, (hero.kind,))

    def two_just_named(self, reference: Reference) -> Sequence[Cluster]:
        """The two people whom the sentence before has by name or as a subject, if these are just two."""
        near = (trace for trace in self._recent if reference.sentence.index - trace.sentence.index == 1)
        told = (trace.cluster for trace in near if trace.cluster.names or trace.weight == SUBJECT)
        found = list(dict.fromkeys(one for one in told if one.kind is EntityKind.PERSON and one.certain))
        return found if len(found) == 2 else ()

    def source(self, sentence: Sentence, lexicon: Lexicon) -> Cluster | None:
        """Whom *demnach* points to: who has just spoken, else a text named in the sentence before, else who spoke last.

        Before these an institution that has asked or counted in the sentence before (*Das Institut hat 800 befragt.*),
        where nobody speaks. Nobody where a new paragraph has begun since then.
        """
        last, rules = self._speaker, lexicon.words("rule-text")
        if (last is None or last.sentence.index != sentence.index - 1) and (asked := self._asking(sentence, lexicon)):
            return asked
        if last is not None and sentence.index - last.sentence.index <= 1:
            return last.cluster
        texts = [
            trace.cluster
            for trace in self._recent
            if sentence.index - trace.sentence.index == 1
            and (trace.cluster.kind is EntityKind.MEDIUM or _is_called(trace.cluster, rules))
        ]
        if texts:
            return texts[-1]
        return last.cluster if last is not None and last.sentence.paragraph == sentence.paragraph else None

    def latest(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Who was mentioned last and can be meant: a demonstrative leaves the topic for another.

        Bosch & Umbach 2007: German *der* takes up what is not the topic, mostly what stands last, in the sentence
        before or as no subject in another clause of its own (*ließ sie den Investor wissen, und der antwortete, …*).
        """
        beside = self.beside(reference)
        near = [
            trace for trace in self._recent
            if reference.sentence.index - trace.sentence.index == 1
            or (trace.sentence is reference.sentence and trace.weight == OBLIQUE and trace.cluster not in beside)
        ]  # fmt: skip
        fitting = [trace for trace in reversed(near) if _can_mean(trace.cluster, reference, kinds)]
        topics = {trace.cluster for trace in near if trace.form is Form.PRONOUN}  # er took it up: still the topic
        if reference.told and self.speaker is not None:
            topics.add(self.speaker)  # Die habe ihr geraten, …: who reports would say sie of herself
        others = [trace for trace in fitting if trace.cluster not in topics]
        return next((trace.cluster for trace in others or fitting), None)

    def first(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Who was mentioned first in the sentence before and can be meant (*Kolb traf Raab. Ersterer …*)."""
        near = (trace for trace in self._recent if reference.sentence.index - trace.sentence.index == 1)
        return next((trace.cluster for trace in near if _can_mean(trace.cluster, reference, kinds)), None)

    def joined_before(self, reference: Reference) -> Cluster | None:
        """The person to whose mention *und* joins what a possessive owns (*traf den Koch Kern und seine Frau*)."""
        owned = reference.sentence.head(reference.head)
        first = reference.sentence.head(owned) if owned is not None and owned.relation == "conj" else None
        near = (trace.cluster for trace in self._recent if first is not None and trace.sentence is reference.sentence)
        people = frozenset({EntityKind.PERSON})
        return next(
            (one for one in near if first in one.references[-1].tokens and _can_mean(one, reference, people)), None
        )

    def before_colon(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Whom the clause before a colon is about, where a pronoun goes on right behind it (*Die Kammer warnt: Sie …*).

        Not in somebody's words, which tell of others as well.
        """
        behind = reference.sentence.tokens[max(reference.head.index - 1, 0)].text == ":"
        if not behind or reference.told:
            return None
        acting = [
            trace.cluster for trace in self._recent
            if trace.sentence is reference.sentence and trace.subject and trace.clause[1] == reference.clause[1] - 1
        ]  # fmt: skip
        return next((one for one in reversed(acting) if _can_mean(one, reference, kinds)), None)

    def of_host(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Who is the subject of what *wie er sagt* stands behind."""
        here = (trace.cluster for trace in self._recent if trace.sentence is reference.sentence)
        hosts = (one for one in here if any(is_host(each, reference) for each in one.references[-3:]))
        return next((one for one in hosts if _can_mean(one, reference, kinds)), None)

    def nearest(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Who was mentioned last in the same sentence, else in the one before: whom *dessen* and *deren* take up."""
        near = [trace for trace in self._recent if reference.sentence.index - trace.sentence.index <= 1]
        fitting = (trace.cluster for trace in reversed(near) if _can_mean(trace.cluster, reference, kinds))
        return next(fitting, None)

    def acting(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """Who has just spoken, else who does something in the sentence or in the nearest before, in the paragraph.

        Nobody if several do.
        """
        last = self._speaker
        if last is not None and last.cluster.kind in kinds and _is_close(last, reference):
            return last.cluster
        near = [trace for trace in self._recent if trace.cluster.kind in kinds and trace.weight == SUBJECT]
        near = [trace for trace in near if _is_close(trace, reference)]
        nearest = {trace.cluster for trace in near if trace.sentence is near[-1].sentence}
        one = nearest.pop() if len(nearest) == 1 else None
        return one if one is not None and not _is_joined(one.references[-1]) else None

    def just_acted(self, reference: Reference, kinds: frozenset[EntityKind]) -> Cluster | None:
        """The only one of its kind that the sentence right before is about, else as `acting`."""
        near = [trace for trace in self._recent if reference.sentence.index - trace.sentence.index == 1]
        subjects = {trace.cluster for trace in near if trace.weight == SUBJECT}
        one = subjects.pop() if len(subjects) == 1 and all(_is_close(trace, reference) for trace in near) else None
        alone = one is not None and one.kind in kinds and not _is_joined(one.references[-1])
        return one if alone else self.acting(reference, kinds)

    def topic(self, reference: Reference) -> Cluster | None:
        """The person who is the subject of the last sentence before in the article's own words, in the paragraph."""
        told = [
            trace for trace in self._recent
            if trace.weight in (SUBJECT, OBLIQUE) and trace.sentence is not reference.sentence
            and trace.sentence.paragraph == reference.sentence.paragraph
        ]  # fmt: skip
        acting = (trace for trace in reversed(told) if trace.sentence is told[-1].sentence and trace.weight == SUBJECT)
        return next((trace.cluster for trace in acting if trace.cluster.kind is EntityKind.PERSON), None)

    def unnamed_before(self, reference: Reference) -> Cluster | None:
        """The one person without a name whom the sentence before has as its subject (*Die Präsidentin schwieg.*).

        Else who spoke until there (*Das gehe nicht, sagte die Präsidentin. Es fehle Geld.*), if nobody acted since.
        """
        here, last = reference.sentence, self._speaker
        acting = [
            one for one in self._recent
            if one.sentence.paragraph == here.paragraph and one.sentence is not here
            and one.cluster.kind is EntityKind.PERSON and one.weight == SUBJECT
        ]  # fmt: skip
        near = [one.cluster for one in acting if here.index - one.sentence.index == 1]
        found = list(dict.fromkeys(one for one in near if one.references[-1].subject))
        if not found and last is not None and last.cluster.references and here.index - last.sentence.index == 1:
            since = last.cluster.references[-1].sentence
            alone = all(one.cluster is last.cluster for one in acting if one.sentence.index >= since.index)
            found = [last.cluster] if since.paragraph == here.paragraph and alone else []
        return found[0] if len(found) == 1 and not found[0].names else None

    def unnamed_speaker(self, reference: Reference) -> Cluster | None:
        """Who spoke last, in this paragraph or the one before, if no person was told of since and no name is known."""
        last, here = self._speaker, reference.sentence
        if last is None or last.cluster.names or here.index - last.sentence.index > _STILL_IN_MIND:
            return None
        since = [one.cluster for one in self._recent if last.sentence.index < one.sentence.index < here.index]
        alone = all(one is last.cluster or one.kind is not EntityKind.PERSON for one in (*since, last.cluster))
        near = here.paragraph - last.sentence.paragraph <= 1 and last.cluster.kind is EntityKind.PERSON
        return last.cluster if near and alone else None

    def unnamed_at(self, token: Token | None, sentence: Sentence) -> Cluster | None:
        """The person without a name whom a word of a sentence means."""
        near = (trace.cluster for trace in self._recent if token is not None and trace.sentence is sentence)
        people = (one for one in near if one.kind is EntityKind.PERSON and not one.names)
        return next((one for one in people if any(each.head is token for each in one.references[-2:])), None)

    def _asking(self, sentence: Sentence, lexicon: Lexicon) -> Cluster | None:
        """The institution that asks, counts or measures in the sentence before, as its subject."""
        near = [trace for trace in self._recent if sentence.index - trace.sentence.index == 1 and trace.subject]
        verbs = ((trace.cluster, trace.sentence.tokens[trace.clause[0]]) for trace in near if trace.clause[0] >= 0)
        surveys, told = lexicon.words("survey"), (EntityKind.ORGANISATION, EntityKind.MEDIUM)
        return next(
            (one for one, verb in verbs if one.kind in told and not surveys.isdisjoint({verb.lemma, verb.text})), None
        )

    def beside(self, reference: Reference) -> set[Cluster]:
        """Whom grammar rules out: a subject cannot be its own object, nor a noun in what it says (Chomsky 1981, B, C).

        *Ein Zeuge hörte, wie der Mann rief*: the man is somebody else.
        """
        clauses = {reference.clause}
        content = reference.sentence.tokens[reference.clause[0]]
        if reference.form is Form.ROLE and reference.clause[0] >= 0 <= content.head and content.relation == "ccomp":
            clauses.add(
                (reference.sentence.clause_head(reference.sentence.tokens[content.head]).index, reference.clause[1])
            )
        shared = clause_of_shared_subject(reference)
        return {
            trace.cluster for trace in self._recent
            if trace.sentence is reference.sentence
            and (trace.clause in clauses or (trace.subject and trace.clause == shared))
        }  # fmt: skip


def close(ranked: Ranked) -> tuple[Cluster, ...]:
    """The best one and all that the evidence does not separate from it."""
    return tuple(cluster for score, cluster in ranked if score >= ranked[0][0] * SEPARATION)


def _is_close(trace: Trace, reference: Reference) -> bool:
    """Whether somebody was mentioned at most two sentences before, in the same paragraph."""
    here, there = reference.sentence, trace.sentence
    return here.paragraph == there.paragraph and here.index - there.index <= 2


def _is_joined(reference: Reference) -> bool:
    """Whether *und* joins somebody else to a mention."""
    return reference.sentence.child(reference.head, "conj") is not None


def is_fragment(sentence: Sentence) -> bool:
    """Whether a sentence has no verb and only says whom it goes on with (*Und die Wirtin? Sie …*)."""
    return not any(token.is_finite for token in sentence.tokens)


def _can_mean(cluster: Cluster, reference: Reference, kinds: Iterable[EntityKind]) -> bool:
    """Whether kind, gender and number allow a reference to mean a cluster."""
    if cluster.kind not in kinds or not cluster.certain:
        return False
    if reference.form is Form.POSSESSIVE:
        return _can_own(cluster, his=is_his(reference.head.text.lower()))
    if not cluster.agrees(reference.gender, reference.number):
        return False
    # er is no institution of unknown gender
    return cluster.kind is EntityKind.PERSON or cluster.gender is not None or reference.gender is None


def _can_own(cluster: Cluster, *, his: bool) -> bool:
    """Whether *sein, dessen* (a man, *das Ministerium*) or *ihr, deren* (a woman, several) can mean a cluster."""
    several = cluster.number is Number.PLURAL or cluster.kind is EntityKind.GROUP
    if his:
        return cluster.gender is not Gender.FEMININE and not several
    return several or cluster.gender in (None, Gender.FEMININE)


def _is_called(cluster: Cluster, endings: Iterable[str]) -> bool:
    """Whether the noun of something that has no name ends in one of some ways."""
    noun = cluster.references[-1].key.lower() if cluster.kind is EntityKind.UNNAMED else ""
    return noun.endswith(tuple(endings))


def _is_aside(trace: Trace) -> bool:
    """Whether what has no name was only spoken of in somebody's words: a pronoun outside of them does not mean it."""
    return trace.weight == QUOTED and not trace.cluster.names


def _score(trace: Trace, reference: Reference) -> float:
    """How much a reader has an earlier mention in mind at a reference."""
    distance = reference.sentence.index - trace.sentence.index
    score = trace.weight * DECAY[max(0, distance)] if distance <= WINDOW else 0.0
    if _opens_sentence(reference) and trace.weight == QUOTED_SUBJECT:
        score *= TOPIC
    if trace.sentence.paragraph != reference.sentence.paragraph:
        score *= NEW_PARAGRAPH
    if trace.cluster.gender is None and reference.gender is not None:
        score *= UNKNOWN_GENDER
    if trace.cluster.kind is not EntityKind.PERSON and reference.number is not Number.PLURAL:
        score *= NO_PERSON
    return score


def _opens_sentence(reference: Reference) -> bool:
    """Whether it opens its sentence (*Er verwies …*): then it goes on with the topic rather than with the speaker."""
    return reference.initial and reference.form is Form.PRONOUN
