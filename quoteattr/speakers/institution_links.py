"""Which institution or document a noun takes up: *die Behörde*, *der Konzern*, *das Haus*, *das Papier*."""

from collections.abc import Collection, Mapping

from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.epithets import is_organ, takes_up_document, takes_up_institution, words_for_institution
from quoteattr.speakers.holders import is_firm, only_one
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.outcomes import Outcome, most_salient
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Ranked, Salience

_INSTITUTIONS = frozenset({EntityKind.ORGANISATION})
_DOCUMENTS = frozenset({EntityKind.MEDIUM})
_OUTLETS = _INSTITUTIONS | _DOCUMENTS
_FIELD_TELLS = frozenset("behörde partei unternehmen firma konzern hersteller gewerkschaft klub verein".split())
_RELATED = ("tochter", "mutter", "schwester", "partner", "konkurrenz")
"""Parts of nouns for a firm beside the one that the text is about."""

_SPOKESPERSON = "sprecher"
_BUSINESS, _MEDIA = "business", "media"
_TOWN = "stadt"
_ALSO: Mapping[str, tuple[str, ...]] = {
    "behörde": ("court", "security", "science"),
    "klub": ("sport",),
    "verein": ("sport",),
}
"""Fields beside its own of what a noun takes up (*die Staatsanwaltschaft … die Behörde*)."""


class InstitutionLinks:
    """Resolves the nouns for institutions and documents.

    Args:
        clusters: Everybody mentioned so far.
        salience: Whom a reader has in mind.
        lexicon: Tells which nouns take up somebody.
    """

    def __init__(self, clusters: Clusters, salience: Salience, lexicon: Lexicon) -> None:
        self._clusters = clusters
        self._salience = salience
        self._lexicon = lexicon

    def resolve(self, reference: Reference) -> Outcome:
        """The institution that *das Gericht* (a Landgericht), *die Behörde* or *das Blatt* takes up."""
        if reference.complement:
            return Outcome(None)
        key = reference.key.casefold()
        kinds = _OUTLETS if reference.field == _MEDIA else _INSTITUTIONS
        ranked = self._salience.ranked(evolve(reference, gender=None, number=None), kinds)
        ends = (key, *words_for_institution(key, self._lexicon))
        fitting = [pair for pair in ranked if pair[1].key.casefold().endswith(ends)]
        fitting = [pair for pair in fitting if not _is_headline(pair[1], reference)] or fitting
        if not takes_up_institution(key, self._lexicon):
            outcome = self._just_so_called(reference) if fitting else self._only_alike(reference)
            outcome = outcome if outcome != Outcome(None) else most_salient(fitting)
            return outcome if outcome != Outcome(None) else self._told_by_compound(key, ranked)
        if fitting:
            return most_salient(fitting)
        alike = self._only_alike(reference)
        if alike != Outcome(None):
            return alike
        ranked = [pair for pair in ranked if not is_organ(pair[1].key.casefold(), self._lexicon)]
        if reference.field == _MEDIA:
            return most_salient([pair for pair in ranked if _is_outlet(pair[1])])
        fields = _fields_of(reference) if key in _FIELD_TELLS else set()
        outcome = most_salient([pair for pair in ranked if not fields or pair[1].field in ("", *fields)])
        if outcome == Outcome(None) and fields:
            outcome = self._only_institution(fields)
        bare = outcome.cluster is None or not outcome.cluster.modifiers
        firm = self._only_firm() if bare and reference.field == _BUSINESS else Outcome(None)
        return firm if firm != Outcome(None) else outcome

    def resolve_document(self, reference: Reference) -> Outcome:
        """The document that a noun takes up (*ein Jahresbericht*, then *der Bericht* or *das Papier*)."""
        key = reference.key.casefold()
        named = self._clusters.named(reference)
        if named[0].references or not takes_up_document(key, self._lexicon):
            return Outcome(None)
        written = [
            pair for pair in self._salience.ranked(evolve(reference, gender=None, number=None), _DOCUMENTS)
            if self._lexicon.noun(pair[1].key) is not None
        ]  # fmt: skip
        alike = [pair for pair in written if pair[1].key.casefold().endswith(key)]
        found = (alike or written)[:1]
        return Outcome(found[0][1] if found else None)

    def represented(self, reference: Reference) -> Cluster | None:
        """The institution that a new spokesperson without a genitive speaks for (*Die Bahn … Ein Sprecher sagte*)."""
        bare = reference.definite is False and not reference.complement and reference.roles == (_SPOKESPERSON,)
        return self._salience.acting(reference, _INSTITUTIONS) if bare else None

    def _just_so_called(self, reference: Reference) -> Outcome:
        """The one that was called by nothing but the same noun: *die Polizei* beside *die Landespolizei*."""
        named = self._clusters.named(reference)
        same = (
            one for one in named
            if one.references and one.key == reference.key and not one.modifiers and not _is_headline(one, reference)
        )  # fmt: skip
        return Outcome(only_one(same))

    def _only_alike(self, reference: Reference) -> Outcome:
        """The one institution whose noun ends alike, where none is in mind any more (*das Klinikum*)."""
        key = reference.key.casefold()
        known = self._lexicon.organisations.get(key)
        paper = reference.field == _MEDIA and takes_up_institution(key, self._lexicon)
        if (known is not None and known.kind == "name") or key == _TOWN or paper:
            return Outcome(None)  # die Bahn is no Nebenbahn, die Stadt no Südstadt, das Blatt no Donaublatt
        found = list(self._clusters.institutions_called(key))
        return Outcome(only_one([one for one in found if not _is_headline(one, reference)] or found))

    def _told_by_compound(self, key: str, ranked: Ranked) -> Outcome:
        """The institution with a name that a compound tells more of (*das Familienunternehmen*)."""
        ends = next((word for word in _FIELD_TELLS if key.endswith(word)), "")
        if not ends or key.startswith(_RELATED):
            return Outcome(None)
        known = self._lexicon.organisation(ends)
        if known is None or known.field != _BUSINESS:
            return Outcome(None)  # die Heimatpartei is a party of its own
        outcome = most_salient([pair for pair in ranked if pair[1].modifiers and pair[1].field == _BUSINESS])
        return outcome if outcome != Outcome(None) else self._only_institution({_BUSINESS})

    def _only_firm(self) -> Outcome:
        """The one that goes by a noun for people who do a business, though it is a firm (*der Betreiber Orbis*)."""
        people = self._clusters.named_people(None)
        return Outcome(only_one(one for one in people if is_firm(one, self._lexicon)))

    def _only_institution(self, fields: Collection[str]) -> Outcome:
        """The one institution of some fields that the text has named so far, where none is in mind any more."""
        return Outcome(only_one(self._clusters.institutions(fields)))


def _fields_of(reference: Reference) -> set[str]:
    """The fields of what a noun can take up."""
    return {reference.field, *_ALSO.get(reference.key.casefold(), ())}


def _is_headline(cluster: Cluster, reference: Reference) -> bool:
    """Whether only the headline has called somebody so, which spells out nothing."""
    return reference.sentence.paragraph > 0 and all(one.sentence.paragraph == 0 for one in cluster.references)


def _is_outlet(cluster: Cluster) -> bool:
    """Whether a paper, a broadcaster or a site is meant."""
    return cluster.kind is EntityKind.MEDIUM or cluster.field == _MEDIA
