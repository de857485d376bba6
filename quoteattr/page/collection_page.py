"""One self-contained page for a collection of articles: people, time and outlets, charts, variants, search.

It asks no network for anything. All that it shows is in it as compact data; its script draws what is in sight.
"""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import chain, count

from attrs import evolve
from jinja2.utils import htmlsafe_json_dumps

from quoteattr.corpus.archive import Archive
from quoteattr.labels import Attitude, QuoteType
from quoteattr.model import Document
from quoteattr.page.collection_data import collection_data
from quoteattr.page.templates import policy_for, render, source_of, words_in

STYLES = ("page.css", "collection.css")
SCRIPTS = (
    "saving.js", "dom.js", "words.js", "collection.js", "filter.js", "windowed_list.js", "variant_pairs.js", "rows.js",
    "charts.js", "figures.js", "marked_text.js", "reader.js", "views.js", "collection_page.js",
)  # fmt: skip
ATTITUDES = [each.value for each in Attitude if each not in (Attitude.NEUTRAL, Attitude.UNKNOWN)]


def collection_page(archive: Archive, title: str = "", language: str = "de") -> str:
    """A page of HTML for all that is in an archive.

    Args:
        archive: Where from; its persons and variants are those of the last `link`.
        title: What stands above.
        language: `de` or `en`, of the words around the articles.

    Raises:
        OptionError: There are no words in this language, or RapidFuzz is missing.

    Example:
        >>> with archive_of([Document("Es regnet.", metadata={"title": "Wetter"})]) as archive:
        ...     page = collection_page(archive)
        >>> page.startswith("<!doctype html>"), "Wetter" in page, "src=" in page
        (True, True, False)
    """
    words = words_in(language)
    data = collection_data(archive, language)
    dates = [each for each in data["articles"]["date"] if each]  # the newest first
    style, script = source_of(*STYLES), source_of(*SCRIPTS)
    return render(
        "collection.html.jinja",
        language,
        title=title or words["collection"],
        times=list(dict.fromkeys((dates[-1], dates[0]))) if dates else [],
        outlets=sorted(filter(None, data["outlets"])),
        types=[each.value for each in QuoteType],
        attitudes=ATTITUDES,
        data=htmlsafe_json_dumps(data | {"words": dict(words)}, ensure_ascii=False, separators=(",", ":")),
        style=style,
        script=script,
        policy=policy_for(style, script),
        version=version("quoteattr"),
    )


def archive_of(documents: Iterable[Document]) -> Archive:
    """An archive that is kept nowhere, of some documents.

    Those without an id get their number for one; where two have the same, the later ones get a number behind it.

    Raises:
        OptionError: RapidFuzz is missing.
    """
    archive = Archive(":memory:")
    archive.add(_identified(documents))
    archive.link()
    return archive


def _identified(documents: Iterable[Document]) -> Iterator[Document]:
    seen: set[str] = set()
    for number, document in enumerate(documents, 1):
        name = document.id or str(number)
        identifier = next(
            each for each in chain((name,), (f"{name} ({again})" for again in count(2))) if each not in seen
        )
        seen.add(identifier)
        yield evolve(document, id=identifier)
