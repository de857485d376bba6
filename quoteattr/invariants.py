"""What holds for every document that quoteattr makes, asked of one that comes from outside.

A file that was edited, cut or made by another program may have spans outside the text or quotations inside themselves.
Whoever reads it is told, instead of counting on what does not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, Protocol

import attrs

_GENDERS, _NUMBERS = ("m", "f", "n"), ("sg", "pl")


class HasOffsets(Protocol):
    """A span."""

    @property
    def start(self) -> int:
        """Offset of the first code point."""

    @property
    def end(self) -> int:
        """Offset behind the last one."""


def check_document(document: Any) -> None:
    """Refuse a document that could not have been made.

    Args:
        document: A `quoteattr.Document`; not named here, since that module asks this one.

    Raises:
        ValueError: A span lies outside the text or overlaps another one, a text is not that of its spans, a confidence
            is no probability, an id or a quotation stands twice, a frame overlaps its quotation, a quotation is not
            inside its parent, an entity or a speaker is none, the words make no trees, or the order is another one.
    """
    _check_ids("entity", [entity.id for entity in document.entities])
    _check_ids("quotation", [quote.id for quote in document.quotes])
    for where, part in _parts(document, "document"):
        if hasattr(part, "end"):
            _check_end(where, part, document.text)
        confidence = getattr(part, "confidence", None)
        if confidence is not None and not 0 <= confidence <= 1:
            raise ValueError(f"the confidence of {where} is {confidence!r}, and not from 0 to 1")
        if hasattr(part, "spans") and hasattr(part, "text"):
            _check_phrase(where, part, document.text)
    for entity in document.entities:
        _check_entity(entity)
    entities = {entity.id: entity for entity in document.entities}
    above: dict[str, Any] = {}
    same: dict[Any, str] = {}
    for quote in document.quotes:
        earlier = same.setdefault((quote.type, quote.spans), quote.id)
        if earlier != quote.id:
            raise ValueError(f"{earlier} and {quote.id} are the same quotation")
        if quote.speaker is not None:
            _check_speaker(f"the speaker of {quote.id}", quote.speaker, entities)
        _check_order(f"the frame of {quote.id}", quote.frame)
        if any(one.start < other.end and other.start < one.end for one in quote.frame for other in quote.spans):
            raise ValueError(f"the frame of {quote.id} overlaps what is quoted")
        if quote.parent is not None:
            if quote.parent not in above:
                raise ValueError(f"{quote.id} lies in {quote.parent!r}, and that is no quotation before it")
            outer = above[quote.parent]
            if not outer.spans[0].start <= quote.spans[0].start < quote.spans[-1].end <= outer.spans[-1].end:
                raise ValueError(f"{quote.id} does not lie in {quote.parent}")
        above[quote.id] = quote
    for first, second in pairwise(document.quotes):
        if first.spans[0].start > second.spans[0].start:
            raise ValueError(f"{second.id} stands before {first.id} in the text")
    for before, place in pairwise(document.places):
        if (before.span.start, -before.span.end) > (place.span.start, -place.span.end):
            raise ValueError(f"the place {place.span.start}:{place.span.end} stands behind one that it should precede")
    _check_words(document.words)


def cycles_in(heads: Sequence[int]) -> list[int]:
    """One word of each cycle: the indices to make roots, so that nothing leads back to itself.

    Args:
        heads: The head of each word, negative for a root.

    Example:
        >>> cycles_in([1, 2, 1, -1])
        [2]
    """
    found = []
    seen_from = [-1] * len(heads)
    for start in range(len(heads)):
        index = start
        while heads[index] >= 0 and seen_from[index] < 0:
            seen_from[index] = start
            if seen_from[heads[index]] == start:
                found.append(index)
                break
            index = heads[index]
    return found


def _parts(thing: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Everything in a document, and how a person finds it; an entity with its own entry, not with each quotation."""
    yield where, thing
    for field in attrs.fields(type(thing)):
        value = getattr(thing, field.name)
        if field.name == "entity":
            continue
        for item in value if isinstance(value, tuple) else (value,):
            if attrs.has(type(item)):
                name = getattr(item, "id", None) or field.name
                yield from _parts(item, name if where == "document" else f"{name} of {where}")


def _check_entity(entity: Any) -> None:
    if not entity.name.strip():
        raise ValueError(f"{entity.id} has an empty name")
    for field, value, valid in (("gender", entity.gender, _GENDERS), ("number", entity.number, _NUMBERS)):
        if value is not None and value not in valid:
            raise ValueError(f"the {field} of {entity.id} is {value!r:.60}, and not one of {', '.join(valid)} or null")
    if any(first.spans >= second.spans for first, second in pairwise(entity.mentions)):
        raise ValueError(f"a mention of {entity.id} stands twice or not in text order")


def _check_speaker(where: str, speaker: Any, entities: Mapping[str, Any]) -> None:
    entity = speaker.entity
    if entity is None:
        if speaker.mention is None:
            raise ValueError(f"{where} has neither a mention nor an entity")
        if speaker.confidence is not None:
            raise ValueError(f"{where} has a confidence, but no entity")
    elif entity != entities.get(entity.id):
        raise ValueError(f"{where} is {entity.name!r:.60}, and {entity.id!r} is not that one among the entities")


def _check_words(words: Sequence[Any]) -> None:
    position = 0
    for number, (sentence, group) in enumerate(groupby(words, lambda word: word.sentence), 1):
        found = list(group)
        if sentence != number or [word.index for word in found] != [*range(1, len(found) + 1)]:
            raise ValueError(f"the words of sentence {sentence} are not numbered in their order from 1")
        for word in found:
            if not 0 <= word.head <= len(found):
                raise ValueError(f"the head of word {word.index} of sentence {sentence} is {word.head}")
            if word.span.start < position:
                raise ValueError(f"word {word.index} of sentence {sentence} stands before the one in front of it")
            position = word.span.start
        for index in cycles_in([word.head - 1 for word in found]):
            raise ValueError(f"the heads of word {index + 1} of sentence {sentence} lead back to itself")


def _check_ids(what: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if not each or each in seen:
            raise ValueError(f"{each!r} is the id of a second {what}" if each else f"a {what} has an empty id")
        seen.add(each)


def _check_end(where: str, span: HasOffsets, text: str) -> None:
    if span.end > len(text):
        raise ValueError(f"{where} reaches to {span.end}, the text only to {len(text)}")


def _check_order(where: str, spans: Sequence[HasOffsets]) -> None:
    if any(first.end > second.start for first, second in pairwise(spans)):
        raise ValueError(f"the spans of {where} overlap or are not in text order")


def _check_phrase(where: str, phrase: Any, text: str) -> None:
    if not phrase.spans:
        raise ValueError(f"{where} has no spans")
    for span in phrase.spans:
        _check_end(where, span, text)
    _check_order(where, phrase.spans)
    if phrase.text != " … ".join(text[span.start : span.end] for span in phrase.spans):
        raise ValueError(f"the text of {where} is not what stands at its spans: {phrase.text!r:.60}")
    head = getattr(phrase, "head", None)
    if head is not None and not any(span.start <= head.start and head.end <= span.end for span in phrase.spans):
        raise ValueError(f"the head of {where} lies outside it")
