"""Makes public entities of the clusters that speak: ids, names in the nominative, aliases, mentions."""

from collections.abc import Iterable, Sequence

from attrs import evolve

from quoteattr.lexicon import Gender, Lexicon
from quoteattr.model import Diagnostic, Entity, EntityKind, Mention, Speaker, Via
from quoteattr.nounphrase import noun_phrase
from quoteattr.rules import Context
from quoteattr.speakers.coreference import Outcome
from quoteattr.speakers.identity import Cluster
from quoteattr.speakers.references import Form, Reference
from quoteattr.syntax import Sentence, Token, spans_of

_STRONG = {Gender.MASCULINE: "er", Gender.FEMININE: "e", Gender.NEUTER: "es"}


def result_of(
    context: Context, speakers: Sequence[Speaker | None], outcomes: Sequence[Outcome], vias: Sequence[Via]
) -> tuple[tuple[Speaker | None, ...], tuple[Entity, ...], tuple[Diagnostic, ...]]:
    """Speakers with entities, the entities in order of appearance, and what stayed open."""
    clusters = {_identity(outcome.cluster): outcome.cluster for outcome in outcomes if outcome.cluster is not None}
    ordered = sorted(clusters.items(), key=lambda item: _first(item[1]))
    entities = {key: entity_of(f"e{number}", cluster, context) for number, (key, cluster) in enumerate(ordered, 1)}
    linked: list[Speaker | None] = []
    diagnostics: dict[Diagnostic, None] = {}
    for speaker, outcome, via in zip(speakers, outcomes, vias, strict=True):
        if speaker is None:
            linked.append(None)
            continue
        entity = entities[_identity(outcome.cluster)] if outcome.cluster is not None else None
        linked.append(evolve(speaker, entity=entity, via=via))
        if entity is None and outcome.candidates:
            diagnostics[_open(speaker, outcome, context)] = None
    return tuple(linked), tuple(entities.values()), tuple(diagnostics)


def _identity(cluster: Cluster) -> tuple[int, ...]:
    return tuple(id(member) for member in cluster.members) or (id(cluster),)


def _first(cluster: Cluster) -> tuple[int, int]:
    references = (cluster.members[0] if cluster.members else cluster).references
    return (references[0].span.start, bool(cluster.members)) if references else (0, 0)


def _open(speaker: Speaker, outcome: Outcome, context: Context) -> Diagnostic:
    names = ", ".join(sorted(name_of(cluster, context) for cluster in outcome.candidates))
    mention = speaker.mention
    text = mention.text if mention is not None else "the speaker"
    return Diagnostic("ambiguous-speaker", mention.head if mention else None, f"{text} can be {names}.")


def entity_of(identifier: str, cluster: Cluster, context: Context) -> Entity:
    """The public form of a cluster."""
    name = name_of(cluster, context)
    forms = [_label(reference, context) for reference in cluster.references if reference.form is not Form.PRONOUN]
    forms += [reference.abbreviation for reference in cluster.references if reference.abbreviation]
    return Entity(
        id=identifier,
        name=name,
        kind=cluster.known.kind if cluster.known else cluster.kind,
        aliases=tuple(form for form in dict.fromkeys(forms) if form != name),
        mentions=tuple(_mention(reference, context) for reference in cluster.references),
        gender=cluster.gender.value if cluster.gender and cluster.kind is EntityKind.PERSON else None,
        number=cluster.number.value if cluster.number else None,
        ref=cluster.known.id or None if cluster.known else None,
    )


def name_of(cluster: Cluster, context: Context) -> str:
    """The fullest form of a cluster's name in the document, or the gazetteer's."""
    if cluster.members:
        return " und ".join(name_of(member, context) for member in cluster.members)
    if cluster.known is not None:
        return cluster.known.name
    if cluster.fullest is not None:
        return cluster.fullest.text
    labels = [_label(reference, context) for reference in cluster.references if reference.form is not Form.PRONOUN]
    return max(labels, key=len, default=cluster.key)


def _mention(reference: Reference, context: Context) -> Mention:
    spans = spans_of(reference.tokens, context.text)
    return Mention(spans, " … ".join(span.of(context.text) for span in spans), reference.head.span)


def _label(reference: Reference, context: Context) -> str:
    """What a mention calls somebody, in the nominative and without article."""
    if reference.name is not None:
        return reference.name.text
    if reference.form in (Form.PLACE,) or (reference.form is Form.MEDIUM and reference.head.text != reference.key):
        return reference.key
    sentence = context.parse.sentences[reference.sentence]
    phrase = _without_brackets(noun_phrase(sentence, reference.head, context.lexicon))
    phrase = [token for token in phrase if token.upos != "DET" or token.index > reference.head.index]
    before = [token for token in phrase if token.index < reference.tokens[0].index and _names(token, context.lexicon)]
    after = [token for token in phrase if token.index > reference.tokens[-1].index]
    core = _core(reference, context)
    adjectives = [_adjective(token, reference) for token in before]
    tail = _text(after, sentence, context) if reference.complement else ""
    return " ".join(part for part in (*adjectives, core, tail) if part)


def _core(reference: Reference, context: Context) -> str:
    """The noun itself with what narrows it, its first word in the nominative."""
    start, end = reference.tokens[0].start, reference.tokens[-1].end
    text = context.text[start:end]
    first, blank, rest = text.partition(" ")
    return _nominative(first, reference, context.lexicon) + blank + rest


def _nominative(word: str, reference: Reference, lexicon: Lexicon) -> str:
    if reference.head.feats.get("Case") not in ("Gen", "Dat") and reference.subject:
        return word
    if reference.key and word.casefold().startswith(reference.key.casefold()):
        return reference.key
    lower = word.lower()
    for start in range(len(lower)):
        role = lexicon.roles.get(lower[start:])
        if role is not None and reference.form is Form.ROLE:
            lemma = role.lemma if start == 0 else role.lemma.lower()
            return word[:start] + lemma
    organisation = lexicon.organisation(word)
    if organisation is not None:
        for start in range(len(lower)):
            if lower[start:] in organisation.forms:
                return word[:start] + (organisation.id if start == 0 else organisation.id.lower())
    return word


def _names(token: Token, lexicon: Lexicon) -> bool:
    """Whether an adjective is part of a name (*Deutscher Imkerbund*, *russische Botschaft*), not just a remark."""
    return token.upos == "ADJ" and (token.text[0].isupper() or token.text.lower() in lexicon.places)


def _adjective(token: Token, reference: Reference) -> str:
    """An adjective in the strong nominative: *Internationale*, *isländisches*."""
    gender = reference.gender
    if gender is None or token.upos != "ADJ" or reference.form is Form.GROUP:
        return token.text
    for ending in ("en", "em", "er", "es", "e"):
        if token.text.endswith(ending):
            return token.text.removesuffix(ending) + _STRONG[gender]
    return token.text


def _without_brackets(tokens: Iterable[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.text in ("(", "[")
        if not depth:
            kept.append(token)
        depth -= token.text in (")", "]")
    return kept


def _text(tokens: Sequence[Token], sentence: Sentence, context: Context) -> str:
    return " ".join(span.of(context.text) for span in spans_of(tokens, context.text))
