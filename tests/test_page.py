"""The page of an article without a browser: the text stays, nothing in it does anything, all words are there."""

import html
import json
import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from importlib import resources
from itertools import combinations
from pathlib import Path

import pytest
from pages import HOSTILE, TEXT, Page, full, hostile

from quoteattr import Document, Entity, EntityKind, OptionError, Quote, QuoteType, Span, Speaker, Via
from quoteattr.documents.speaker_signs import signs_of
from quoteattr.page.article_page import article_page
from quoteattr.page.collection_page import SCRIPTS, STYLES
from quoteattr.page.doubts import doubts_about
from quoteattr.page.templates import source_of

CASE = Path(__file__).parent / "cases" / "page" / "article.html"
FOLDER = resources.files("quoteattr") / "data" / "page"


def between(page: str, tag: str) -> str:
    return page.partition(f"<{tag}>")[2].partition("</")[0]


def speaking(*names: str) -> Document:
    text = "„Ja“ " * len(names)
    return Document(
        text,
        tuple(
            Quote(
                f"q{number}", QuoteType.DIRECT, None, (Span(5 * number, 5 * number + 4),), "„Ja“",
                speaker=Speaker(None, Entity(f"e{number}", name, EntityKind.PERSON), Via.INHERITED),
            )
            for number, name in enumerate(names)
        ),
    )  # fmt: skip


def crossing() -> Document:
    quotes = (
        Quote("q1", QuoteType.INDIRECT, None, (Span(0, 10),), "0123456789"),
        Quote("q2", QuoteType.INDIRECT, None, (Span(5, 15),), "56789abcde"),
    )
    return Document("0123456789abcdefgh", quotes)


@pytest.mark.parametrize(
    "document",
    [full(), crossing(), Document(""), Document("Es regnet.\n\n  Es\tschneit. &amp; <b>"), speaking("A", "B")],
    ids=["full", "crossing", "empty", "plain", "speaking"],
)
def test_the_text_stands_as_it_is(document: Document) -> None:
    page = Page(document.to_html())
    assert page.texts == [document.text]
    assert page.open == []


def test_line_ends_are_line_feeds_in_the_same_places() -> None:
    assert Page(Document("Eins\r\nzwei\rdrei").to_html()).texts == ["Eins \nzwei\ndrei"]


def test_the_page_of_a_small_article() -> None:
    """Golden, without style and script: the case is written by `python tests/test_page.py`."""
    assert body_of(full().to_html()) == CASE.read_text("utf-8")


def body_of(page: str) -> str:
    """The page between its head and its script, without the version."""
    body = page.partition("</head>\n")[2].partition('<script type="module">')[0]
    return re.sub(r"quoteattr \d[^,]*,", "quoteattr VERSION,", body)


