"""Whom a noun for a person takes up: by what somebody was called, the office they hold, or a trade, then by salience.

Nothing is guessed: a runner-up that comes close leaves the reference open.
"""

from attrs import evolve

from quoteattr.lexicon import Lexicon, Number
from quoteattr.model import EntityKind
from quoteattr.speakers.affiliation import belongs
from quoteattr.speakers.bodies import is_narrowed, is_ruled_out
from quoteattr.speakers.compared import side_of_two
from quoteattr.speakers.epithets import (
    VAGUE,
    WITNESS,
    can_be_called,
    has_other_part,
    has_other_post,
    is_hidden_source,
    is_office,
    is_official,
    is_opposed,
    is_out_of_office,
    is_parent_of_some,
    is_politician,
    is_present_office,
    is_said_of_person,
    takes_up_person,
)
from quoteattr.speakers.holders import (
    counterpart,
    holder_of_office,
    introduced_before,
    is_somebody_else,
    just_named,
    known_by_initial,
    only_one,
    only_politician,
    predecessor,
    presiding_judge,
    takes_chair_of_trial,
    who_is_to,
    whom_others_act_on,
)
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.institution_links import InstitutionLinks
from quoteattr.speakers.members import firm_called
from quoteattr.speakers.named_later import as_former
from quoteattr.speakers.outcomes import Outcome, are_named_together, is_hidden, most_salient, of_fitting_work
from quoteattr.speakers.placing import (
    able_to_witness,
    gender_of_object,
    is_bare_above,
    is_behind_so,
    is_explained,
    is_in_paragraph,
    is_introduced_before,
    is_introduced_so,
    is_near,
    is_new_beside,
    is_other,
    is_reported,
    is_set_apart,
    is_spoken_of,
    is_spouse,
    is_topic,
    met_before,
    names_nobody,
    tells_origin,
    told_just_before,
)
from quoteattr.speakers.pronoun_links import PronounLinks
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Ranked, Salience

_PEOPLE = frozenset({EntityKind.PERSON})
_ONE = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl:arg"})


