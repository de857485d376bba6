"""Paragraphs and headings of raw text."""

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import articles, texts

from quoteattr.text.layout import paragraphs

WRAPPED = """\
Streit um die neue Brücke

Die Brücke über den Fluss bleibt bis zum Frühjahr gesperrt, weil
Gutachter am Dienstag in den Pfeilern tiefe Risse gefunden haben.
Das teilte die Stadt am Abend mit. Der Verkehr werde weiträumig
umgeleitet, hieß es.
Anwohner reagierten verärgert. Viele hatten von der Sperrung erst
am Morgen im Radio erfahren.
"""


def _texts_of(text: str) -> list[str]:
    return [paragraph.span.of(text) for paragraph in paragraphs(text)]


def _headings_of(text: str) -> list[str]:
    return [paragraph.span.of(text) for paragraph in paragraphs(text) if paragraph.heading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Eins.", ["Eins."]),
        ("  Eins.  \n\n\n Zwei. ", ["Eins.", "Zwei."]),
        ("Eins.\nZwei.", ["Eins.", "Zwei."]),
        ("Eins.\r\nZwei.\r\rDrei.", ["Eins.", "Zwei.", "Drei."]),
        ("Eins.\u2028Zwei.\u2029Drei.", ["Eins.", "Zwei.", "Drei."]),
        ("Eins.\n \nZwei.", ["Eins.", "Zwei."]),
        ("Der Konzern\nwurde verurteilt.", ["Der Konzern\nwurde verurteilt."]),
        ("Er kam,\nsah und ging.", ["Er kam,\nsah und ging."]),
        ("Der Konzern\n\nwurde verurteilt.", ["Der Konzern", "wurde verurteilt."]),
        ("Er kam.\nund ging.", ["Er kam.", "und ging."]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert _texts_of(text) == expected


def test_lines_broken_at_a_column_are_joined() -> None:
    found = _texts_of(WRAPPED)
    assert [text.split()[0] for text in found] == ["Streit", "Die", "Anwohner"]
    assert _headings_of(WRAPPED) == ["Streit um die neue Brücke"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Streit um die neue Brücke", True),
        ("„Wir bleiben“", True),
        ("Wir bleiben!", False),
        ("Wir bleiben.", False),
        ("„Wir bleiben.“", False),
        ("Die Stadt im Wortlaut:", False),
        ("Die Stadt, der Landkreis,", False),
        ("- höhere Löhne", False),
        ("• höhere Löhne", False),
        ("Eine Zeile ohne Punkt, die viel zu lang für eine Überschrift ist, " * 2 + "wie jeder sieht", False),
    ],
)
def test_headings(line: str, expected: bool) -> None:
    first, *_ = [each for each in paragraphs(f"{line}\n\nDie Brücke ist gesperrt.") if each.opening is None]
    assert first.heading is expected


def test_the_last_line_is_above_nothing() -> None:
    assert _headings_of("Er sagte, es regne") == []


@given(texts())
def test_paragraphs_hold_everything_but_white_space(text: str) -> None:
    found = paragraphs(text)
    position = 0
    for paragraph in found:
        assert not text[position : paragraph.span.start].strip()
        assert paragraph.span.of(text) == paragraph.span.of(text).strip()
        position = paragraph.span.end
    assert not text[position:].strip()


@given(texts())
def test_blank_lines_always_separate(text: str) -> None:
    front = "Am Dienstag regnete es."
    assert _texts_of(f"{front}\n\n{text}") == [front, *_texts_of(text)]


@given(st.lists(articles().map(lambda article: " ".join(article.text.split())), min_size=2, max_size=4), st.data())
def test_wrapping_keeps_the_paragraphs(articles: list[str], data: st.DataObject) -> None:
    width = data.draw(st.integers(60, 80))
    blocks = [textwrap.fill(text, width, break_on_hyphens=False) for text in articles]
    continued = [line[0].islower() for block in blocks for line in block.split("\n")[1:]]
    assume(sum(continued) >= 2 and sum(continued) * 3 > len(continued))
    assert _texts_of("\n\n".join(blocks)) == blocks
