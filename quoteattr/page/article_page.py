"""One self-contained page for articles: the text with its quotations, who speaks, why, how sure, and what to check.

The page asks no network for anything, and its policy (`Content-Security-Policy`) lets only its own script run.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import version

from attrs import frozen

from quoteattr.documents.speaker_signs import NOBODY, Sign, entity_id
from quoteattr.model import Document
from quoteattr.page.cards import Card, cards_of, headline_of, row_of, speaker_in_words
from quoteattr.page.doubts import Doubt, doubts_about
from quoteattr.page.marked_text import Piece, pieces_of
from quoteattr.page.templates import policy_for, render, source_of, words_in
from quoteattr.page.web_links import web_link


@frozen
class Person:
    """Who speaks in an article: a sign, a name, the quotations."""

    key: str
    sign: Sign
    name: str
    cards: list[Card]


@frozen
class ArticleView:
    """What the template shows of an article.

    Attributes:
        key: Id of its section, the beginning of all ids in it.
        title: Its headline.
        byline: Outlet, date, author, as far as known.
        link: Where it is from, empty if there is no address.
        document: What was found.
        pieces: Its text with the marks.
        cards: Its quotations.
        people: Who speaks, most quoted first, nobody last.
        doubts: The quotations to check, the most doubtful first.
        rows: The quotations for a spreadsheet.
    """

    key: str
    title: str
    byline: str
    link: str
    document: Document
    pieces: list[Piece]
    cards: list[Card]
    people: list[Person]
    doubts: list[tuple[Card, Doubt]]
    rows: list[dict[str, str | int | float | None]]

    @property
    def cards_by_id(self) -> dict[str, Card]:
        """The cards by the ids of their quotations."""
        return {card.quote.id: card for card in self.cards}

    @property
    def doubtful(self) -> set[str]:
        """The ids of the quotations to check whose sign does not say so."""
        return {card.quote.id for card, _ in self.doubts if card.sign != NOBODY}


def article_page(articles: Iterable[tuple[str, Document]], language: str = "de") -> str:
    """A page of HTML for one article or several, of which it shows one at a time.

    Args:
        articles: Documents with their titles. For an empty one stands the `title` of the document's metadata, else its
            first line.
        language: `de` or `en`, of the words around the article.

    Raises:
        OptionError: There are no words in this language.

    Example:
        >>> page = article_page([("Wetter", Document("Es regnet."))])
        >>> page.startswith("<!doctype html>"), "Es regnet." in page, "src=" in page
        (True, True, False)
    """
    style, script = source_of("page.css"), source_of("saving.js", "page.js")
    views = [_view(f"a{number}", title, document, language) for number, (title, document) in enumerate(articles, 1)]
    return render(
        "page.html.jinja",
        language,
        articles=views,
        style=style,
        script=script,
        policy=policy_for(style, script),
        version=version("quoteattr"),
    )


def title_of(document: Document) -> str:
    """The title in the metadata, empty if there is none."""
    return _known(document.metadata, "title")


def _known(metadata: Mapping[str, object], name: str) -> str:
    """What the metadata has under a name, if it is a string, else an empty one."""
    value = metadata.get(name)
    return value if isinstance(value, str) else ""


def _view(key: str, title: str, document: Document, language: str) -> ArticleView:
    title = title or title_of(document) or headline_of(document.text)
    cards = cards_of(document, title, language)
    by_id = {card.quote.id: card for card in cards}
    return ArticleView(
        key=key,
        title=title,
        byline=" · ".join(filter(None, (_known(document.metadata, name) for name in ("outlet", "date", "author")))),
        link=web_link(_known(document.metadata, "url")),
        document=document,
        pieces=list(pieces_of(document)),
        cards=cards,
        people=_people(cards, words_in(language)),
        doubts=[(by_id[doubt.quote.id], doubt) for doubt in doubts_about(document)],
        rows=[row_of(card, title) for card in cards],
    )


def _people(cards: list[Card], words: Mapping[str, str]) -> list[Person]:
    people: dict[str, Person] = {}
    for card in cards:
        key = entity_id(card.quote) or ""
        name = speaker_in_words(card.quote, words) if key else words["speaker.unknown"]
        people.setdefault(key, Person(key, card.sign, name, [])).cards.append(card)
    return sorted(people.values(), key=lambda person: (person.sign == NOBODY, -len(person.cards)))
