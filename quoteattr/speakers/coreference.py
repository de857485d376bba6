"""Whom a pronoun or a role noun takes up: agreement, syntax and salience.

Salience follows centering: the subject of the sentence before outranks other mentions, what stands inside a
quotation counts less than what the article says itself, who spoke last is likely to go on speaking. Nothing is
guessed: a runner-up that comes close leaves the reference open.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

from attrs import evolve, frozen

from quoteattr.lexicon import Number
from quoteattr.lexicon.tables import Row, scan_table
from quoteattr.model import EntityKind
from quoteattr.speakers.identity import Cluster, Clusters, same_role
from quoteattr.speakers.references import Form, Reference
from quoteattr.speakers.words import AGE

WINDOW = 4  # sentences that a pronoun looks back
SEPARATION = 0.85  # a runner-up with this share of the best score leaves the reference open
SUBJECT, OBLIQUE, QUOTED_SUBJECT, QUOTED, SPEAKER = 3.0, 1.4, 2.0, 0.5, 1.6
DECAY = (1.0, 1.0, 0.55, 0.35, 0.2)
TOPIC, STILL_SPEAKING = 1.5, 0.4
NEW_PARAGRAPH, UNKNOWN_GENDER, NO_PERSON = 0.85, 0.8, 0.4


@frozen(eq=False)
class Trace:
    """One mention as later references see it.

    Attributes:
        cluster: Who was mentioned.
        sentence: Where.
        paragraph: Where.
        clause: Head of its clause.
        weight: How prominent it is.
    """

    cluster: Cluster
    sentence: int
    paragraph: int
    clause: int
    weight: float


@frozen
class Outcome:
    """Whom a reference means.

    Attributes:
        cluster: The one, None where nobody fits or the evidence does not separate the candidates.
        candidates: All that the evidence does not separate.
    """

    cluster: Cluster | None
    candidates: tuple[Cluster, ...] = ()


class Discourse:
    """What a reader has in mind at a point of the text.

    Args:
        clusters: Everybody mentioned so far.
    """

    def __init__(self, clusters: Clusters) -> None:
        self.clusters = clusters
        self._recent: deque[Trace] = deque()
        self._speaker: Trace | None = None

    def resolve(self, reference: Reference, paragraph: int) -> Outcome:
        """Whom a reference means; a new one for what nobody was called before."""
        self._forget(reference.sentence)
        if reference.form in (Form.PRONOUN, Form.POSSESSIVE):
            return self._pronoun(reference, paragraph)
        if reference.form is Form.ROLE:
            return self._role(reference, paragraph)
        if reference.form is Form.INSTITUTION and reference.definite and not reference.modifiers:
            taken_up = self._institution(reference, paragraph)
            if taken_up is not None:
                return Outcome(taken_up)
        return self._settle(self.clusters.named(reference))

    def mention(
        self,
        cluster: Cluster,
        reference: Reference,
        paragraph: int,
        *,
        quoted: bool,
        whole: bool,
    ) -> None:
        """Remember that somebody was mentioned.

        Args:
            cluster: Who.
            reference: How.
            paragraph: Where.
            quoted: Whether inside a quotation.
            whole: Whether that quotation is a sentence of its own, without a frame.
        """
        if reference.form is not Form.POSSESSIVE:
            self.clusters.take(cluster, reference)
        if quoted:
            weight = QUOTED_SUBJECT if whole and reference.subject else QUOTED
        else:
            weight = SUBJECT if reference.subject else OBLIQUE
        self._recent.append(Trace(cluster, reference.sentence, paragraph, reference.clause, weight))

    def speak(self, cluster: Cluster, sentence: int, paragraph: int) -> None:
        """Remember who spoke last, and until where."""
        self._speaker = Trace(cluster, sentence, paragraph, -1, SPEAKER)

    @property
    def speaker(self) -> Cluster | None:
        """Who spoke last."""
        return self._speaker.cluster if self._speaker else None

    def _forget(self, sentence: int) -> None:
        while self._recent and self._recent[0].sentence < sentence - WINDOW:
            self._recent.popleft()

    def _settle(self, found: Sequence[Cluster]) -> Outcome:
        if len(found) == 1:
            return Outcome(found[0])
        spoke = [cluster for cluster in found if self._speaker is not None and cluster is self._speaker.cluster]
        return Outcome(spoke[0]) if spoke and not any(c.names for c in found) else Outcome(None, tuple(found))

    def _ranked(
        self, reference: Reference, paragraph: int, kinds: frozenset[EntityKind]
    ) -> list[tuple[float, Cluster]]:
        """The clusters in mind that agree, most salient first."""
        traces: Iterable[Trace] = [
            *self._recent,
            *([self._speaker] if self._speaker else []),
        ]
        scores: dict[Cluster, float] = {}
        bonus: dict[Cluster, float] = {}
        same_clause = {
            trace.cluster
            for trace in self._recent
            if trace.sentence == reference.sentence and trace.clause == reference.clause
        }
        opens = reference.initial and reference.form is Form.PRONOUN
        for trace in traces:
            cluster = trace.cluster
            distance = reference.sentence - trace.sentence
            if distance > WINDOW or cluster in same_clause or cluster.kind not in kinds or not cluster.certain:
                continue
            if not cluster.agrees(reference.gender, reference.number):
                continue
            if cluster.kind is not EntityKind.PERSON and cluster.gender is None and reference.gender is not None:
                continue  # er is no institution of unknown gender
            score = trace.weight * DECAY[max(0, distance)]
            if opens:  # Er verwies …: goes on with the topic of the sentence before rather than with the speaker
                score *= TOPIC if trace.weight == QUOTED_SUBJECT else STILL_SPEAKING if trace is self._speaker else 1.0
            if trace.paragraph != paragraph:
                score *= NEW_PARAGRAPH
            if cluster.gender is None and reference.gender is not None:
                score *= UNKNOWN_GENDER
            if cluster.kind is not EntityKind.PERSON and reference.number is not Number.PLURAL:
                score *= NO_PERSON
            if trace is self._speaker:
                bonus[cluster] = score
            else:
                scores[cluster] = max(score, scores.get(cluster, 0.0))
        for cluster, score in bonus.items():
            scores[cluster] = scores.get(cluster, 0.0) + score
        return sorted(
            ((score, cluster) for cluster, score in scores.items()),
            key=lambda pair: -pair[0],
        )

    def _both(self, reference: Reference, paragraph: int) -> Outcome:
        """The two people that *beide* means: the two most salient ones."""
        ranked = self._ranked(evolve(reference, number=None), paragraph, frozenset({EntityKind.PERSON}))
        rivals = len(ranked) > 2 and ranked[2][0] >= ranked[1][0] * SEPARATION
        if len(ranked) < 2 or rivals:
            return Outcome(None, tuple(cluster for _, cluster in ranked[:3]) if rivals else ())
        members = sorted((cluster for _, cluster in ranked[:2]), key=lambda cluster: cluster.references[0].span)
        return Outcome(Cluster(EntityKind.GROUP, number=Number.PLURAL, members=tuple(members)))

    def _pronoun(self, reference: Reference, paragraph: int) -> Outcome:
        if reference.head.text.lower() == "beide":
            return self._both(reference, paragraph)
        if reference.number is Number.SINGULAR or reference.gender is not None:
            return _best(self._ranked(reference, paragraph, _SINGULAR))
        return _best(self._ranked(reference, paragraph, _PLURAL))

    def _role(self, reference: Reference, paragraph: int) -> Outcome:
        role = reference.roles[0]
        if reference.definite is not False and not reference.owned:
            called = [
                cluster
                for cluster in self.clusters.with_role(role)
                if cluster.agrees(reference.gender, Number.SINGULAR)
                and same_role(role, cluster)
                and not cluster.contradicts(reference)
            ]
            if role in VAGUE:
                called = []
            exact = [cluster for cluster in called if role in cluster.roles]
            called = exact or called
            if len(called) == 1 and not (reference.complement and not exact):
                return Outcome(called[0])
            if len(called) > 1:
                ranked = [pair for pair in self._ranked(reference, paragraph, _SINGULAR) if pair[1] in called]
                return _best(ranked) if ranked else Outcome(None, tuple(called))
        if (
            reference.definite
            and not reference.complement
            and (is_epithet(role, "person") or (reference.party and is_epithet(role.rpartition("-")[2], "person")))
        ):
            people = self._ranked(reference, paragraph, frozenset({EntityKind.PERSON}))
            ranked = [pair for pair in people if not pair[1].contradicts(reference)]
            members = [pair for pair in ranked if reference.party and pair[1].party == reference.party]
            others = [pair for pair in ranked if not (reference.party and pair[1].party)]
            outcome = _best(members or others)
            if outcome.cluster is not None or outcome.candidates:
                return outcome
        return Outcome(self.clusters.new(reference))

    def _institution(self, reference: Reference, paragraph: int) -> Cluster | None:
        """The institution that *die Behörde* takes up."""
        key = reference.key.casefold()
        if reference.complement:
            return None
        neutral = Reference(
            reference.sentence,
            reference.tokens,
            reference.head,
            reference.form,
            clause=reference.clause,
        )
        ranked = [cluster for _, cluster in self._ranked(neutral, paragraph, _INSTITUTIONS)]
        fitting = [cluster for cluster in ranked if cluster.key.casefold().endswith(key)]
        if fitting or not is_epithet(key, "organisation"):
            return fitting[0] if fitting else None
        field = reference.field if key in _FIELD_TELLS else ""
        return next(
            (cluster for cluster in ranked if not field or cluster.field in ("", field)),
            None,
        )


_INSTITUTIONS = frozenset({EntityKind.ORGANISATION})
_FIELD_TELLS = frozenset(
    {
        "partei",
        "unternehmen",
        "firma",
        "konzern",
        "hersteller",
        "gewerkschaft",
        "klub",
        "verein",
    }
)
_SINGULAR = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_PLURAL = frozenset({EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANISATION})
VAGUE = frozenset({AGE, "mann", "frau"})
"""Roles that fit everybody and name nobody."""


def _best(ranked: Sequence[tuple[float, Cluster]]) -> Outcome:
    if not ranked:
        return Outcome(None)
    close = tuple(cluster for score, cluster in ranked if score >= ranked[0][0] * SEPARATION)
    return Outcome(close[0]) if len(close) == 1 else Outcome(None, close)


def is_epithet(word: str, kind: str) -> bool:
    """Whether a noun takes up somebody named before without naming the office (`behörde`, `jähriger`)."""
    return word in _epithets()[kind]


@cache
def _epithets() -> dict[str, frozenset[str]]:
    rows = [
        row
        for row in scan_table(resources.files("quoteattr") / "data" / "de", "epithets", ("id", "kind"))
        if isinstance(row, Row)
    ]
    return {
        kind: frozenset(row.text("id").lower() for row in rows if row.text("kind") == kind)
        for kind in ("person", "organisation")
    }