@pytest.mark.parametrize("language", ["de", "en"])
def test_only_the_pages_own_script_and_style_may_run(language: str) -> None:
    page = article_page([("", full())], language)
    policy = html.unescape(next(iter(re.findall(r'Content-Security-Policy" content="([^"]*)"', page))))
    directives = dict(each.split(" ", 1) for each in policy.split("; "))
    for directive, start in (("script-src", '<script type="module">'), ("style-src", "<style>")):
        source = page.partition(start)[2].partition("</")[0]
        digest = b64encode(sha256(source.encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    assert "unsafe" not in policy


def test_nothing_of_a_hostile_article_is_markup() -> None:
    page = article_page(hostile())
    parsed, harmless = Page(page), Page(article_page([("", full())] * 2))
    assert {tag for tag, _ in parsed.elements} <= {tag for tag, _ in harmless.elements}
    assert {key for _, found in parsed.elements for key in found} <= {
        key for _, found in harmless.elements for key in found
    }
    assert all(link.startswith("#") or link == "data:," for link in parsed.values("href"))
    assert [tag for tag, _ in parsed.elements].count("script") == len(HOSTILE) + 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page)
    assert len(parsed.texts) == len(HOSTILE) == 20


def test_no_address_is_asked() -> None:
    page = Page(article_page([("a.txt", full())]))
    assert page.values("src") == []
    assert [link for link in page.values("href") if not link.startswith("#")] == ["data:,", "https://example.org/bad"]
    for names in (("page.css",), ("saving.js", "page.js"), STYLES, SCRIPTS):
        source = source_of(*names).replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|url\(|@import|\bimport\b|fetch|XMLHttp|eval\(|innerHTML", source)


def test_scripts_import_what_stands_above_them() -> None:
    """They are one script on a page, in this order; none is left out."""
    for names in (("saving.js", "page.js"), SCRIPTS):
        for place, name in enumerate(names):
            source = FOLDER.joinpath(name).read_text("utf-8")
            assert set(re.findall(r'from "\./([\w.]+)"', source)) <= set(names[:place])
    scripts = {path.name for path in FOLDER.iterdir() if path.name.endswith(".js")}
    assert scripts == {"page.js", *SCRIPTS}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org", 7])
def test_an_address_that_is_none_of_the_web_is_no_link(url: object) -> None:
    document = Document("Es regnet.", metadata={"url": url})
    assert Page(document.to_html()).values("href") == ["data:,"]


def test_titles() -> None:
    def title(page: str) -> str:
        return between(page, "title")

    assert title(full().to_html()) == "Das Bad – quoteattr"
    assert title(full().to_html("Bund/Land")) == "Bund/Land – quoteattr"
    assert title(Document("Es regnet.").to_html()) == "Es regnet. – quoteattr"
    assert title(article_page([("a", full()), ("b", full())])) == "Artikel – quoteattr"


def test_a_page_is_small() -> None:
    names = [f"Person {number}" for number in range(60)]
    document = speaking(*names)
    page = document.to_html().encode()
    assert len(page) < 250_000
    text = "Es regnet. " * 9000
    assert len(Document(text).to_html().encode()) - len(text.encode()) < 30_000


def test_rows_for_a_spreadsheet() -> None:
    rows = json.loads(full().to_html().partition('<script type="application/json">')[2].partition("</script>")[0])
    assert [row["id"] for row in rows] == ["q1", "q2", "q3", "q4", "q5"]
    assert rows[0]["speaker"] == "Jörg Maier"
    assert rows[0]["spans"] == "19:30+59:75"
    assert rows[0]["quotation"] == "„Wir haben“ … „alles geprüft.“"
    assert rows[2]["parent"] == "q2"
    assert rows[3]["speaker"] is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            "Von einem Programm gefunden, bitte an der Quelle prüfen | Zitat 99 %, Sprecher 97 % | "
            "Sprecher nur zu 60 % sicher | Sicherheit nur 35 % | wer spricht, ist offen | "
            "Es ist eine Zusage oder Ankündigung | Es spricht Kämmerer Jörg Maier | fortgesetzt indirekt",
        ),
        (
            "en",
            "Found by a program, check against the source | quotation 99 %, speaker 97 % | "
            "speaker only 60 % sure | confidence only 35 % | who speaks is open | "
            "It is a commitment or announcement | The speaker is Kämmerer Jörg Maier | indirect, continued",
        ),
    ],
)
def test_what_it_says(language: str, said: str) -> None:
    page = html.unescape(full().to_html(language=language))
    assert [words for words in said.split(" | ") if words not in page] == []


def test_a_language_that_is_none() -> None:
    with pytest.raises(OptionError, match="'fr'; give one of de, en"):
        full().to_html(language="fr")


def test_the_doubtful_ones_come_first() -> None:
    doubts = [(doubt.quote.id, doubt.reasons) for doubt in doubts_about(full())]
    assert doubts == [("q5", ("confidence", "speaker-confidence")), ("q4", ("no-speaker",))]


