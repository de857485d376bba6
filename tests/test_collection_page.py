"""The page of a collection without a browser: its data, that nothing of an article is markup, how it is written."""

import html
import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from collection import as_found, collection
from pages import HOSTILE, Page, full, hostile

from quoteattr import Article, Config, Document, Documents, OptionError, Quote, QuoteType, Span, Weights
from quoteattr.cli import main
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.questions import running
from quoteattr.page.collection_data import collection_data
from quoteattr.page.collection_page import archive_of

SAID = {said.article.id: said for said in collection()}
FOUND = [as_found(said) for said in SAID.values()]


STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from strings_in(each)


def data_in(page: str) -> dict[str, Any]:
    """The data of a page."""
    source = page.partition('<script type="application/json">')[2].partition("</script>")[0]
    found: dict[str, Any] = json.loads(source)
    return found


def data_of(*documents: Document) -> dict[str, Any]:
    with archive_of(documents) as archive:
        return collection_data(archive, "de")


def words_of(data: dict[str, Any], number: int) -> str:
    """The words of a quotation as the script cuts them from the text, in code units of UTF-16."""
    text = data["articles"]["text"][data["quotes"]["article"][number]].encode("utf-16-le")
    places = data["quotes"]["spans"][number]
    parts = [
        text[2 * start : 2 * end].decode("utf-16-le") for start, end in zip(places[::2], places[1::2], strict=True)
    ]
    return " … ".join(parts)


def test_every_quotation_is_there_with_its_words() -> None:
    data = data_of(*FOUND, full())
    number = len(FOUND) + len(full().quotes)
    assert {len(column) for name, column in data["quotes"].items() if isinstance(column, list)} == {number}
    assert data["quotes"]["words"] == data["quotes"]["offsets"] == {}
    by_id = {document.id: document for document in FOUND}
    for place in range(number):
        article = data["articles"]["id"][data["quotes"]["article"][place]]
        document = by_id.get(article, full())
        quote = next(each for each in document.quotes if each.id == data["quotes"]["id"][place])
        assert words_of(data, place) == quote.text


def test_the_newest_articles_come_first() -> None:
    dates = data_of(*FOUND)["articles"]["date"]
    assert dates == sorted(dates, reverse=True)


def test_offsets_are_counted_as_the_script_counts() -> None:
    text = "😀\x07\r\nSie sagte: „Ja 😀“."
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(15, 21),), text[15:21])
    data = data_of(Document(text, (quote,)))
    assert data["articles"]["text"] == ["😀\\x07 \nSie sagte: „Ja 😀“."]
    assert words_of(data, 0) == quote.text == "„Ja 😀“"
    assert data["quotes"]["offsets"] == {0: [15, 21]}


def test_words_that_are_not_those_of_the_text_are_kept() -> None:
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), "„JA“")
    assert data_of(Document("„Ja“", (quote,)))["quotes"]["words"] == {0: "„JA“"}


def test_people_are_those_of_the_archive() -> None:
    with archive_of([*FOUND, full()]) as archive:
        data = collection_data(archive, "de")
        linked = {row[0] for row in archive.connection.execute("SELECT person FROM said WHERE person != ''")}
    people = data["people"]
    assert {each for each in people["id"] if each} == linked
    assert "Jannis Kesselbrink (Richter)" in people["name"]
    assert "Jannis Kesselbrink (Trainer)" in people["name"]
    assert len(set(people["name"])) == len(people["name"])
    assert set(people["gender"]) == {"f", "m", ""}
    assert data["quotes"]["person"].count(-1) == 1


def test_what_is_to_be_checked_is_told() -> None:
    data = data_of(full())
    told = dict(zip(data["quotes"]["id"], data["quotes"]["doubts"], strict=True))
    doubts = {identifier: [name for place, name in enumerate(data["labels"]["doubt"]) if bits & 1 << place]
              for identifier, bits in told.items() if bits}  # fmt: skip
    assert doubts == {"q4": ["no-speaker"], "q5": ["confidence", "speaker-confidence"]}
    assert [each[0] for each in data["articles"]["odd"][0]] == ["stray-mark"]


def test_variants_are_those_of_the_archive_with_the_words_that_are_others() -> None:
    with archive_of(FOUND) as archive:
        data = collection_data(archive, "de")
        rows = running(archive, copies=True).rows
    found = data["variants"]
    assert [len(witnesses) for witnesses in found] == [
        sum(row[0] == number for row in rows) for number in sorted({row[0] for row in rows})
    ]
    changed = [
        (piece[0], piece[1])
        for witnesses in found for _, _, pieces in witnesses for piece in pieces
        if len(piece) == 3 and piece[2]
    ]  # fmt: skip
    assert ("vollständig", "teilweise") in changed
    for witnesses in found:
        for number, _, pieces in witnesses[1:]:
            sides = [" ".join(piece[min(side, len(piece) - 1)] for piece in pieces).split() for side in (0, 1)]
            if pieces:
                assert sides == [words_of(data, each).split() for each in (witnesses[0][0], number)]


