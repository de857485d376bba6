"""Parses that are kept: a text is parsed once for each model."""

import multiprocessing
from collections.abc import Iterator, Sequence
from hashlib import sha256
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from attrs import evolve

from quoteattr.errors import InputError
from quoteattr.model import Diagnostic, Span
from quoteattr.parsing.cached import CachedParser
from quoteattr.tree import Parse, Sentence, Token

TEXTS = [f"Text {number} " + "und so weiter" * 2000 for number in range(20)]
"""Long enough that writing one takes a while."""


class Counting:
    """Parses a text as one word a sentence and counts the texts."""

    name = "counting 1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        for text in texts:
            self.asked.append(text)
            yield Parse(
                text,
                (Sentence((Token(0, text, text, "X", "", {}, start=0, end=len(text)),)),),
                model=self.name,
            )


@pytest.fixture
def parser() -> Counting:
    return Counting()


def test_a_text_is_parsed_once(tmp_path: Path, parser: Counting) -> None:
    folder = tmp_path / "parses"
    first = list(CachedParser(folder, parser.name, lambda: parser).parse(["Ja", "Nein", "Ja"]))
    second = list(CachedParser(folder, parser.name, lambda: pytest.fail("loaded")).parse(["Nein", "Ja"]))
    assert parser.asked == ["Ja", "Nein"]
    assert [parse.text for parse in first] == ["Ja", "Nein", "Ja"]
    assert [parse.text for parse in second] == ["Nein", "Ja"]
    assert second[1].sentences[0].tokens == first[0].sentences[0].tokens


def test_what_was_odd_is_kept(tmp_path: Path, parser: Counting) -> None:
    odd = (Diagnostic("long-sentence", Span(0, 2), "über 250\nWörter"), Diagnostic("x", None, "\ud800"))

    class Doubting(Counting):
        def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
            return (evolve(parse, diagnostics=odd) for parse in super().parse(texts))

    for behind in (Doubting, lambda: pytest.fail("loaded")):
        (parse,) = CachedParser(tmp_path, parser.name, behind).parse(["Ja"])
        assert parse.diagnostics == odd


def test_a_parse_of_an_older_version_is_made_anew(tmp_path: Path, parser: Counting) -> None:
    list(CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"]))
    (file,) = tmp_path.iterdir()
    content = b"1\tJa\tJa\tX\t_\t_\t0\troot\t_\t_\n\n"
    file.write_bytes(f"# quoteattr parse 2 {sha256(content).hexdigest()}\n".encode() + content)
    list(CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"]))
    assert parser.asked == ["Ja", "Ja"]


def test_another_model_has_its_own_parses(tmp_path: Path, parser: Counting) -> None:
    list(CachedParser(tmp_path, "counting 1", lambda: parser).parse(["Ja"]))
    list(CachedParser(tmp_path, "counting 2", lambda: parser).parse(["Ja"]))
    assert parser.asked == ["Ja", "Ja"]


def test_no_half_parse_stays(tmp_path: Path, parser: Counting) -> None:
    list(CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"]))
    assert [path.suffix for path in tmp_path.iterdir()] == [".conllu"]


def test_a_parse_with_other_paragraphs_is_made_anew(tmp_path: Path, parser: Counting) -> None:
    text = "Eins.\n\nZwei."  # the parser takes it for one sentence, as if the layout had found one paragraph
    for _ in range(2):
        list(CachedParser(tmp_path, parser.name, lambda: parser).parse([text]))
    assert parser.asked == [text, text]


@pytest.mark.parametrize("damage", [b"", b"\n", b"# quoteattr parse 1 0\n", b"1\tJa\tJa\tX\t_\t_\t0\troot\t_\t_\n\n"])
def test_a_damaged_file_is_parsed_anew(
    tmp_path: Path, parser: Counting, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (first,) = CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"])
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for content in (damage, whole[:-9], whole.replace(b"Ja", b"Na"), whole + b"#\n"):
        file.write_bytes(content)
        (again,) = CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"])
        assert again.sentences[0].tokens == first.sentences[0].tokens
        assert file.read_bytes() == whole
        assert str(file) in caplog.text
        caplog.clear()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, parser: Counting) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "folder"):
        with pytest.raises(InputError, match=r"kept in .*file.*: Not a directory\. Give another folder"):
            list(CachedParser(folder, parser.name, lambda: parser).parse(["Ja"]))


def test_a_folder_in_the_place_of_a_parse_is_told(tmp_path: Path, parser: Counting) -> None:
    list(CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"]))
    (file,) = tmp_path.iterdir()
    file.unlink()
    file.mkdir()
    with pytest.raises(InputError, match=r"\.conllu: Is a directory\. .* remove what is in the way"):
        list(CachedParser(tmp_path, parser.name, lambda: parser).parse(["Ja"]))


def write_together(folder: Path, together: Barrier, wrong: SimpleQueue[list[str]]) -> None:
    """What each process does: it parses as the others do, and writes the same files at the same moment."""

    class Waiting(Counting):
        def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
            for parse in super().parse(texts):
                together.wait(timeout=60)
                yield parse

    parses = CachedParser(folder, "counting 1", Waiting).parse(TEXTS)
    wrong.put([text for text, parse in zip(TEXTS, parses, strict=True) if parse.text != text])


def test_three_processes_write_to_one_folder(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    together, wrong = context.Barrier(3), context.SimpleQueue()
    processes = [context.Process(target=write_together, args=(tmp_path, together, wrong)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=120)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert [wrong.get() for _ in processes] == [[], [], []]
    assert {path.suffix for path in tmp_path.iterdir()} == {".conllu"}
    kept = CachedParser(tmp_path, "counting 1", lambda: pytest.fail("a parse was lost")).parse(TEXTS)
    assert [parse.text for parse in kept] == TEXTS
