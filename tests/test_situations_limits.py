"""The command where something runs out: the disk, memory, time, or the patience with a stream without end."""

import io
import os
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from commanding import run, started, state
from parsers import Stub
from situations import SAID, Situation, check_situation, file, filled_folder

from quoteattr import Article, Config, Parse, QuoteAttributor
from quoteattr.corpus import database
from quoteattr.documents import reading_articles
from quoteattr.documents.sources.source import Source
from quoteattr.documents.sources.stream_copy import StreamCopy
from quoteattr.errors import InputError
from quoteattr.runs import Recipe
from quoteattr.unread import why_unread
from quoteattr.workers import Lost

resource = pytest.importorskip("resource", reason="limits are those of POSIX")


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    with filled_folder() as path:
        yield path


def limited(*arguments: str, **limits: int) -> tuple[int, str, str]:
    """Exit code, results and messages of the command with limits of the system, by their names there."""

    def limit() -> None:
        for name, value in limits.items():
            resource.setrlimit(getattr(resource, name), (value, value))

    process = started(*arguments, preexec_fn=limit)
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(), err.decode()


# A disk that is full


@pytest.mark.parametrize(("archive", "size"), [("new.sqlite", 1 << 13), ("q.sqlite", 140 << 10)])
def test_an_archive_on_a_full_disk_is_as_before(archive: str, size: int, folder: Path) -> None:
    assert run("archive", "q.sqlite", "texts") == 0
    Path("long.txt").write_text(f"{SAID} " * 10_000, encoding="utf-8")
    before = state(folder)
    code, out, err = limited("archive", archive, "long.txt", RLIMIT_FSIZE=size)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"{archive} cannot be written" in err
    assert state(folder) == before


