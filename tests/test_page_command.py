"""`quoteattr page`: what it takes, what it writes where, how it ends."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import Page

from quoteattr.article import Article, article_of
from quoteattr.cli import main
from quoteattr.model import Document, Quote, QuoteType, Span


class Fake:
    """Takes the first four characters of every text for a direct quotation."""

    def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
        for text in (article_of(item).text for item in texts):
            yield Document(text, (Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), text[:4]),))


def run(*arguments: object) -> int:
    def load(model: Any, config: Any, entities: Any) -> Fake:
        return Fake()

    return main(["page", *map(str, arguments)], load=load)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("„Ja“, sagte sie.", encoding="utf-8")
    (folder / "b.txt").write_text("„Ja“, sagte er.", encoding="utf-8")
    return folder


def test_a_page_in_a_file(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run(folder / "a.txt", "--output", target) == 0
    page = target.read_text("utf-8")
    assert page.startswith("<!doctype html>\n")
    assert Page(page).texts == ["„Ja“, sagte sie."]
    assert '<html lang="de">' in page


def test_several_texts_are_one_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--language", "en") == 0
    page = capsys.readouterr().out
    assert Page(page).texts == ["„Ja“, sagte sie.", "„Ja“, sagte er."]
    assert '<a href="#a2">b.txt</a>' in page
    assert '<html lang="en">' in page


def test_what_cannot_be_read_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder / "a.txt", folder / "c.txt") == 1
    assert "c.txt: no such file" in capsys.readouterr().err
    assert run(folder / "c.txt") == 2
    assert run(folder / "a.txt", "--output", folder) == 2
    assert capsys.readouterr().out == ""
