"""Who says *ich* in a text whose author is known, such as a speech."""

from collections.abc import Sequence

from attrs import evolve

from quoteattr.model import Entity, Mention, Quote
from quoteattr.speakers.entities import KnownEntity

_PRONOUN = "ich"

Spoken = tuple[tuple[Quote, ...], tuple[Entity, ...]]


def speak_as(author: KnownEntity, quotes: Sequence[Quote], entities: Sequence[Entity]) -> Spoken:
    """Give the quotations that *ich* introduces to the author of the text.

    *Ich* inside a quotation is whoever speaks that quotation, and stays so; *wir* is left open.

    Args:
        author: Who the text is by.
        quotes: The quotations of the text.
        entities: All that speak in it.

    Returns:
        The quotations and the entities: with the author as the last one, or as the one that the text already has
        under the author's name or id.

    Example:
        >>> speak_as(KnownEntity("Anna Kern"), (), ())
        ((), ())
    """
    spoken = [quote for quote in quotes if _is_author(quote)]
    if not spoken:
        return tuple(quotes), tuple(entities)
    mentions = {quote.speaker.mention: None for quote in spoken if quote.speaker and quote.speaker.mention}
    known = next((entity for entity in entities if _is_same(entity, author)), None)
    entity = _with_mentions(known or _new(author, entities), tuple(mentions))
    kept = tuple(entity if each is known else each for each in entities)
    return tuple(_given(quote, entity, known) for quote in quotes), kept if known else (*kept, entity)


def _is_author(quote: Quote) -> bool:
    """Whether *ich* outside any quotation says it, and nobody is known for that."""
    speaker = quote.speaker
    return (
        speaker is not None
        and speaker.entity is None
        and speaker.mention is not None
        and speaker.mention.text.casefold() == _PRONOUN
        and quote.parent is None
    )


def _is_same(entity: Entity, author: KnownEntity) -> bool:
    return entity.name == author.name or (bool(author.id) and entity.ref == author.id)


def _new(author: KnownEntity, entities: Sequence[Entity]) -> Entity:
    number = 1 + max((int(entity.id[1:]) for entity in entities if entity.id[1:].isdecimal()), default=0)
    return Entity(f"e{number}", author.name, author.kind, author.aliases, gender=author.gender, ref=author.id or None)


def _with_mentions(entity: Entity, mentions: tuple[Mention, ...]) -> Entity:
    return evolve(entity, mentions=tuple(sorted({*entity.mentions, *mentions}, key=lambda mention: mention.spans)))


def _given(quote: Quote, entity: Entity, known: Entity | None) -> Quote:
    """A quotation with the author in the place of nobody, and of what was known of the author before."""
    speaker = quote.speaker
    if speaker is None or not (_is_author(quote) or (known is not None and speaker.entity is known)):
        return quote
    # Whose text it is stands beside the text; that needs no guess.
    confidence = speaker.confidence if speaker.entity is known and known is not None else 1.0
    return evolve(quote, speaker=evolve(speaker, entity=entity, confidence=confidence))
