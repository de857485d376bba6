"""Whom a mention takes up: pronouns by salience, roles and institutions by what they were called, then by salience.

Nothing is guessed: a runner-up that comes close leaves the reference open.
"""

from collections.abc import Sequence

from quoteattr.grammar.speaking import Phrase
from quoteattr.lexicon import Gender, Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.compared import by_age, compares_age
from quoteattr.speakers.determiners import is_his
from quoteattr.speakers.document_links import document_of
from quoteattr.speakers.epithets import (
    as_role,
    takes_up_institution,
)
from quoteattr.speakers.holders import (
    is_kin_of_one,
    of_owner,
    owns_kin,
)
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.institution_links import InstitutionLinks
from quoteattr.speakers.named_later import named_at_last
from quoteattr.speakers.outcomes import Outcome, group_of, most_salient
from quoteattr.speakers.placing import (
    is_own_of_somebody,
    names_source,
)
from quoteattr.speakers.pronoun_links import PronounLinks
from quoteattr.speakers.pseudonyms import whom_it_names
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.role_links import RoleLinks
from quoteattr.speakers.salience import Salience
from quoteattr.speakers.trades import is_from_there
from quoteattr.speakers.unlisted_links import institution_that_ends_so
from quoteattr.tree import Sentence

_PEOPLE = frozenset({EntityKind.PERSON})
_INSTITUTIONS = frozenset({EntityKind.ORGANISATION})
_PAIRED = _INSTITUTIONS | {EntityKind.MEDIUM, EntityKind.PLACE}


