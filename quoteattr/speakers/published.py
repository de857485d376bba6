"""Makes public entities of the clusters that speak: ids, names in the nominative, aliases, mentions."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from attrs import evolve

from quoteattr.decide import Decision
from quoteattr.lexicon import Lexicon
from quoteattr.model import Diagnostic, Entity, EntityKind, Mention, Speaker, Via
from quoteattr.reading import Reading
from quoteattr.speakers.belonging import belonging_to
from quoteattr.speakers.epithets import ANYBODY, is_name_alone, names_nobody, takes_up_institution, takes_up_person
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.members import describes
from quoteattr.speakers.naming import label_of
from quoteattr.speakers.outcomes import Outcome
from quoteattr.speakers.ranking import Ranked
from quoteattr.speakers.references import PRONOUNS, Form, Reference
from quoteattr.speakers.sources import Pointer, Source
from quoteattr.tree import mention_at, spans_of

_LONGEST = 7  # words of a name that is no person's
_INITIAL = re.compile(r"\w\.")
_QUANTIFIED = re.compile(r"(?:viele|jede[rs]?) ")
_LIKELY = 0.01
"""Probability from which on a diagnostic names somebody as a candidate."""


def result_of(
    reading: Reading,
    speakers: Sequence[Speaker | None],
    outcomes: Sequence[Outcome],
    vias: Sequence[Via],
) -> tuple[tuple[Speaker | None, ...], tuple[Entity, ...], tuple[Diagnostic, ...]]:
    """Speakers with entities, the entities in order of appearance, and what stayed open."""
    clusters = {_identity(outcome.cluster): outcome.cluster for outcome in outcomes if outcome.cluster is not None}
    ordered = sorted(clusters.items(), key=lambda item: _order_of_appearance(item[1]))
    entities = {key: entity_of(f"e{number}", cluster, reading) for number, (key, cluster) in enumerate(ordered, 1)}
    name = cache(lambda cluster: name_of(cluster, reading))  # an open speaker names its candidates, often the same ones
    linked: list[Speaker | None] = []
    diagnostics: dict[Diagnostic, None] = {}
    for speaker, outcome, via in zip(speakers, outcomes, vias, strict=True):
        if speaker is None:
            linked.append(None)
            continue
        entity = entities[_identity(outcome.cluster)] if outcome.cluster is not None else None
        linked.append(evolve(speaker, entity=entity, via=via))
        if entity is None and outcome.candidates:
            diagnostics[_ambiguous_speaker(speaker, outcome, name)] = None
    return tuple(linked), tuple(entities.values()), tuple(diagnostics)


def _identity(cluster: Cluster) -> tuple[int, ...]:
    """What makes two clusters one entity: the same cluster, or the same members."""
    return tuple(id(member) for member in cluster.members) or (id(cluster),)


def _order_of_appearance(cluster: Cluster) -> tuple[int, int]:
    """Sort key: where a cluster, or the first of its members, is first mentioned; several behind their first member."""
    references = (cluster.members[0] if cluster.members else cluster).references
    return (references[0].span.start, bool(cluster.members)) if references else (0, 0)


def _ambiguous_speaker(speaker: Speaker, outcome: Outcome, name: Callable[[Cluster], str]) -> Diagnostic:
    """The diagnostic for a speaker whom the evidence leaves open between several."""
    names = ", ".join(sorted(map(name, outcome.candidates)))
    mention = speaker.mention
    text = mention.text if mention is not None else "the speaker"
    return Diagnostic(
        "ambiguous-speaker",
        mention.head if mention else None,
        f"{text} can be {names}.",
    )


def uncertain_speaker(speaker: Speaker, decision: Decision, ranked: Sequence[Ranked], reading: Reading) -> Diagnostic:
    """The diagnostic for a speaker who is less sure than was asked for: who it would be, and who else it could be."""
    name, words = speaker.name, speaker.mention.text if speaker.mention is not None else "the speaker"
    likely = (one.cluster for one in ranked[1:] if one.cluster is not None and one.probability >= _LIKELY)
    others = sorted({name_of(cluster, reading) for cluster in likely} - {name})
    told = f"{words} is {name} with a confidence of only {speaker.confidence:.2f}"
    also = f"; it can also be {', '.join(others)}" if others else ""
    return Diagnostic("uncertain-speaker", decision.proposal.quote[0], f"{told}{also}.")


def inherited_from(one: Cluster, decision: Decision, reading: Reading) -> Speaker:
    """The speaker of a quotation without a phrase of its own: where somebody is named before it, else first."""
    last = max(one.before(decision.proposal.span.start) - 1, 0)
    return Speaker(_public_mention(one.references[last], reading), None, Via.INHERITED)


def entity_of(identifier: str, cluster: Cluster, reading: Reading) -> Entity:
    """The public form of a cluster."""
    name = name_of(cluster, reading)
    forms = [label_of(reference, reading) for reference in _naming(cluster)]
    forms += [reference.abbreviation for reference in cluster.references if reference.abbreviation]
    public = (_public_mention(reference, reading) for reference in cluster.references)
    mentions = {mention.spans: mention for mention in public}  # of torn words, two references can be one phrase
    return Entity(
        id=identifier,
        name=name,
        kind=cluster.known.kind if cluster.known else _kind(cluster, reading.lexicon),
        aliases=tuple(form for form in dict.fromkeys(forms) if form != name),
        mentions=tuple(mentions[spans] for spans in sorted(mentions)),
        gender=cluster.gender.value if cluster.gender and cluster.kind is EntityKind.PERSON else None,
        number=cluster.number.value if cluster.number else None,
        ref=cluster.known.id or None if cluster.known else None,
        given=" ".join(cluster.fullest.given) or None if cluster.fullest else None,
        surname=cluster.fullest.surname or None if cluster.fullest else None,
        roles=tuple(sorted(cluster.roles)),
        party=_party(cluster.party, reading.lexicon),
    )


def _party(party: str, lexicon: Lexicon) -> str | None:
    """A party as it is written; what no table knows (*fdl*) is taken for an abbreviation."""
    known = lexicon.organisations.get(party)
    return known.id if known is not None else party.upper() or None


def _kind(cluster: Cluster, lexicon: Lexicon) -> EntityKind:
    """The kind of a cluster; a paper is a medium, sources that stay hidden on purpose (*Kreise, Insider*) no group."""
    if cluster.kind is EntityKind.ORGANISATION and cluster.field == "media":
        return EntityKind.MEDIUM
    group = lexicon.group(cluster.key) if cluster.kind is EntityKind.GROUP else None
    return EntityKind.UNNAMED if group is not None and group.kind == "unnamed" else cluster.kind


def name_of(cluster: Cluster, reading: Reading) -> str:
    """The fullest form of a cluster's name in the document, or the gazetteer's."""
    if cluster.members:
        return " und ".join(name_of(member, reading) for member in cluster.members)
    if cluster.known is not None:
        return cluster.known.name
    if cluster.fullest is not None:
        return _title_before(cluster) + cluster.fullest.text
    named = _naming(cluster)
    named = [one for one in named if one is named[0] or not describes(one, reading.lexicon)]  # Nato … das Bündnis
    owner = cluster.owner if cluster.owner is not cluster else None
    if owner is not None and owner.owner is cluster and named[:1] != [one for one in named if one.owned][:1]:
        owner = None  # ein Busfahrer, seine Frau, then ihr Mann
    own_name = any(one.form is Form.INSTITUTION and not one.owned and len(one.tokens) > 1 for one in named)
    belongs = [one for one in named if owner is not None and one.owned and not own_name]  # seine Sparkasse
    own = belongs or [one for one in named if not names_nobody(one, reading.lexicon)]
    own = [one for one in own if not _says_less(one, own[0], reading.lexicon)]
    if not belongs and not any(_is_called(one) for one in own):  # die Firma Kolb, then der Autobauer
        own = [one for one in named if _is_called(one) or one in own]
    own = own or named
    called = {id(one): label_of(one, reading) for one in own}
    short = [one for one in own if len(called[id(one)].split()) <= _LONGEST]
    labels = [called[id(one)] for one in _by_name(short, reading.lexicon)] or sorted(called.values(), key=len)[:1]
    names = [label for label in labels if not _QUANTIFIED.match(label)] or labels  # viele Eltern, then die Eltern
    name = max(names, key=len, default=cluster.key)
    nameless = owner is not None and not owner.is_called  # sie und ihr Mann
    if owner is None or owner.owner is not None or nameless or " " in name:
        return name
    return f"{name} {belonging_to(owner, name_of(owner, reading), reading.lexicon)}"


def _says_less(reference: Reference, first: Reference, lexicon: Lexicon) -> bool:
    """Whether a bare role noun only takes up who was told before by another (*ein Arzt … der Mediziner*)."""
    bare = reference.definite is True and bool(reference.roles) and not (reference.complement or reference.modifiers)
    return bare and bool(first.roles) and reference is not first and takes_up_person(reference, lexicon)


def _naming(cluster: Cluster) -> list[Reference]:
    """The mentions that call somebody something; if it has others, not what it has written, nor its people."""
    named = [reference for reference in cluster.references if reference.form is not Form.PRONOUN]
    if cluster.kind is EntityKind.ORGANISATION:  # Greenpeace … die Umweltschützer
        named = [reference for reference in named if reference.form is not Form.GROUP] or named
    return [reference for reference in named if reference not in cluster.documents] or named


def _by_name(references: Sequence[Reference], lexicon: Lexicon) -> Sequence[Reference]:
    """The mentions of an institution by its name, or by the noun that it was introduced with.

    A noun that takes them up may be the longer word and says less: *FC Aukamp … der Traditionsklub*, *EZB … Notenbank*.
    """
    if not references:
        return references
    first = next((one for one in references if one.sentence.paragraph > 0), references[0])
    named = any(_is_called(one) for one in references)
    vague = first.form is not Form.INSTITUTION or takes_up_institution(first.key.casefold(), lexicon)
    if vague and not named:
        return references
    ends = "" if named else first.key.casefold()
    return [
        one for one in references
        if one.modifiers or one.complement or one is first or is_name_alone(one.key, lexicon)
        or (ends and one.key.casefold().endswith(ends))
    ]  # fmt: skip


def _is_called(reference: Reference) -> bool:
    """Whether a name stands in the mention of an institution, and no adjective alone narrows it."""
    own = reference.form is Form.INSTITUTION
    return own and any(token.text in reference.modifiers for token in reference.tokens)


def _title_before(cluster: Cluster) -> str:
    """*Frau* or *Herr* before a name of which there is only an initial (*Frau B.*)."""
    name = cluster.fullest
    if name is None or name.given or not _INITIAL.fullmatch(name.surname):
        return ""
    return next((f"{role.capitalize()} " for role in sorted(cluster.roles & ANYBODY)), "")


def _public_mention(reference: Reference, reading: Reading) -> Mention:
    """The public form of a mention."""
    spans = spans_of(reference.tokens, reading.text)
    return mention_at(reading.text, spans, reference.head.span)


def via_of(source: Source | None) -> Via:
    """How a speaker was found, by what its phrase points to; inherited where it has no phrase of its own."""
    if source is None:
        return Via.INHERITED
    if source.pointer in (Pointer.LAST, Pointer.SUBJECT):
        return Via.REFERENCE
    if not source.references:
        return Via.EXPLICIT
    form = source.references[0].form
    if form in (*PRONOUNS, Form.FIRST_PERSON):
        return Via.PRONOUN
    return Via.METONYM if form is Form.PLACE else Via.EXPLICIT
