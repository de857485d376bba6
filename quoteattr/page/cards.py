"""What the page says about one quotation: a card to read, a row for a spreadsheet, a citation to copy."""

from collections.abc import Mapping

from attrs import frozen

from quoteattr.documents.explain import Explanation, explain_in_parts
from quoteattr.documents.segments import depths_of
from quoteattr.documents.speaker_signs import NOBODY, Sign, entity_id, signs_of
from quoteattr.model import Document, Mention, Quote, text_of
from quoteattr.page.templates import words_in

SHORT = 90
"""Most characters of a quotation in a list."""


@frozen
class Card:
    """What there is to say about a quotation.

    Attributes:
        quote: The quotation.
        number: Its number in the text, from 1.
        parent: The number of the one it lies in.
        depth: How many it lies in.
        sign: The sign of who speaks.
        speaker: Name of who speaks, or words for nobody.
        short: Its words, cut in the middle.
        explanation: Why it was found, who speaks, which stance.
        frame: The words of the reporting clause.
        speaker_confidence: How sure it is that this is the speaker.
        citation: One line to paste, with where it is from.
    """

    quote: Quote
    number: int
    parent: int | None
    depth: int
    sign: Sign
    speaker: str
    short: str
    explanation: Explanation
    frame: str
    speaker_confidence: float | None
    citation: str


def cards_of(document: Document, title: str, language: str) -> list[Card]:
    """A card for each quotation, in text order."""
    words, signs, depths = words_in(language), signs_of(document), depths_of(document)
    numbers = {quote.id: number for number, quote in enumerate(document.quotes, 1)}
    return [
        Card(
            quote=quote,
            number=numbers[quote.id],
            parent=numbers.get(quote.parent or ""),
            depth=depths[quote.id],
            sign=signs.get(entity_id(quote) or "", NOBODY),
            speaker=speaker_in_words(quote, words),
            short=shortened(quote.text),
            explanation=explain_in_parts(document, quote, language),
            frame=text_of(document.text, quote.frame).strip(" ,;:–-\n"),
            speaker_confidence=quote.speaker.confidence if quote.speaker else None,
            citation=_citation(quote, title, words),
        )
        for quote in document.quotes
    ]


def speaker_in_words(quote: Quote, words: Mapping[str, str]) -> str:
    """The name of who speaks; of somebody left open the words of the text, of nobody that it is nobody."""
    speaker = quote.speaker
    if speaker is None or (speaker.name is None and speaker.mention is None):
        return words["speaker.unknown"]
    if speaker.name is None and speaker.mention is not None:
        return words["speaker.open"].format(words=shortened(speaker.mention.text))
    return speaker.name or ""


def headline_of(text: str) -> str:
    r"""What an article without a title is called by: its first line, on one line of a page.

    Example:
        >>> headline_of("Das Bad bleibt zu\n\nDie Stadt hat es am Montag mitgeteilt.")
        'Das Bad bleibt zu'
    """
    return shortened(text.strip().partition("\n")[0])


def shortened(text: str) -> str:
    """A text on one line; of a long one the first words and the last.

    Example:
        >>> shortened("Das Bad bleibt zu. " * 9)
        'Das Bad bleibt zu. Das Bad bleibt zu. Das … zu. Das Bad bleibt zu. Das Bad bleibt zu.'
    """
    line = " ".join(text.split())
    if len(line) <= SHORT:
        return line
    first, last = line[: SHORT // 2], line[-SHORT // 2 :]
    return f"{first.rpartition(' ')[0] or first} … {last.partition(' ')[2] or last}"


def row_of(card: Card, source: str) -> dict[str, str | int | float | None]:
    """The quotation for a spreadsheet, in plain values by column."""
    quote, stance = card.quote, card.quote.stance
    return {
        "source": source,
        "id": quote.id,
        "parent": quote.parent,
        "speaker": quote.speaker.name if quote.speaker else None,
        "speaker_phrase": _text_of_mention(quote.speaker.mention if quote.speaker else None),
        "type": quote.type.value,
        "medium": quote.medium.value if quote.medium else None,
        "quotation": quote.text,
        "cue": quote.cue.text if quote.cue else None,
        "addressee": _text_of_mention(quote.addressee),
        "reporting": stance.reporting.value,
        "commitment": stance.commitment.value,
        "attitude": stance.attitude.value,
        "target": _text_of_mention(stance.target),
        "confidence": round(quote.confidence, 4),
        "speaker_confidence": None if card.speaker_confidence is None else round(card.speaker_confidence, 4),
        "spans": "+".join(f"{span.start}:{span.end}" for span in quote.spans),
    }


def _text_of_mention(mention: Mention | None) -> str | None:
    return mention.text if mention is not None else None


def _citation(quote: Quote, title: str, words: Mapping[str, str]) -> str:
    return words["citation"].format(
        quote=" ".join(quote.text.split()),
        speaker=speaker_in_words(quote, words),
        type=words[f"type.{quote.type.value}"],
        title=" ".join(title.split()),
        start=quote.spans[0].start,
        end=quote.spans[-1].end,
        caution=words["caution"],
    )