class Discourse:
    """Resolves the mentions of a document in text order.

    Args:
        clusters: Everybody mentioned so far.
        lexicon: Tells which nouns take up somebody.
        asked: The name of whom an interview is with, where its questions tell it.
    """

    def __init__(self, clusters: Clusters, lexicon: Lexicon, asked: Phrase | None = None) -> None:
        self._clusters = clusters
        self._lexicon = lexicon
        self._salience = Salience()
        self._institutions = InstitutionLinks(clusters, self._salience, lexicon)
        self._pronouns = PronounLinks(clusters, self._salience, lexicon, asked)
        self._roles = RoleLinks(clusters, self._salience, self._institutions, self._pronouns, lexicon)

    @property
    def speaker(self) -> Cluster | None:
        """Who spoke last."""
        return self._salience.speaker

    def source(self, sentence: Sentence) -> Cluster | None:
        """Whom *demnach* points to in a sentence; see `Salience.source`."""
        return self._salience.source(sentence, self._lexicon)

    def resolve(
        self, reference: Reference, *, speaks: bool = False, inside: bool = False, owner: Cluster | None = None
    ) -> Outcome:
        """Whom a reference means; a new one for what nobody was called before.

        Args:
            reference: The mention.
            speaks: Whether it names the speaker of a quotation that lies in no other.
            inside: Whether it stands in somebody's own words.
            owner: Whose it is, as a possessive in front of it tells.
        """
        if reference.form in PRONOUNS:
            spoken = self._salience.spoken_of(reference, _PEOPLE) if inside else ()
            return most_salient(spoken) if spoken else self._pronouns.resolve(reference)
        two = reference.definite is True and reference.key.casefold() in self._lexicon.words("pair")  # das Duo
        if reference.both or (two and len(self._salience.coordinated(reference, _PEOPLE)) == 2):
            return self._resolve_pair(reference)
        if reference.form is Form.ROLE:
            return self._roles.resolve(reference, speaks=speaks, owner=owner)
        if speaks and (one := self._institutions.by_members(reference)) is not None:
            return Outcome(one)
        if compares_age(reference):
            return by_age(reference, self._clusters)
        outcome = self._taken_up_as_thing(reference, speaks=speaks)
        if outcome == Outcome(None) and speaks and reference.form in (Form.NOUN, Form.MEDIUM):
            outcome = Outcome(self._by_unlisted_noun(reference))
        if outcome == Outcome(None) and speaks and (role := as_role(reference, self._lexicon)) is not None:
            outcome = self._roles.by_unknown_job(role)
        if outcome != Outcome(None):
            return outcome
        named = of_owner(self._clusters.named(reference), reference, owner, self._lexicon)
        found = named or [self._clusters.new(reference)]
        if not any(one.references for one in found):
            known = self._salience.unnamed_at(whom_it_names(reference, self._lexicon), reference.sentence)
            among = (self._salience, self._clusters, self._lexicon)
            known = known or named_at_last(reference, *among, speaks=speaks, inside=inside)
            found = found if known is None else [known]
        mourned = self._pronouns.mourned_of(found) if len(found) > 1 and not speaks else None
        return Outcome(mourned) if mourned else self._disambiguate(found, reference.sentence.paragraph)

    def mention(
        self, cluster: Cluster, reference: Reference, *, quoted: bool, whole: bool, owner: Cluster | None = None
    ) -> None:
        """Remember that somebody was mentioned, and whose it is; see `Salience.mention`."""
        if reference.form is not Form.POSSESSIVE:
            self._clusters.take(cluster, reference, owner)
        elif is_his(reference.head.text.lower()) and owns_kin(reference, self._lexicon):  # seine Mutter
            self._clusters.tell_gender(cluster, Gender.MASCULINE)
        if not reference.is_paper_itself:
            self._salience.mention(cluster, reference, quoted=quoted, whole=whole)
        self._institutions.note(cluster, reference)
        self._pronouns.learn(cluster, reference)

    def speak(self, cluster: Cluster, sentence: Sentence) -> None:
        """Remember who spoke last, and until where."""
        self._salience.speak(cluster, sentence)

    def _taken_up_as_thing(self, reference: Reference, *, speaks: bool) -> Outcome:
        """The institution or document that a noun takes up; *das Haus* is one where it speaks."""
        if (firm := self._institutions.by_town(reference, speaks=speaks)) != Outcome(None):
            return firm
        told = not reference.modifiers or is_from_there(reference, self._lexicon)
        bare = reference.definite is True and told and not (reference.is_paper_itself or is_own_of_somebody(reference))
        house = names_source(reference) or (speaks and bare and reference.form is Form.NOUN)
        house = house and takes_up_institution(reference.key.casefold(), self._lexicon)
        if house or (bare and reference.form is Form.INSTITUTION):
            return self._institutions.resolve(reference)
        document = reference.form is Form.MEDIUM and reference.definite and not reference.complement
        return Outcome(document_of(reference, self._clusters, self._salience, self._lexicon) if document else None)

    def _by_unlisted_noun(self, reference: Reference) -> Cluster | None:
        """Whom a noun that no table has takes up, where nobody was called just so."""
        if any(one.references for one in self._clusters.named(reference)):
            return None
        return institution_that_ends_so(reference, self._salience, self._lexicon)

    def _disambiguate(self, found: Sequence[Cluster], paragraph: int) -> Outcome:
        """One of several clusters that go by the same words: the last speaker, of people the one of the paragraph."""
        if len(found) == 1:
            return Outcome(found[0])
        here = [one for one in found if one.names and one.references[-1].sentence.paragraph == paragraph]
        if len(here) != 1:
            here = [one for one in found if not is_kin_of_one(one, found, self._lexicon)]
        if len(here) == 1:
            return Outcome(here[0])
        if self.speaker in found and not any(cluster.names for cluster in found):
            return Outcome(self.speaker)
        return Outcome(None, tuple(found))

    def _resolve_pair(self, reference: Reference) -> Outcome:
        """The two that *und* joins in the sentence before and that a noun takes up (*die beiden Fraktionen*)."""
        pair = self._salience.coordinated(reference, _PEOPLE if reference.roles or not reference.both else _PAIRED)
        if len(pair) == 2 or (pair := self._institutions.pair(reference)):
            return group_of(pair)
        return self._disambiguate(self._clusters.named(reference), reference.sentence.paragraph)