def test_only_the_pages_own_script_and_style_may_run() -> None:
    page = Documents([full()]).to_html()
    policy = html.unescape(next(iter(re.findall(r'Content-Security-Policy" content="([^"]*)"', page))))
    directives = dict(each.split(" ", 1) for each in policy.split("; "))
    for directive, start in (("script-src", '<script type="module">'), ("style-src", "<style>")):
        source = page.partition(start)[2].partition("</")[0]
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"
    assert directives["default-src"] == "'none'"
    assert "unsafe" not in policy


def test_nothing_of_a_hostile_collection_is_markup() -> None:
    documents = [document for _, document in hostile()]
    page, harmless = Documents(documents).to_html(title=HOSTILE[0]), Page(Documents([full()]).to_html())
    assert Page(page).tags() == harmless.tags()
    assert Page(page).attributes() == harmless.attributes()
    assert not STEERING.search(page)
    data = data_in(page)
    assert not any(STEERING.search(string) for string in strings_in(data))
    assert len(data["articles"]["id"]) == len(HOSTILE) == 20
    assert set(data["articles"]["url"]) == {""}


def test_what_it_says_in_both_languages() -> None:
    for language, words in (
        ("de", "Von einem Programm gefunden"),
        ("en", "Found by a program, check against the source"),
    ):
        page = Documents([full()]).to_html("Das Bad & der Streit", language)
        assert f'<html lang="{language}">' in page
        assert html.unescape(page).count(words) >= 3  # above, below, and for the script
        assert '<h1 lang="de">Das Bad &amp; der Streit</h1>' in page
    with pytest.raises(OptionError, match="'fr'; give one of de, en"):
        Documents([full()]).to_html(language="fr")


def test_documents_without_ids_or_with_the_same_are_all_there() -> None:
    data = data_of(
        Document("Eins."), Document("Zwei.", id="a"), Document("Drei.", id="a"), Document("Vier.", id="a (2)")
    )
    assert sorted(data["articles"]["id"]) == ["1", "a", "a (2)", "a (2) (2)"]
    assert data_of()["articles"]["id"] == []


class Knowing:
    """Knows the articles of the collection."""

    weights, config, entities, model_name = Weights.german(), Config(), None, "known"

    def pipe(self, articles: Iterable[Article], *, processes: int = 1) -> Iterator[Document]:
        for article in articles:
            yield article.label(as_found(SAID[article.id]))


def run(*argv: object) -> int:
    return main(["page", *map(str, argv)], load=lambda *_: Knowing())  # type: ignore[arg-type]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    lines = ({"id": said.article.id, "text": said.article.text, **said.article.metadata} for said in SAID.values())
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Archive(tmp_path / "quotes.sqlite") as opened:
        opened.add(FOUND)
        opened.link()
    return tmp_path / "quotes.sqlite"


def test_the_command_with_articles_and_with_their_archive(articles: Path, archive: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    assert run(articles, "--collection", "--title", "Drei Monate", "--output", one) == 0
    assert run(archive, "--title", "Drei Monate", "--output", other) == 0
    assert one.read_text("utf-8") == other.read_text("utf-8")
    assert len(data_in(one.read_text("utf-8"))["articles"]["id"]) == len(FOUND)


def test_an_archive_makes_a_page_alone(
    archive: Path, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive.read_bytes()
    assert run(archive, articles) == 2
    assert "quoteattr archive" in capsys.readouterr().err
    assert run(archive, "--output", archive) == 2
    assert archive.read_bytes() == before
    (tmp_path / "birds").write_bytes(b"SQLite format 3\0" + bytes(100))
    assert run(tmp_path / "birds") == 2
    assert "no SQLite file" in capsys.readouterr().err


def test_a_speaker_whom_the_archive_does_not_know_has_a_name_of_his_own() -> None:
    """Whoever is called as a known person is and is not linked as one is told from that person."""
    known = [evolve(document, id=document.id) for document in FOUND[:5]]
    data = data_of(*known, evolve(FOUND[3], entities=(evolve(FOUND[3].entities[0], party="XYZ"),), id="other"))
    assert len(set(data["people"]["name"])) == len(data["people"]["name"])
