"""Which institution or document a noun takes up: *die Behörde*, *der Konzern*, *das Haus*, *das Papier*."""

from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import islice

from attrs import evolve

from quoteattr.lexicon import Lexicon
from quoteattr.model import EntityKind
from quoteattr.speakers.epithets import (
    field_of_taken_up,
    field_of_whole,
    is_name_alone,
    is_organ,
    takes_up_institution,
    words_for_institution,
)
from quoteattr.speakers.holders import is_firm, member_of_body, only_one
from quoteattr.speakers.identity import Cluster, Clusters
from quoteattr.speakers.members import described, whose_members
from quoteattr.speakers.modifiers import is_country
from quoteattr.speakers.outcomes import Outcome, most_salient
from quoteattr.speakers.person_nouns import institution_of
from quoteattr.speakers.references import Reference
from quoteattr.speakers.salience import Ranked, Salience
from quoteattr.speakers.townsfolk import Townsfolk
from quoteattr.speakers.trades import AUTHORITY, BUSINESS, SPORT, is_bare_name, is_from_there, tells_no_trade
from quoteattr.tree import Sentence

_INSTITUTIONS = frozenset({EntityKind.ORGANISATION})
_OUTLETS = _INSTITUTIONS | {EntityKind.MEDIUM}
_FIELD_TELLS = frozenset("behörde partei unternehmen firma konzern hersteller gewerkschaft klub verein".split())
_RELATED = ("tochter", "mutter", "schwester", "partner", "konkurrenz")
"""Parts of nouns for a firm beside the one that the text is about."""