def test_every_word_is_used_and_has_its_places_in_both_languages() -> None:
    lines = [line for line in FOLDER.joinpath("words.tsv").read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    rows = [line.split("\t") for line in lines[1:]]
    places = {key: [sorted(re.findall(r"\{\w+\}", words)) for words in both] for key, *both in rows}
    assert [key for key, (german, english) in places.items() if german != english] == []
    sources = "".join(path.read_text("utf-8") for path in FOLDER.iterdir() if path.name.endswith("jinja"))
    package = resources.files("quoteattr") / "page"
    sources += "".join(path.read_text("utf-8") for path in package.iterdir() if path.name[-3:] == ".py")
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.iterdir() if path.name.endswith(".js"))
    used = set(re.findall(r'words\[f?["\']([\w.-]+)["\']\]', sources))
    used |= set(re.findall(r'\bsay\("([\w.-]+)"', scripts))
    used |= set(places) & set(re.findall(r'"([\w.-]+)"', scripts))
    families = {key for key in places for family in FAMILIES if key.startswith(family + ".")}
    assert set(places) - used - families == set()
    assert used - set(places) == set()
    assert {f"type.{kind}" for kind in QuoteType} <= set(places)


FAMILIES = (
    "type", "medium", "reporting", "commitment", "attitude", "doubt", "diagnostic", "column", "difference", "view",
    "order", "unit", "gender",
)  # fmt: skip
"""Words of which the key is put together: this and a label."""


def test_forty_speakers_have_forty_names_and_a_sign_returns_late() -> None:
    signs = list(signs_of(speaking(*["Anna Kern", "Arne Koch"] * 20)).values())
    assert len({sign.initials for sign in signs}) == 40
    assert [sign.initials for sign in signs[:3]] == ["AK", "AK2", "AK3"]
    assert len({(sign.colour, sign.pattern) for sign in signs[:32]}) == 32


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Anna von Kern", "AK"),
        ("Kreml", "Kr"),
        ("der Verein", "Ve"),
        ("1. FC Köln", "FK"),
        ("„“", "–"),
        ("李 强", "李强"),
        ("x", "x"),
    ],
)
def test_initials(name: str, initials: str) -> None:
    (sign,) = signs_of(speaking(name)).values()
    assert sign.initials == initials


# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
SEEN_BY = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopes": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopes": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopes": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(rgb: list[float], by: Sequence[Sequence[float]]) -> list[float]:
    return [sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in by]


def oklab(rgb: list[float]) -> list[float]:
    """Ottosson 2020: a space in which distances are as large as they look."""
    red, green, blue = (max(0.0, part) for part in rgb)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return [
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    ]


@pytest.mark.parametrize("seen_by", SEEN_BY)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_stay_apart_for_colour_blind_readers(seen_by: str, scheme: int) -> None:
    source = FOLDER.joinpath("page.css").read_text("utf-8")
    roots = re.findall(r":root \{(.*?)\}", source, re.DOTALL)
    colours = re.findall(r"--c[0-8]: (#\w{6});", roots[scheme])
    assert len(colours) == 9
    points = [
        oklab(
            [sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in SEEN_BY[seen_by]]
        )
        for colour in colours
    ]
    distances = {
        pair: sum((one - other) ** 2 for one, other in zip(points[pair[0]], points[pair[1]], strict=True)) ** 0.5
        for pair in combinations(range(9), 2)
    }
    closest = min(distances, key=distances.__getitem__)
    assert distances[closest] > 0.1, (colours[closest[0]], colours[closest[1]], distances[closest])


def test_the_text_of_the_example_is_what_its_offsets_say() -> None:
    assert all(" … ".join(span.of(TEXT) for span in quote.spans) == quote.text for quote in full().quotes)


if __name__ == "__main__":
    CASE.parent.mkdir(exist_ok=True)
    CASE.write_text(body_of(full().to_html()), encoding="utf-8")