def test_an_archive_that_another_process_holds(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("archive", "q.sqlite", "texts") == 0
    monkeypatch.setattr(database, "WAIT_S", 0.1)
    other = sqlite3.connect("q.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    for arguments in ("archive q.sqlite a.txt", "search q.sqlite Ja", "ask q.sqlite quoted"):
        check_situation(Situation(arguments, 2, "Another process is writing in q.sqlite"), folder, capsys)
    other.close()


@pytest.mark.parametrize("format_", ["jsonl", "text"])
def test_an_output_on_a_full_disk_is_named(format_: str, folder: Path) -> None:
    Path("rows.csv").write_text("text\n" + "Ja ja.\n" * 900, encoding="utf-8")
    before = state(folder)
    code, _, err = limited("rows.csv", "--format", format_, "--output", "new", RLIMIT_FSIZE=1 << 13)
    assert (code, state(folder) == before) == (2, True)
    assert "The output file new cannot be written: File too large. Make room" in err


def test_a_working_folder_that_is_gone(folder: Path) -> None:
    def leave() -> None:
        os.mkdir("gone")
        os.chdir("gone")
        os.rmdir("../gone")

    process = started(str(folder / "a.txt"), "--output", "new", preexec_fn=leave)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, err.count(b"quoteattr: ")) == (2, 1)  # the shell complains, too
    assert b"The output file new cannot be written: the working folder is not there any more. Change" in err


def test_standard_output_on_a_full_disk_is_named() -> None:
    with open("/dev/full", "wb") as full:
        process = started("formats", stdout=full)
        _, err = process.communicate(timeout=120)
    assert err.startswith(b"quoteattr: Standard output cannot be written: No space left on device. Make room")


# A stream without end


class Endless(io.RawIOBase):
    """The same line again and again."""

    given = 0

    def read(self, size: int = -1) -> bytes:
        assert self.given < 1 << 22, "it is read without end"
        self.given += size
        return b"y\n" * (size // 2)


def test_a_stream_without_end_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_articles, "Source", partial(Source, largest_whole=1 << 20))
    (found,) = reading_articles.articles_in(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert "<stdin> is larger than 1 MiB" in str(found)


def test_rows_without_end_are_read_as_they_come() -> None:
    class Rows(Endless):
        def read(self, size: int = -1) -> bytes:
            super().read(size)
            return b'{"text": "Ja."}\n' * 4096

    found = reading_articles.articles_in(["-"], stdin=Rows())  # type: ignore[arg-type]
    assert [next(found).article.text for _ in range(9)] == ["Ja."] * 9  # type: ignore[union-attr]


def test_what_begins_at_its_end_needs_one() -> None:
    copy = StreamCopy(Endless(), "<stdin>", 1 << 20)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="<stdin> is larger than 1 MiB, and this format is read from its end"):
        copy.opened().seek(0, io.SEEK_END)


def test_a_copy_is_read_from_any_place_by_several() -> None:
    copy = StreamCopy(io.BytesIO(b"abc\ndef"), "<stdin>")
    first, second = copy.opened(), copy.opened()
    assert (first.readline(), second.read(), first.read()) == (b"abc\n", b"abc\ndef", b"def")
    assert (first.seek(-3, io.SEEK_END), first.read(), first.seek(1), first.read()) == (4, b"def", 1, b"bc\ndef")


# Memory


LARGE = file("large.txt", "LARGE")


@pytest.mark.parametrize("command", ["", "speakers ", "page --output new ", "archive new "])
def test_a_text_too_large_for_memory_keeps_no_other_from_being_done(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    message = "large.txt was not read. It is too large."
    written = ("new",) if "new" in command else ()
    check_situation(Situation(f"{command}large.txt a.txt", 1, message, written, LARGE), folder, capsys)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process may have more memory than it is allowed")
def test_a_small_text_beside_a_large_one_needs_little_memory() -> None:
    Path("large.txt").write_text("😀 " * 6_000_000, encoding="utf-8")
    code, out, err = limited("large.txt", "a.txt", RLIMIT_AS=180_000 << 10)
    assert (code, out.startswith("a.txt: 1 quotation"), err.count("\n")) == (1, True, 1)
    assert "large.txt needs more memory than there is" in err


def test_memory_runs_out_for_one_text() -> None:
    class Small(Stub):
        def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
            if any("groß" in text for text in texts):
                raise RuntimeError("DefaultCPUAllocator: can't allocate memory") if "groß" in texts[0] else MemoryError
            return super().parse(texts)

    attributor = QuoteAttributor(Small(), config=Config(second_opinion=False))
    found = list(attributor.pipe([SAID, "groß", SAID, SAID]))
    assert [why_unread(document) for document in found] == [
        "", "Each process that read this text had not enough memory for it.", "", "",
    ]  # fmt: skip
    assert [document.text for document in found] == [SAID, "groß", SAID, SAID]


def test_a_file_too_large_for_memory(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def content(source: Source) -> bytes:
        if source.name == "a.txt":
            raise MemoryError
        return SAID.encode()

    monkeypatch.setattr(Source, "content", content)
    check_situation(Situation("a.txt b.txt", 1, "a.txt needs more memory than there is"), folder, capsys)


def test_memory_that_runs_out_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def dumps(data: object) -> str:
        raise MemoryError

    monkeypatch.setattr("quoteattr.documents.writers.json_lines.dumps", dumps)
    check_situation(Situation("a.txt --format jsonl --output new", 2, "There is not enough memory"), folder, capsys)


def test_memory_that_runs_out_in_a_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(self: Stub, texts: Sequence[str]) -> Iterator[Parse]:
        if any("groß" in text for text in texts):
            raise MemoryError
        return parsed(self, texts)

    parsed = Stub.parse
    monkeypatch.setattr(Stub, "parse", parse)
    first, second = Recipe(Stub()).lines_of()([Article("1", SAID), Article("2", "groß")])
    assert isinstance(first, str)
    assert isinstance(second, Lost)
    assert second.reason == "had not enough memory for it"