_SPOKESPERSON = "sprecher"
_MEDIA = "media"
_PARTY = "party"
_TOWN = "stadt"
_OF_TOWN = 4  # letters of the shortest town that a club is known by
_NEAR = 6  # sentences in which a town is looked for
_ALSO: Mapping[str, tuple[str, ...]] = {
    AUTHORITY: ("court", "security", "science"),
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
        self._authorities: dict[Cluster, None] = {}
        self._clubs: dict[str, dict[Cluster, None]] = {}
        self._meant: dict[str, Cluster] = {}
        self._townsfolk = Townsfolk(lexicon)
        self._sentences: deque[Sentence] = deque(maxlen=_NEAR)

    def note(self, cluster: Cluster, reference: Reference) -> None:
        """Remember the sentence of a mention, and what is an authority or a club of a town."""
        self._townsfolk.note(cluster, reference)
        if not self._sentences or self._sentences[-1] is not reference.sentence:
            self._sentences.append(reference.sentence)
        if cluster.kind is EntityKind.ORGANISATION and self._is_authority(cluster):
            self._authorities[cluster] = None
        if cluster.field == SPORT:
            for town in (name for name in reference.modifiers if len(name) >= _OF_TOWN):
                self._clubs.setdefault(town, {})[cluster] = None

    def resolve(self, reference: Reference) -> Outcome:
        """The institution that *das Gericht* (a Landgericht), *die Behörde* or *das Blatt* takes up."""
        if reference.complement and not is_from_there(reference, self._lexicon):
            return Outcome(None)
        if not takes_up_institution(reference.key.casefold(), self._lexicon):
            return self._of_kind(reference)
        outcome = self._still_meant(reference, self._of_any_kind(reference))
        if outcome.cluster is None and outcome.candidates:
            outcome = self._just_acting(reference, outcome)
        if reference.modifiers and outcome.cluster is not None and self._is_from_elsewhere(outcome.cluster, reference):
            return Outcome(None)
        if outcome.cluster is not None:
            self._meant[_topic_of(reference)] = outcome.cluster
        return outcome

    def by_town(self, reference: Reference, *, speaks: bool) -> Outcome:
        """The firm or club that is at home in a town (*die Bremer*); see `Townsfolk.meant`."""
        in_mind = (one for _, one in self._ranked(reference)) if speaks else ()
        return self._townsfolk.meant(reference, in_mind)

    def by_members(self, reference: Reference) -> Cluster | None:
        """The member of a body who goes by its noun, or the institution that its people or a description stand for."""
        told = (reference, self._clusters, self._salience, self._lexicon)
        return member_of_body(reference, self._clusters, self._lexicon) or whose_members(*told) or described(*told)

    def _of_kind(self, reference: Reference) -> Outcome:
        """The one that a noun for a kind of institution takes up (*die Klinik*)."""
        key, ranked = reference.key.casefold(), self._ranked(reference)
        fitting = self._fitting(reference, ranked)
        fitting = [pair for pair in fitting if not _is_headline(pair[1], reference)] or fitting
        outcome = self._just_so_called(reference) if fitting else self._only_alike(reference)
        return _first(
            lambda: outcome,
            lambda: most_salient(fitting),
            lambda: self._told_by_compound(key, ranked),
            lambda: self._called_by_name_alone(key, ranked),
            lambda: most_salient(self._fitting(reference, self._salience.told_of(reference, _INSTITUTIONS))),
            lambda: self._of_branch(reference),
            lambda: self._of_trade(reference, ranked),
        )

    def _of_any_kind(self, reference: Reference) -> Outcome:
        """The one that a noun takes up which any institution of its field goes by (*das Unternehmen*)."""
        ranked = self._ranked(reference)
        if reference.field == _MEDIA:
            return most_salient(
                [pair for pair in ranked if self._is_outlet(pair[1]) and not self._is_other(pair[1], reference)]
            )
        fitting = self._fitting(reference, ranked)
        spelt_out = [pair for pair in fitting if not _is_headline(pair[1], reference)]
        told = any(not takes_up_institution(one.key.casefold(), self._lexicon) for _, one in spelt_out)
        named = told or any(one.modifiers for _, one in spelt_out)  # der Gartenverein, der Verein Offene Tür
        sport = SPORT in _fields_of(reference) and not named
        return _first(
            lambda: self._club_of_town(reference) if sport else Outcome(None),
            lambda: most_salient(spelt_out),
            lambda: Outcome(None) if fitting else self._only_alike(reference),
            lambda: self._of_field(reference, ranked),
            lambda: most_salient(fitting),
            lambda: self._told_of(reference),
        )

    def _of_field(self, reference: Reference, ranked: Ranked) -> Outcome:
        """The most salient one of the fields that a noun tells, else the only one of them."""
        key = reference.key.casefold()
        ranked = [pair for pair in ranked if not is_organ(pair[1].key.casefold(), self._lexicon)]
        others = self._lexicon.listed("other-institution", key)
        ranked = [pair for pair in ranked if not pair[1].key.casefold().endswith(others)]
        if key == AUTHORITY and reference.modifiers:
            return Outcome(only_one(self._authorities))
        if key == AUTHORITY:
            outcome = _most_salient_alone([pair for pair in ranked if self._is_authority(pair[1])])
            return outcome if outcome != Outcome(None) else Outcome(only_one(self._authorities))
        fields = _fields_of(reference) if key in _FIELD_TELLS else set()
        told = [pair for pair in ranked if not fields or pair[1].field in fields]
        outcome = _most_salient_alone(told or [pair for pair in ranked if not pair[1].field])
        if outcome == Outcome(None) and fields:
            outcome = self._only_institution(fields)
        bare = outcome.cluster is None or not outcome.cluster.modifiers
        firm = self._only_firm(is_firm) if bare and reference.field == BUSINESS else Outcome(None)
        if firm == outcome == Outcome(None) and reference.field == BUSINESS:
            return self._only_firm(is_bare_name)  # Rhenotec spart. … das Unternehmen
        return firm if firm != Outcome(None) else outcome

    def _is_from_elsewhere(self, cluster: Cluster, reference: Reference) -> bool:
        """Whether an institution is known to be of another country than the one that a mention tells."""
        told = {name for name in reference.modifiers if is_country(name, self._lexicon)}
        known = {name for name in cluster.modifiers if is_country(name, self._lexicon)}
        return bool(told and known) and told.isdisjoint(known)

    def _ranked(self, reference: Reference) -> Ranked:
        """The institutions that a reader has in mind, whatever their gender and number."""
        kinds = _OUTLETS if reference.field == _MEDIA else _INSTITUTIONS
        return self._salience.ranked(evolve(reference, gender=None, number=None), kinds)

    def _fitting(self, reference: Reference, ranked: Ranked) -> Ranked:
        """Those that go by the noun, by a compound of it or by another word for the same."""
        key = reference.key.casefold()
        known = self._lexicon.organisations.get(key)
        is_name = known is not None and known.kind == "name"  # das Auswärtige Amt is no Außenministerium
        ends = (key, *(() if is_name else words_for_institution(key, self._lexicon)))
        return [pair for pair in ranked if pair[1].key.casefold().endswith(ends)]

    def _is_outlet(self, cluster: Cluster) -> bool:
        """Whether a paper, a broadcaster or a site is meant; a video, a study or an agency is none."""
        known = self._lexicon.media.get(cluster.key.casefold())
        other = self._lexicon.noun(cluster.key) is not None or (known is not None and known.kind in ("genre", "agency"))
        return cluster.field == _MEDIA or (cluster.kind is EntityKind.MEDIUM and not other)

    def _is_other(self, outlet: Cluster, reference: Reference) -> bool:
        """Whether an outlet is one of another kind than a noun tells: *ein Fernsehsender* is no *Blatt*."""
        others = self._lexicon.listed("other-institution", reference.key.casefold())
        if any(token.text.casefold().endswith(others) for token in outlet.references[0].tokens if others):
            return True  # im Podcast „Abpfiff“ … der Sender
        told = outlet.key.casefold().endswith(tuple(self._lexicon.epithets("organisation")))
        return told and not self._fitting(reference, [(0.0, outlet)])

    def _told_of(self, reference: Reference) -> Outcome:
        """The one that somebody has just spoken of (*klagte, die Bauaufsicht schlafe. Die Behörde …*)."""
        told = self._salience.told_of(reference, _INSTITUTIONS)
        fitting = self._fitting(reference, told)
        if not fitting and reference.key.casefold() == AUTHORITY:
            fitting = [pair for pair in told if self._is_authority(pair[1])]
        return Outcome(only_one(one for _, one in fitting))

    def _still_meant(self, reference: Reference, outcome: Outcome) -> Outcome:
        """Whom the noun has meant before, where the others were only named below a noun since then.

        *Nach Berechnungen des Ingenieurbüros spart die Anlage Strom. Lärm schließt das Unternehmen aus.*
        """
        before = self._meant.get(_topic_of(reference))
        others = outcome.candidates or (outcome.cluster,)
        if before is None or before in others or outcome == Outcome(None):
            return outcome
        last = before.references[-1].span.start
        since = [each for one in others if one is not None for each in _since(one, last)]
        below = bool(since) and all(_is_below_noun(each) for each in since)
        return Outcome(before) if below else outcome

    def _just_acting(self, reference: Reference, outcome: Outcome) -> Outcome:
        """Of several the one that the sentence before is about (*Das Landesamt gibt Entwarnung. … die Behörde*)."""
        acting = self._salience.acting(reference, _INSTITUTIONS)
        near = acting in outcome.candidates and reference.sentence.index - acting.references[-1].sentence.index == 1
        return Outcome(acting) if near else outcome

    def _club_of_town(self, reference: Reference) -> Outcome:
        """Of several clubs the one whose town was named last (*Ostheims Kapitän … Der Verein*)."""
        for sentence in reversed(self._sentences):
            tokens = sentence.tokens[: reference.head.index] if sentence is reference.sentence else sentence.tokens
            words = {form for token in tokens for form in _towns(token.text)}
            if named := {club: None for word in words for club in self._clubs.get(word, ())}:
                return Outcome(only_one(named))
        return Outcome(None)

    def _of_branch(self, reference: Reference) -> Outcome:
        """The party or association that has just acted, by its part (*Der Nabu … der Regionalverband*).

        Else the only party that the sentence before names (*Bei den Grünen klang das anders. Die Fraktion …*).
        """
        field = field_of_whole(reference.key.casefold(), self._lexicon)
        if not field:
            return Outcome(None)
        acting = self._salience.acting(reference, _INSTITUTIONS)
        if acting is not None and acting.field == field and _is_just_named(acting, reference):
            return Outcome(acting)
        named = (one for _, one in self._ranked(reference) if one.field == field == _PARTY)
        return Outcome(only_one(one for one in named if _is_just_named(one, reference)))

    def _is_authority(self, cluster: Cluster) -> bool:
        """Whether *die Behörde* can take up an institution (*das Kartellamt*, *die Staatsanwaltschaft*)."""
        key = cluster.key.casefold()
        ends = tuple(self._lexicon.words("authority"))
        public = cluster.field in {"", "state", *_ALSO[AUTHORITY]}
        return public and key != AUTHORITY and (key.endswith(ends) or (bool(cluster.field) and cluster.key.isupper()))

    def pair(self, reference: Reference) -> Sequence[Cluster]:
        """The two that *beide Klubs* takes up, if the text has named just two of their field so far."""
        known = institution_of(reference.key, self._lexicon) if reference.both else None
        if known is None:
            return ()
        fields = {known[1].field, *_ALSO.get(known[1].id.casefold(), ())} - {""}
        found = list(islice(self._clusters.institutions(fields), 3))
        return sorted(found, key=lambda one: one.references[0].span) if len(found) == 2 else ()

    def represented(self, reference: Reference) -> Cluster | None:
        """The institution that a new spokesperson without a genitive speaks for (*Die Bahn … Ein Sprecher sagte*)."""
        bare = reference.definite is False and not reference.complement and reference.roles == (_SPOKESPERSON,)
        return self._salience.just_acted(reference, _INSTITUTIONS) if bare else None

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
        vague = takes_up_institution(key, self._lexicon)
        paper = reference.field == _MEDIA and vague
        if (known is not None and known.kind == "name") or key == _TOWN or paper:
            return Outcome(None)  # die Bahn is no Nebenbahn, die Stadt no Südstadt, das Blatt no Donaublatt
        found = list(self._clusters.institutions_called(key))
        spelt_out = [one for one in found if not _is_headline(one, reference)]
        told = [one for one in found if not vague or one.key.casefold() != key]  # Behörde wusste davon … die Behörde
        return Outcome(only_one(spelt_out or told))

    def _told_by_compound(self, key: str, ranked: Ranked) -> Outcome:
        """The institution with a name that a compound tells more of (*das Familienunternehmen*)."""
        ends = next((word for word in _FIELD_TELLS if key.endswith(word)), "")
        if not ends or key.startswith(_RELATED):
            return Outcome(None)
        known = self._lexicon.organisation(ends)
        if known is None or known.field != BUSINESS:
            return Outcome(None)  # die Heimatpartei is a party of its own
        firms = [pair for pair in ranked if pair[1].field == BUSINESS]
        named = [pair for pair in firms if pair[1].modifiers or is_name_alone(pair[1].key, self._lexicon)]
        outcome = most_salient(named)
        return outcome if outcome != Outcome(None) else self._only_institution({BUSINESS})

    def _of_trade(self, reference: Reference, ranked: Ranked) -> Outcome:
        """The firm or club in mind whose name tells no trade (*die Kolb AG … der Autobauer*), else a bare name.

        What a text has named by another noun for a trade is another one (*der Zulieferer Kolb*).
        """
        key = reference.key.casefold()
        trade = key.endswith(tuple(self._lexicon.words("trade"))) and not key.startswith(_RELATED)
        if not trade or reference.definite is not True or reference.field not in (BUSINESS, SPORT):
            return Outcome(None)
        fitting = [one for _, one in ranked if one.field == reference.field and tells_no_trade(one, self._lexicon)]
        if not fitting and reference.field == BUSINESS:
            only = self._only_institution({BUSINESS}).cluster  # der Energiekonzern Enova … der Stromriese
            bare = (one for one in self._clusters.named_people(None) if is_bare_name(one, self._lexicon))
            fitting = [only] if only is not None and only.modifiers else [*bare]
        one = only_one(fitting)
        beside = one is not None and one.references[-1].sentence is reference.sentence
        return Outcome(one if not beside else None)

    def _called_by_name_alone(self, key: str, ranked: Ranked) -> Outcome:
        """The one of the field that goes by a name without any noun (*Greenpeace … die Umweltorganisation*)."""
        field = field_of_taken_up(key, self._lexicon)
        if not field:
            return Outcome(None)
        alone = (pair for pair in ranked if is_name_alone(pair[1].key, self._lexicon))
        return most_salient([pair for pair in alone if pair[1].field == field])

    def _only_firm(self, can_be_firm: Callable[[Cluster, Lexicon], bool]) -> Outcome:
        """The one that looks like a person, though it is a firm (*der Betreiber Orbis*, or a bare name)."""
        people = self._clusters.named_people(None)
        return Outcome(only_one(one for one in people if can_be_firm(one, self._lexicon)))

    def _only_institution(self, fields: Collection[str]) -> Outcome:
        """The one institution of some fields that the text has named so far, where none is in mind any more."""
        return Outcome(only_one(self._clusters.institutions(fields)))


def _is_just_named(cluster: Cluster, reference: Reference) -> bool:
    """Whether an institution is named in the sentence of a mention or the one before."""
    return reference.sentence.index - cluster.references[-1].sentence.index <= 1


def _fields_of(reference: Reference) -> set[str]:
    """The fields of what a noun can take up."""
    return {reference.field, *_ALSO.get(reference.key.casefold(), ())}


def _first(*steps: Callable[[], Outcome]) -> Outcome:
    """The outcome of the first step that tells one, or that several come close."""
    found = Outcome(None)
    for step in steps:
        found = found if found != Outcome(None) else step()
    return found


def _topic_of(reference: Reference) -> str:
    """What nouns share that go on meaning the same one: *das Unternehmen* and *der Konzern*."""
    return reference.field if reference.field == BUSINESS else reference.key.casefold()


def _most_salient_alone(ranked: Ranked) -> Outcome:
    """The most salient one, open where *und* joins another one to it (*Landesamt und Kartellamt … Die Behörde*)."""
    outcome = most_salient(ranked)
    last = outcome.cluster.references[-1] if outcome.cluster is not None else None
    joined = last.sentence.child(last.head, "conj") if last is not None else None
    others = (one for _, one in ranked if last is not None and one.references[-1].sentence is last.sentence)
    beside = tuple(one for one in others if joined is not None and one.references[-1].head is joined)
    return Outcome(None, (*filter(None, [outcome.cluster]), *beside)) if beside else outcome


def _since(cluster: Cluster, offset: int) -> Sequence[Reference]:
    """The mentions of somebody from an offset on."""
    return cluster.references[cluster.before(offset) :]


def _is_below_noun(reference: Reference) -> bool:
    """Whether a mention only tells more of a noun (*Berechnungen des Ingenieurbüros*) or of a name.

    Parsers may hang *vom* behind a name on the verb (*schrieb Ute Sand vom Bankhaus Kolb*).
    """
    sentence, token = reference.sentence, reference.top
    while token.relation in ("appos", "flat", "compound") and (above := sentence.head(token)) is not None:
        token = above
    case = sentence.child(token, "case")
    before = sentence.tokens[max(case.index - 1, 0)] if case is not None else None
    of_name = case is not None and case.text.lower() in ("von", "vom") and before is not None and before.xpos == "NE"
    return token.relation == "nmod" or of_name


def _towns(word: str) -> tuple[str, ...]:
    """The towns that a word can be a form of: *Ostheims*, *Ostheimer*."""
    return word, word.removesuffix("s"), word.removesuffix("er")


def _is_headline(cluster: Cluster, reference: Reference) -> bool:
    """Whether only the headline has called somebody so, which spells out nothing."""
    return reference.sentence.paragraph > 0 and all(one.sentence.paragraph == 0 for one in cluster.references)