class RoleLinks:
    """Resolves roles: *der Minister, die Keeperin, der 47-Jährige*.

    Args:
        clusters: Everybody mentioned so far.
        salience: Who is in mind.
        institutions: For whom somebody speaks.
        pronouns: Who is mourned.
        lexicon: Tells which nouns take up somebody.
    """

    def __init__(
        self,
        clusters: Clusters,
        salience: Salience,
        institutions: InstitutionLinks,
        pronouns: PronounLinks,
        lexicon: Lexicon,
    ) -> None:
        self._clusters = clusters
        self._salience = salience
        self._institutions = institutions
        self._pronouns = pronouns
        self._lexicon = lexicon

    def resolve(self, reference: Reference, *, speaks: bool, owner: Cluster | None) -> Outcome:
        """Who was called so before or is known to be it, else whom a noun takes up; else somebody new."""
        aged = self._clusters.aged(reference) if reference.definite is not False else []
        outcome = Outcome(aged[0]) if len(aged) == 1 else self._called_before(reference, owner)
        if outcome.cluster is not None and reference.roles[0] not in outcome.cluster.roles and not reference.complement:
            outcome = Outcome(introduced_before(reference, self._clusters) or outcome.cluster)
        above = outcome.cluster if outcome.cluster is not None and is_bare_above(outcome.cluster, reference) else None
        outcome = outcome if above is None else Outcome(None)
        if outcome == Outcome(None) and reference.definite and not is_narrowed(reference, self._lexicon):
            told = (reference, self._clusters, self._lexicon)
            known = (
                counterpart(*told, self._salience.speaker)
                or known_by_initial(reference, self._clusters)
                or holder_of_office(*told)
            )
            known = known or presiding_judge(*told) or self._pronouns.mourned(reference) or side_of_two(*told)
            known = known or whom_others_act_on(*told, self._salience.speaker)
            known = known or (firm_called(reference, self._salience, self._lexicon) if speaks else None)
            outcome = Outcome(known or predecessor(reference, self._clusters))
        if outcome == Outcome(None) and reference.definite:
            outcome = self._taken_up(reference, speaks=speaks)
            outcome = Outcome(None) if self._is_whom_role_acts_on(outcome.cluster, reference) else outcome
        if above is not None and (outcome.cluster is None or not VAGUE.issuperset(outcome.cluster.roles)):
            outcome = Outcome(above)
        if is_other(reference) and outcome.cluster is not None and outcome.cluster.names:
            outcome = Outcome(None)
        itself = reference.top.relation in _ARGUMENTS and outcome.cluster in self._salience.beside(reference)
        if outcome != Outcome(None) and not itself:  # Der Vorsitzende Ott kritisierte den Kanzler
            return outcome
        new = self._clusters.new(reference)
        new.owner = self._institutions.represented(reference)
        return Outcome(new)

    def _is_whom_role_acts_on(self, one: Cluster | None, reference: Reference) -> bool:
        """Whether a pronoun that is the object of a role means somebody (*Der Arzt rät ihm ab*)."""
        gender = gender_of_object(reference, one.references[-1].sentence, self._lexicon) if one is not None else None
        if gender is None:
            return False
        ranked = self._salience.ranked(evolve(reference, gender=gender), _PEOPLE)
        return most_salient(ranked).cluster is one

    def _taken_up(self, reference: Reference, *, speaks: bool) -> Outcome:
        """Whom an epithet takes up or, where it speaks or nobody else is named, a job."""
        bare = not reference.complement or tells_origin(reference)
        if is_hidden_source(reference.roles, self._lexicon):  # eine Person aus dem Umfeld … der Insider
            ranked = self._salience.ranked(reference, _PEOPLE) if bare else ()
            return most_salient([pair for pair in ranked if not pair[1].names])
        if takes_chair_of_trial(reference, self._clusters, self._lexicon):
            return Outcome(None)
        if speaks and is_parent_of_some(reference):
            return self._by_job(reference)
        if speaks and bare and is_out_of_office(reference.roles[0], self._lexicon):
            one = as_former(reference, self._salience.unnamed_before(reference), self._lexicon)
            return self._by_job(reference, former=True) if one is None else Outcome(one)
        office = is_office(reference, self._lexicon)
        if bare and takes_up_person(reference, self._lexicon):
            told = office and is_reported(reference)  # Ihm habe der Minister gesagt, …: somebody else's words
            return self._by_epithet(reference) if not told else Outcome(None)
        if bare and self._is_kin_of_last(reference):
            return Outcome(self._salience.speaker)
        behind = reference.behind or is_behind_so(reference)
        if office or not is_said_of_person(reference, self._lexicon):
            named = speaks and bare and not is_reported(reference)
            return self._by_part(reference, behind=behind) if named else Outcome(None)
        if not speaks:
            return Outcome(just_named(reference, self._clusters) if bare else None)
        names_speaker = (reference.subject or is_behind_so(reference)) and not is_reported(reference)
        found = self._by_job(reference) if names_speaker and (bare or reference.behind) else Outcome(None)
        return found if bare or is_near(found, reference) else Outcome(None)

    def _is_kin_of_last(self, reference: Reference) -> bool:
        """Whether a sentence opens with what the one is at home who spoke just now (*klagt Ute Kern. Die Mutter …*)."""
        opens = reference.subject and not reference.behind and reference.roles[0] in self._lexicon.words("kin")
        return (
            opens
            and self._salience.speaker is not None
            and introduced_before(reference, self._clusters) is self._salience.speaker
        )

    def _called_before(self, reference: Reference, owner: Cluster | None) -> Outcome:
        """Who was called by the same role before (*der Außenminister*, then *der Minister*), of the same owner."""
        role = reference.roles[0]
        known = who_is_to(owner, reference, self._clusters, self._lexicon) if owner is not None else None
        if known is not None and reference.owned:
            return Outcome(known)
        if reference.owned:
            theirs = self._clusters.with_role(role) if owner is not None else ()
            return Outcome(only_one(one for one in theirs if role in one.roles and one.owner is owner))
        if reference.definite is False or role in VAGUE:
            return Outcome(None)
        called = [
            cluster
            for cluster in self._clusters.with_role(role)
            if cluster.has_role(role)
            and cluster.agrees(reference.gender, Number.SINGULAR)
            and not is_ruled_out(cluster, reference, self._lexicon)
            and not is_opposed(role, cluster.roles, self._lexicon)  # die Mieterin is no Vermieterin
            and not is_spouse(cluster, role)
        ]
        own = any(role.endswith(own) for own in self._lexicon.words("own-role"))
        called = called if own else [one for one in called if not is_bare_above(one, reference)] or called
        exact = [cluster for cluster in called if role in cluster.roles]
        called = exact if role in self._lexicon.words("kin") else called  # der Vater is no Großvater
        if not exact and own:
            called = [cluster for cluster in called if any(len(role) < len(other) for other in cluster.roles)]
        if exact or not reference.complement:
            called = exact or called
            paragraph = reference.sentence.paragraph
            here = [one for one in called if one.references[-1].sentence.paragraph == paragraph]
            if len(called) == 1 or len(here) == 1:
                return Outcome((here or called)[0])
        ranked = [pair for pair in self._salience.ranked(reference, _ONE) if pair[1] in called]
        rivals = tuple(one for _, one in ranked[:2])
        if self._salience.speaker not in rivals and are_named_together(rivals, reference):
            return Outcome(None, rivals)
        if ranked and len(called) > 1:
            return most_salient(ranked)
        return Outcome(None, tuple(called) if len(called) > 1 else ())

    def _by_epithet(self, reference: Reference) -> Outcome:
        """Whom an epithet takes up (*der Politiker*): the most salient one, first of those who belong there."""
        people = self._salience.ranked(reference, _PEOPLE)
        vague = names_nobody(reference)
        opens = reference.subject and not reference.behind
        in_front = opens and is_politician(reference.roles, self._lexicon)
        ranked: Ranked = [
            (score, one)
            for score, one in people
            if not (is_ruled_out(one, reference, self._lexicon) or has_other_part(reference, one.roles, self._lexicon))
            and belongs(reference, one, self._lexicon) is not False
            and not is_spoken_of(one, reference)
            and not (vague and is_somebody_else(reference, one, self._clusters, self._lexicon))
            and (vague or not is_hidden(one, self._lexicon))
            and not (in_front and not is_in_paragraph(one, reference))
            and (one.names or can_be_called(reference.roles[0], one.roles, self._lexicon))
        ]
        if vague:
            so_called = [one for _, one in ranked if is_introduced_so(one, reference)]
            told = self._salience.told_of(reference, _PEOPLE) if opens else ()
            if known := only_one(so_called) or told_just_before(told, reference) or met_before(ranked, reference):
                return Outcome(known)
        else:
            ranked = of_fitting_work(reference, ranked, self._lexicon)
        if opens and not vague:  # Kern und ein Mitglied … Der Manager
            ranked = [pair for pair in ranked if pair[1].names and pair[1].gender is reference.gender] or ranked
        members = [pair for pair in ranked if belongs(reference, pair[1], self._lexicon)]
        outcome = most_salient(members or ranked)
        if outcome == Outcome(None) and is_politician(reference.roles, self._lexicon) and not in_front:
            outcome = Outcome(only_politician(reference, self._clusters, self._lexicon))
        new = [one for _, one in ranked if is_introduced_before(one, reference)] if vague and not members else []
        if outcome.cluster is not None and new and outcome.cluster not in new:
            return Outcome(None, (outcome.cluster, *new))  # Kern sagte, ihre Tochter Jule … „…“, sagte die 19-Jährige
        return outcome

    def _by_job(self, reference: Reference, *, former: bool = False) -> Outcome:
        """Whom a job tells more of (*die Keeperin*): the one person by name in mind, if surely of its gender.

        A former one is of nobody who holds an office now (*der Altkanzler, die Pensionärin*).
        """
        people = self._salience.ranked(reference, _PEOPLE)
        fitting = [
            (score, one)
            for score, one in people
            if one.names
            and is_in_paragraph(one, reference)
            and (
                reference.gender in (None, one.gender)
                or (one.gender is None and is_topic(one, reference) and not is_explained(reference))
            )
            and not is_ruled_out(one, reference, self._lexicon)
            and not has_other_part(reference, one.roles, self._lexicon)
            and not is_new_beside(one, reference)
            and not has_other_post(reference, one.roles, self._lexicon)
            and not (former and any(is_present_office(role, self._lexicon) for role in one.roles))
        ]
        if is_set_apart(reference):
            fitting = [pair for pair in fitting if pair[1] is not self._salience.speaker]
        if reference.roles[0].endswith(tuple(self._lexicon.words("head"))):  # der Verbandschef is no minister
            fitting = [*of_fitting_work(reference, fitting, self._lexicon)]
        return most_salient(fitting) if fitting or former else self._only_named(reference, people)

    def by_unknown_job(self, reference: Reference) -> Outcome:
        """Whom a noun that no table has means: who was called so, or whom the sentence before is about.

        *Der Melker Jan Ott … Der Melker klagt, klagt der Emeritus*.
        """
        called = (one for one in self._clusters.with_role(reference.roles[0]) if reference.roles[0] in one.roles)
        known = only_one(one for one in called if one.names and one.agrees(reference.gender, Number.SINGULAR))
        if known is not None:
            return Outcome(known)
        found = self._by_job(reference) if reference.behind or is_behind_so(reference) else Outcome(None)
        return found if found.cluster is self._salience.topic(reference) else Outcome(None)

    def _by_part(self, reference: Reference, *, behind: bool) -> Outcome:
        """Whom an office or a part in an event tells more of, where it speaks.

        An office behind its verb (*meint die Ministerin*) is of anybody who can hold it; a part, and an office before
        its verb, is of whom the sentence before is about (*Kern zeigte sich verärgert. Der Minister …*).
        """
        if reference.roles[0] == WITNESS:
            ranked = self._salience.ranked(reference, _PEOPLE)
            return most_salient(able_to_witness(ranked, reference, self._lexicon)) if behind else Outcome(None)
        office = is_office(reference, self._lexicon)
        if not office and not (behind and is_official(reference.roles, self._lexicon)):
            return Outcome(None)
        found = self._by_job(reference)
        one = found.cluster
        if one is None or (office and behind):
            return found
        other = is_official(one.roles, self._lexicon) and not one.has_role(reference.roles[0])
        return found if self._salience.topic(reference) is one and not other else Outcome(None)

    def _only_named(self, reference: Reference, people: Ranked) -> Outcome:
        """The only person by name who can be meant by a job, though no name tells the gender, and who is in mind."""
        one = only_one(self._clusters.named_people(reference.gender))
        if one is None or reference.number is not Number.SINGULAR or is_explained(reference):
            return Outcome(None)
        other = (
            is_ruled_out(one, reference, self._lexicon)
            or has_other_part(reference, one.roles, self._lexicon)
            or is_new_beside(one, reference)
        )
        other = other or not is_in_paragraph(one, reference) or has_other_post(reference, one.roles, self._lexicon)
        return Outcome(one if not other and any(cluster is one for _, cluster in people) else None)
