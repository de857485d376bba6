"""Output formats: each writes, byte for byte, what its case says, and a new one is found by being there.

A case of `quoteattr` (`cases/writers/NAME.txt`) holds what is written for one text, a line of `=`, and what is written
for a list of two; one of `quoteattr speakers` (`cases/speaker_tables/NAME.txt`) what is written for both together.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quoteattr import Cue, CueKind, Document, Entity, EntityKind, Mention, Quote, QuoteType, Span, Speaker, Via, extras
from quoteattr.cli import main
from quoteattr.corpus import answers
from quoteattr.corpus.table import Table
from quoteattr.documents import speaker_tables, writers
from quoteattr.documents.registry import writers_in
from quoteattr.documents.speaker_counts import count_speakers
from quoteattr.documents.writers import Results

CASES = Path(__file__).parent / "cases"
BETWEEN = "=" * 20 + "\n"
PACKAGES = pytest.mark.parametrize("package", [writers, speaker_tables], ids=["writers", "speaker_tables"])


def mention(text: str, words: str) -> Mention:
    span = Span(text.index(words), text.index(words) + len(words))
    return Mention((span,), words, span)


def documents() -> Iterator[tuple[str, Document]]:
    """A quotation in another one, by two speakers; and a text without quotations, with an odd sign."""
    text = "Kern sagte, der Rat finde das „zu teuer“."
    kern = Entity("e1", "Anna Kern", EntityKind.PERSON, ("Kern",), (mention(text, "Kern"),), "f", "sg", "Q1")
    council = Entity("e2", "Rat", EntityKind.ORGANISATION, mentions=(mention(text, "der Rat"),))
    outer = Quote(
        "q1", QuoteType.INDIRECT, None, (Span(12, 40),), text[12:40],
        cue=Cue((Span(5, 10),), "sagte", "sagen", CueKind.VERB, "sagen"),
        frame=(Span(0, 11),), speaker=Speaker(mention(text, "Kern"), kern, Via.EXPLICIT, 0.97), confidence=0.9,
    )  # fmt: skip
    inner = Quote(
        "q2", QuoteType.DIRECT, None, (Span(30, 40),), text[30:40],
        speaker=Speaker(mention(text, "der Rat"), council, Via.EXPLICIT), parent="q1", confidence=0.75,
    )  # fmt: skip
    yield "a.txt", Document(text, (outer, inner), (kern, council), model="none")
    yield "b.txt", Document("Es regnet \ud800.", model="none")


def written(package: ModuleType, name: str, result: object) -> str:
    writer = writers_in(package)[name]
    if extras.missing(writer.extra):
        pytest.skip(extras.install_line(writer.extra))
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", errors="backslashreplace", newline="\n")
    writer.write(result, stream)
    stream.flush()
    return shown(content.getvalue())


def shown(content: bytes) -> str:
    """What is written as text: of an archive all files, of Parquet the rows."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "".join(f"--- {name}\n{archive.read(name).decode()}\n" for name in archive.namelist())
    if content.startswith(b"PAR1"):
        from pyarrow.parquet import read_table

        return "".join(f"{row}\n" for row in read_table(io.BytesIO(content)).to_pylist())
    return content.decode()


def case(package: ModuleType, name: str) -> str:
    return (CASES / package.__name__.rpartition(".")[2] / f"{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("name", writers_in(writers))
def test_documents(name: str) -> None:
    one = written(writers, name, Results(list(documents())[:1], many=False))
    many = written(writers, name, Results(documents(), many=True))
    assert one + BETWEEN + many == case(writers, name)


@pytest.mark.parametrize("name", writers_in(speaker_tables))
def test_speaker_tables(name: str) -> None:
    counted = count_speakers(document for _, document in documents())
    assert written(speaker_tables, name, counted) == case(speaker_tables, name)


@PACKAGES
def test_each_module_is_a_format_and_each_has_a_case(package: ModuleType) -> None:
    (folder,) = package.__path__
    names = list(writers_in(package))
    assert len(names) == len(list(Path(folder).glob("[!_]*.py"))) > 2
    assert sorted(file.stem for file in (CASES / Path(folder).name).iterdir()) == sorted(names)
    assert "text" in names


@pytest.mark.parametrize("start", list("=+-@\t\r"))
@pytest.mark.parametrize("package", [writers, speaker_tables, answers], ids=lambda package: package.__name__)
def test_no_cell_for_a_spreadsheet_is_a_formula(package: ModuleType, start: str) -> None:
    name = f'{start}HYPERLINK("http://example.org")'
    document = Document(
        f"{name} sagte: „{start}1“.",
        (
            Quote("q1", QuoteType.DIRECT, None, (Span(len(name) + 8, len(name) + 12),), f"„{start}1“",
                  speaker=Speaker(None, Entity("e1", name, EntityKind.PERSON), Via.EXPLICIT, 0.5)),
        ),
        (Entity("e1", name, EntityKind.PERSON),), id=name, metadata={name: name},
    )  # fmt: skip
    result = {
        writers: Results([(name, document)], many=False),
        speaker_tables: count_speakers([document]),
        answers: Table(("speaker", name), ((name, -1),)),
    }[package]
    rows = list(csv.reader(io.StringIO(written(package, "spreadsheet", result), newline="")))
    assert rows[0][0].startswith("\ufeff")
    cells = [cell for row in rows for cell in row]
    assert f"'{name}" in cells
    assert [cell for cell in cells if cell.startswith(start) and cell != "-1"] == []


@PACKAGES
def test_a_new_module_is_a_new_format(
    package: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known = list(writers_in(package))
    (tmp_path / "a_new_one.py").write_text(
        "from quoteattr.documents.registry import Writer\n"
        "WRITER = Writer('new', 'what is new', lambda result, stream: stream.write('as new'))\n"
    )
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    assert list(writers_in(package)) == ["new", *known]
    with pytest.raises(SystemExit):
        main(["attribute" if package is writers else "speakers", "--help"])
    told = "".join(capsys.readouterr().out.split())
    assert f"--format{{new,{','.join(known)}}}" in told
    assert main(["formats"]) == 0
    assert "  new          what is new\n" in capsys.readouterr().out
