"""The commands of the archive."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from collection import as_found, collection

from quoteattr import Article, Config, Document, Weights
from quoteattr.cli import main

SAID = {said.article.id: said for said in collection()}


class Knowing:
    """Knows the articles of the collection."""

    weights, config, entities, model_name = Weights.german(), Config(), None, "known"

    def pipe(self, articles: Iterable[Article], *, processes: int = 1) -> Iterator[Document]:
        for article in articles:
            yield article.label(as_found(SAID[article.id]))


def run(*argv: object) -> int:
    try:
        return main([str(argument) for argument in argv], load=lambda *_: Knowing())  # type: ignore[arg-type]
    except SystemExit as stop:
        return int(str(stop.code))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    file = tmp_path / "articles.jsonl"
    lines = ({"id": said.article.id, "text": said.article.text, **said.article.metadata} for said in SAID.values())
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


@pytest.fixture
def archive(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "quotes.sqlite"
    assert run("archive", path, articles) == 0
    assert f"{len(SAID)} done; {path} has {len(SAID)} articles, {len(SAID)} quotations, 13 persons." in (
        capsys.readouterr().err
    )
    return path


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_morning(archive: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("archive", archive, articles) == 0
    assert "quoteattr: 0 done" in capsys.readouterr().err

    assert run("search", archive, "Moor*", "--since", "2031-01", "--format", "jsonl") == 0
    found = objects(capsys.readouterr().out)
    assert {each["speaker"] for each in found} == {"Wiebke Borkelund"}
    assert len(found) == 5

    assert run("variants", archive, "--difference", "other speaker", "--format", "jsonl") == 0
    witnesses = objects(capsys.readouterr().out)
    assert len({each["quotation"] for each in witnesses}) == 2
    assert [each["speaker"] for each in witnesses if each["differences"]] == ["Aylin Vossgard", "Roswitha Mielkenau"]

    assert run("ask", archive, "new-voices", "--since", "2031-02", "--format", "csv") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "person,name,first,quotes"
    assert all(line.split(",")[2] >= "2031-02" for line in lines[1:])


def test_text_is_for_people(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("variants", archive) == 0
    shown = capsys.readouterr().out
    assert "vollständig → teilweise" in shown
    assert "[]" not in shown
    assert run("search", archive, "Kamel") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "nothing found"


def test_a_phrase_is_one_argument(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", archive, "unter Schutz", "--format", "jsonl") == 0
    assert len(objects(capsys.readouterr().out)) == 5
    assert run("search", archive, "Schutz unter", "--format", "jsonl") == 0
    assert objects(capsys.readouterr().out) == []


def test_edits(archive: Path, articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edits = tmp_path / "edits.txt"
    edits.write_text("merge\tole-tarnowitz\twiebke-borkelund\n", encoding="utf-8")
    assert run("archive", archive, articles, "--edits", edits) == 0
    assert "12 persons" in capsys.readouterr().err
    edits.write_text("merge\tole-tarnowitz\n", encoding="utf-8")
    assert run("archive", archive, articles, "--edits", edits) == 2
    assert "edits.txt:1" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("search",), ("ask", "quoted"), ("variants",)])
def test_what_is_no_archive(command: tuple[str, ...], articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = articles.read_bytes()
    name, *rest = command
    assert run(name, articles, *rest) == 2
    assert "no SQLite file" in capsys.readouterr().err
    assert run(name, articles.with_name("none"), *rest) == 2
    assert "no such archive" in capsys.readouterr().err
    assert not articles.with_name("none").exists()
    assert run("archive", articles, articles) == 2
    assert articles.read_bytes() == before
