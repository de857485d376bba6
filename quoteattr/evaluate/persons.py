"""Whether the person given as a speaker is the right one.

Articles of our own say who it is (`judged_by_name`). The corpus marks a phrase: the person is right if any mention of
the entity shares a character with it (`judged_by_phrase`). It says nothing where it marks none, or only a pronoun, nor
about the person whom our phrase stands for but does not name; such quotations are left out.
"""

from collections.abc import Iterable, Iterator, Sequence

import regex

from quoteattr.documents.benchmark import Annotation, GoldArticle, annotations_of
from quoteattr.documents.quoted_gold import QuotedArticle
from quoteattr.evaluate.calibration import HIGH, reliability_of
from quoteattr.evaluate.matching import align
from quoteattr.lexicon import Lexicon
from quoteattr.model import Document, Quote, Span, Speaker

_ARTICLE = regex.compile(r"^(?:der|die|das|den|dem|des|ein|eine|einem|einen|einer|eines) ", regex.IGNORECASE)
_ENDING = regex.compile(r"(?:es|er|en|em|e|s|n)$")
_NOT_PART = regex.compile(r"\([^)]*\)|[„“”\"»«›‹‚‘]")
_OWNER = regex.compile(r" von \p{Lu}.*$")
_NAMES_NOBODY = frozenset(
    """
    er sie es ihr ihm ihn ihnen der die das dem den des dieser diese dieses denen dessen deren beide ich wir man
    sein seine seiner seinen seinem ihre ihrer ihren ihrem in nach laut wie demnach danach
    """.split()
)


def same_person(name: str | None, wanted: Sequence[str | None]) -> bool:
    """Whether a name is one of those wanted, or a fuller form of it; None is right only where None is wanted.

    Who belongs to somebody is not that one (*Mann von Ute Kern*).

    Example:
        >>> same_person("Jan Kern", ["Kern"]), same_person("Kern", ["Jan Kern"]), same_person(None, ["Kern"])
        (True, False, False)
        >>> same_person("Mann von Ute Kern", ["Ute Kern"]), same_person("Mann von Ute Kern", ["Mann"])
        (False, True)
    """
    if name is None or not wanted or wanted[0] is None:
        return name is None and (not wanted or wanted[0] is None)
    words, own = _words(name), _words(_OWNER.sub("", name))
    role = len(own) < len(words) and _is_person_or_body(name.split(" von ")[0])
    return any(
        all(word in words for word in theirs) and not (role and own and set(own).isdisjoint(theirs))
        for theirs in (_words(other) for other in wanted if other)
    )


def _is_person_or_body(phrase: str) -> bool:
    """Whether a phrase ends in a noun for a person or an institution, and is no name."""
    lexicon, noun = Lexicon.german(), phrase.rpartition(" ")[2]
    return lexicon.role(noun) is not None or lexicon.organisation(noun) is not None


def _words(name: str) -> list[str]:
    """The words of a name without articles, marks, brackets and endings."""
    name = _NOT_PART.sub("", name).strip()
    while _ARTICLE.match(name):
        name = _ARTICLE.sub("", name, count=1)
    return [_ENDING.sub("", word) for word in name.lower().split()]


def judged_by_name(item: QuotedArticle, document: Document) -> Iterator[tuple[Quote, bool]]:
    """The quotations that are found and have a person, and whether that is the one whom the article's gold names."""
    gold = dict(zip(map(id, item.article.annotations), item.quotes, strict=True))
    for quote, annotation in _found(item.article, document):
        wanted = gold[id(annotation)]
        if quote.speaker is not None and quote.speaker.name is not None:
            yield quote, same_person(quote.speaker.name, [wanted["person"], *wanted.get("person_alt", ())])


def judged_by_phrase(article: GoldArticle, document: Document) -> Iterator[tuple[Quote, bool]]:
    """The quotations that are found and name a person, and whether the corpus' phrase is one of that person's."""
    for quote, annotation in _found(article, document):
        speaker = quote.speaker
        if speaker is not None and _names_itself(speaker) and _names_somebody(article.text, annotation.speaker):
            yield quote, any(ours.overlaps(theirs) for ours in _mentions(speaker) for theirs in annotation.speaker)


def speaker_confidence(judged: Iterable[tuple[Quote, bool]]) -> Iterator[str]:
    """One line on how honest `speaker.confidence` is, nothing if nobody has one.

    Args:
        judged: Quotations, and whether they have the right person.
    """
    told = [
        (quote.speaker.confidence, right)
        for quote, right in judged
        if quote.speaker is not None and quote.speaker.confidence is not None
    ]
    if told:
        found = reliability_of(told)
        yield (
            f"speaker.confidence: {found.count} speakers, {found.right:.3f} right, calibration error "
            f"{found.error:.3f}; {found.high_count} with {HIGH} and more, {found.high_right:.3f} of them right"
        )


def _found(article: GoldArticle, document: Document) -> Iterator[tuple[Quote, Annotation]]:
    """The quotations that share a word with a gold one, with it."""
    predicted = annotations_of(document)
    quotes = dict(zip(map(id, predicted), document.quotes, strict=True))
    for pair in align(article, predicted):
        if pair.overlaps and pair.predicted is not None and pair.gold is not None:
            yield quotes[id(pair.predicted.annotation)], pair.gold.annotation


def _names_itself(speaker: Speaker) -> bool:
    """Whether the phrase has a word of the name, so that the corpus can tell about the person by the phrase."""
    words = speaker.mention.text.lower().split() if speaker.mention is not None else []
    return not set(words).isdisjoint((speaker.name or "").lower().split())


def _names_somebody(text: str, spans: Sequence[Span]) -> bool:
    """Whether a gold phrase has a noun or a name."""
    words = [word for span in spans for word in span.of(text).split()]
    return any(word[0].isupper() and word.lower() not in _NAMES_NOBODY for word in words)


def _mentions(speaker: Speaker) -> Iterator[Span]:
    """Where the text names the speaker."""
    for mention in (speaker.mention, *(speaker.entity.mentions if speaker.entity is not None else ())):
        yield from mention.spans if mention is not None else ()
