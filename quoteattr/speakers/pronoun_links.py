"""Whom a pronoun means: who is in mind, whom an obituary mourns, the two just named, whom an interview is with."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.holders import is_kin_of_one, only_one, owns_kin
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.obituary import is_deceased, tells_death
from quoteattr.speakers.outcomes import Outcome, group_of, most_salient
from quoteattr.speakers.pronouns import DEMONSTRATIVES, FIRST
from quoteattr.speakers.references import GENDERS, Form, Reference
from quoteattr.speakers.salience import Salience, close

_PEOPLE = frozenset({EntityKind.PERSON})
_ONE = _PEOPLE | {EntityKind.ORGANISATION}
_SEVERAL = _ONE | {EntityKind.GROUP}
_RELATIVE = frozenset({"dessen", "deren"})


class PronounLinks:
    """Resolves the pronouns of a document in text order.

    Args:
        clusters: Everybody mentioned so far.
        salience: Who is in mind.
        lexicon: Words.
        asked: The name of whom an interview is with.
    """

    def __init__(self, clusters: Clusters, salience: Salience, lexicon: Lexicon, asked: Phrase | None) -> None:
        self._clusters = clusters
        self._salience = salience
        self._lexicon = lexicon
        self._name_of_asked = asked.head if asked is not None else None
        self._asked: Cluster | None = None
        self._mourned: Cluster | None = None

    def learn(self, cluster: Cluster, reference: Reference) -> None:
        """Learn from a mention whom the text mourns, and whom it interviews."""
        if self._mourned is None and cluster.names and tells_death(reference, self._lexicon):
            self._mourned = cluster
        if self._name_of_asked is not None and self._name_of_asked in reference.tokens:
            self._asked = cluster

    def mourned(self, reference: Reference) -> Cluster | None:
        """Whom the text mourns, where a role takes up who has died and agrees (*der Verstorbene*)."""
        one = self._mourned if is_deceased(reference, self._lexicon) else None
        return one if one is not None and one.agrees(reference.gender, reference.number) else None

    def mourned_of(self, namesakes: Sequence[Cluster]) -> Cluster | None:
        """Whom the text mourns, where all others of that surname are kin (*Ihr Sohn Jan Kern … würdigte Kern*)."""
        others = [one for one in namesakes if one is not self._mourned]
        kin = all(is_kin_of_one(one, namesakes, self._lexicon) for one in others)
        return self._mourned if len(others) < len(namesakes) and kin else None

    def resolve(self, reference: Reference) -> Outcome:
        """Whom a pronoun means: the most salient one; only a plural can mean a group.

        Where the text has named nobody so far who agrees, it is the name itself.
        """
        if reference.head.text.lower() in ("beide", "beiden"):
            return self._resolve_both(reference)
        one = reference.number is Number.SINGULAR or reference.gender is not None
        kinds = _ONE if one else _SEVERAL
        if reference.form is Form.POSSESSIVE and owns_kin(reference, self._lexicon):
            kinds = _PEOPLE
        if reference.head.text.lower() in FIRST:
            return Outcome(self._salience.first(reference, kinds))
        if reference.head.text.lower() in DEMONSTRATIVES:
            return Outcome(self._salience.latest(reference, kinds))
        if reference.head.text.lower() in _RELATIVE:
            return Outcome(self._salience.nearest(reference, _SEVERAL))
        if self._is_asked(reference):
            return Outcome(self._asked)
        if reference.form is Form.POSSESSIVE and (joined := self._salience.joined_before(reference)) is not None:
            return Outcome(joined)
        if reference.form is Form.PRONOUN and (acting := self._salience.before_colon(reference, kinds)) is not None:
            return Outcome(acting)
        if reference.form is Form.PRONOUN and (host := self._salience.of_host(reference, _PEOPLE)) is not None:
            return Outcome(host)
        if one and self._mourned is not None and self._salience.is_in_mind_anew(self._mourned, reference):
            return Outcome(self._mourned)
        outcome = most_salient(self._salience.ranked(reference, kinds))
        if outcome == Outcome(None) and one:
            outcome = self._only_one(reference)
        if outcome == Outcome(None) and not one and reference.form is Form.PRONOUN:
            outcome = group_of(self._salience.coordinated(reference, _PEOPLE))
            outcome = outcome if outcome.cluster is not None else self._collective(reference)
        unknown = outcome == Outcome(None) and not self._clusters.any_that(reference, kinds)
        if unknown and reference.form is Form.PRONOUN:
            if one and (last := self._noun_that_spoke(reference)) is not None:
                return Outcome(last)
            kind = EntityKind.PERSON if one else EntityKind.GROUP
            return Outcome(Cluster(kind, number=reference.number, key=reference.head.text))
        return outcome

    def _noun_that_spoke(self, reference: Reference) -> Cluster | None:
        """Who spoke just before and has a noun that no table knows (*Die Seekammer mahnte. Sie forderte …*)."""
        last = self._salience.speaker
        if last is None or last.kind is not EntityKind.UNNAMED or not last.references:
            return None
        noun = last.references[-1]
        there, here = noun.sentence, reference.sentence
        near = here.index - there.index == 1 and here.paragraph == there.paragraph
        return last if near and GENDERS.get(noun.head.feats.get("Gender", "")) is reference.gender else None

    def _collective(self, reference: Reference) -> Outcome:
        """Several who go by a noun in the singular (*Ein Ehepaar … sagten sie*)."""
        nouns = self._lexicon.words("collective")
        near = self._salience.ranked(evolve(reference, number=None), frozenset(EntityKind))
        return most_salient([pair for pair in near if pair[1].key.casefold() in nouns])

    def _only_one(self, reference: Reference) -> Outcome:
        """The one person of a pronoun's gender whom the text has named so far, where nobody is in mind any more."""
        one = only_one(self._clusters.named_people(reference.gender)) if reference.gender is not None else None
        beside = self._salience.beside(reference) if reference.form is Form.PRONOUN else ()  # X hat seinen Bruder …
        return Outcome(one if one not in beside else None)

    def _resolve_both(self, reference: Reference) -> Outcome:
        """The two people that *beide* means: those of the sentence before, else the two most salient ones."""
        pair = self._salience.two_just_named(reference)
        if pair:
            return group_of(pair)
        ranked = self._salience.ranked(evolve(reference, number=None), _PEOPLE)
        if len(ranked) < 2:
            return Outcome(None)
        rivals = close(ranked[1:])
        if len(rivals) > 1:
            return Outcome(None, (ranked[0][1], *rivals))
        return group_of(sorted((ranked[0][1], *rivals), key=lambda cluster: cluster.references[0].span))

    def _is_asked(self, reference: Reference) -> bool:
        """Whether a question addresses whom an interview is with: *Sie* opens it and takes up no group before it."""
        opens = reference.initial and reference.head.text == "Sie" and reference.number is Number.PLURAL
        if self._asked is None or not opens or self._asked.references[-1].sentence is reference.sentence:
            return False
        near = self._salience.ranked(reference, _SEVERAL)
        return not any(one.references[-1].sentence.paragraph == reference.sentence.paragraph for _, one in near)
