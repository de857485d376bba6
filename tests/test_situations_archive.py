"""The commands over archives, runs and the installation in every situation: as in `test_situations.py`."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import run, started, state
from parsers import Stub
from situations import SAID, Situation, check_situation, file, filled_folder, link

from quoteattr.cli import run_shards
from quoteattr.runs import Recipe, RunFolder, shards_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions are those of POSIX")

ROWS = "".join(json.dumps({"id": f"a{number}", "text": SAID}) + "\n" for number in range(3))


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of all situations, an archive of its two texts, and rows for runs; these by no model."""
    monkeypatch.setattr(run_shards, "Recipe", lambda *_: Recipe(Stub()))
    with filled_folder() as path:
        assert run("archive", "q.sqlite", "texts") == 0
        Path("rows").mkdir()
        Path("rows/one.jsonl").write_text(ROWS, encoding="utf-8")
        Path("rows/two.jsonl").write_text(ROWS, encoding="utf-8")
        yield path


def half(name: str, of: str) -> None:
    content = Path(of).read_bytes()
    Path(name).write_bytes(content[: len(content) // 2])


def other_version() -> None:
    with sqlite3.connect("q.sqlite") as archive:
        archive.execute("pragma user_version = 99")
    archive.close()


SAME = "is one of the files that are read"
SITUATIONS = {
    # an archive is written
    "archive-anew": Situation("archive new.sqlite a.txt", 0, "1 done", ("new.sqlite",)),
    "archive-nothing-new": Situation("archive q.sqlite texts", 0, "0 done"),
    "archive-quiet": Situation("archive q.sqlite texts -q", 0),
    "archive-over-its-input": Situation("archive a.txt a.txt", 2, SAME),
    "archive-over-its-input-by-a-link": Situation("archive l a.txt", 2, SAME, before=link("a.txt", "l")),
    "archive-over-its-edits": Situation(
        "archive e.txt a.txt --edits e.txt", 2, SAME, before=file("e.txt", "# none\n")
    ),
    "archive-over-a-text": Situation("archive b.txt a.txt", 2, "no SQLite file"),
    "archive-over-a-folder": Situation("archive texts a.txt", 2, "texts is a folder"),
    "archive-in-no-folder": Situation("archive no/q.sqlite a.txt", 2, "Make the folder"),
    "archive-of-nothing-there": Situation("archive new.sqlite no.txt", 2, "no such file or folder"),
    "archive-of-nothing-readable": Situation("archive new.sqlite latin.txt", 2, "iconv"),
    "archive-of-one-of-two": Situation("archive new.sqlite no.txt a.txt", 1, "1 done", ("new.sqlite",)),
    "archive-of-an-archive": Situation("archive new.sqlite q.sqlite", 2, "q.sqlite"),
    "archive-with-no-edits-there": Situation("archive q.sqlite texts --edits no.txt", 2, "no.txt"),
    "archive-with-wrong-edits": Situation(
        "archive q.sqlite texts --edits e.txt", 2, "e.txt:1", before=file("e.txt", "merge\tone\n")
    ),
    "archive-half-there": Situation(
        "archive h.sqlite a.txt", 2, "h.sqlite", before=lambda: half("h.sqlite", "q.sqlite")
    ),
    "archive-of-another-version": Situation("archive q.sqlite a.txt", 2, "q.sqlite", before=other_version),
    "archive-on-a-full-disk": Situation("archive /dev/full a.txt", 2, "/dev/full"),
    # an archive is asked
    "search": Situation("search q.sqlite Ja", 0),
    "search-nothing-found": Situation("search q.sqlite Nein", 0),
    "search-signs-are-words": Situation("search q.sqlite * \" ( AND NEAR", 0),
    "search-no-date": Situation("search q.sqlite --since gestern", 2, "gestern"),
    "search-no-stance": Situation("search q.sqlite --stance nonsense", 2, "nonsense"),
    "search-no-type": Situation("search q.sqlite --type nonsense", 2, "nonsense"),
    "search-no-limit": Situation("search q.sqlite --limit -1", 2, "-1"),
    "search-no-confidence": Situation("search q.sqlite --min-confidence nan", 2, "confidence is nan; give"),
    "search-into-the-archive": Situation("search q.sqlite Ja --output q.sqlite", 2, SAME),
    "search-into-the-archive-by-a-link": Situation(
        "search q.sqlite Ja --output l", 2, SAME, before=link("q.sqlite", "l")
    ),
    "search-into-a-file": Situation("search q.sqlite Ja --format csv --output new", 0, written=("new",)),
    "search-into-no-folder": Situation("search q.sqlite Ja --output no/new", 2, "Make the folder"),
    "search-onto-a-full-disk": Situation("search q.sqlite Ja --output /dev/full", 2, "No space left"),
    "search-no-archive-there": Situation("search no.sqlite Ja", 2, "no such archive"),
    "search-a-text": Situation("search a.txt Ja", 2, "no SQLite file"),
    "search-a-folder": Situation("search texts Ja", 2, "texts"),
    "search-an-empty-file": Situation("search e.sqlite Ja", 2, "e.sqlite", before=file("e.sqlite", "")),
    "archive-into-an-empty-file": Situation(
        "archive e.sqlite a.txt", 0, "1 done", ("e.sqlite",), before=file("e.sqlite", "")
    ),
    "search-half-an-archive": Situation(
        "search h.sqlite Ja", 2, "h.sqlite", before=lambda: half("h.sqlite", "q.sqlite")
    ),
    "search-another-version": Situation("search q.sqlite Ja", 2, "q.sqlite", before=other_version),
    "ask": Situation("ask q.sqlite quoted", 0),
    "ask-nonsense": Situation("ask q.sqlite nonsense", 2, "nonsense"),
    "ask-no-date": Situation("ask q.sqlite new-voices --since gestern", 2, "gestern"),
    "ask-a-day-of-what-has-none": Situation("ask q.sqlite quoted --since 2031", 2, "--since is of new-voices"),
    "ask-a-period-of-what-has-none": Situation("ask q.sqlite genders --period day", 2, "--period is of quoted"),
    "ask-into-the-archive": Situation("ask q.sqlite quoted --output q.sqlite", 2, SAME),
    "variants": Situation("variants q.sqlite --all", 0),
    "variants-nonsense": Situation("variants q.sqlite --difference nonsense", 2, "nonsense"),
    "variants-into-the-archive": Situation("variants q.sqlite --output q.sqlite", 2, SAME),
    "page-of-an-archive": Situation("page q.sqlite --output new.html", 0, written=("new.html",)),
    "page-over-the-archive": Situation("page q.sqlite --output q.sqlite", 2, SAME),
    # runs
    "run": Situation(
        "run rows --output out -q", 0, written=("out", "out/run.json", "out/one.jsonl", "out/two.jsonl")
    ),
    "run-again": Situation(
        "run rows --output out", 0, "6 of 6 articles in 2 shards", before=lambda: run("run", "rows", "--output", "out")
    ),
    "run-into-its-input": Situation("run rows --output rows", 2, "rows"),
    "run-into-a-file": Situation("run rows --output a.txt", 2, "a.txt is a file"),
    "run-into-another-run": Situation(
        "run rows/one.jsonl --output out", 2, "another run: ", before=lambda: run("run", "rows", "--output", "out")
    ),
    "run-nothing-there": Situation("run no.jsonl --output out", 2, "no.jsonl"),
    "run-a-text": Situation("run a.txt --output out", 2, "a.txt"),
    "run-a-folder-of-texts": Situation("run texts --output out", 2, "texts"),
    "run-one-row-of-nonsense": Situation(
        "run rows --output out", 1, "two, row 1",
        ("out", "out/run.json", "out/one.jsonl", "out/two.jsonl", "out/two.failures.jsonl"),
        before=file("rows/two.jsonl", "nonsense\n" + ROWS),
    ),
    "run-a-broken-link": Situation(
        "run rows --output out", 1, "l.jsonl", ("out", "out/run.json", "out/one.jsonl", "out/two.jsonl"),
        before=link("no", "rows/l.jsonl"),
    ),
    "run-no-shards": Situation("run rows --output out --shards 0", 2, "'0' is no whole number from 1 on"),
    "run-no-jobs": Situation("run rows --output out --jobs 0", 2, "'0' is no whole number from 1 on"),
    "run-an-address-without-ray": Situation("run rows --output out --address x", 2, "--engine ray"),
    # the installation
    "completion": Situation("completion bash", 0),
    "completion-of-no-shell": Situation("completion tcsh", 2, "'tcsh'"),
    "doctor": Situation("doctor --json", 0),
    "doctor-with-a-folder": Situation("doctor --parses parses", 0),
    "doctor-with-a-file": Situation("doctor --parses a.txt", 1),
    "compare": Situation("compare found.jsonl found.jsonl --gold gold.jsonl", 0),
    "compare-nothing-there": Situation("compare found.jsonl no.jsonl --gold gold.jsonl", 2, "no.jsonl"),
    "compare-a-text": Situation("compare found.jsonl a.txt --gold gold.jsonl", 2, "a.txt"),
    "compare-without-gold": Situation("compare found.jsonl found.jsonl", 2, "--gold"),
    "speakers-of-one-of-two": Situation("speakers no.txt a.txt", 1, "no such file or folder"),
    "formats": Situation("formats", 0),
    "no-such-command": Situation("nonsense", 2, "nonsense"),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS.keys())
def test_situation(situation: Situation, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_situation(situation, folder, capsys)


ASKED = ("search q.sqlite Ja", "ask q.sqlite quoted", "variants q.sqlite --all", "completion zsh", "formats")


@pytest.mark.parametrize("command", ASKED)
@pytest.mark.parametrize("stream", ["full", "closed", "gone"])
def test_standard_output_that_takes_nothing(command: str, stream: str, folder: Path) -> None:
    before = state(folder)
    if stream == "closed":
        process = started(*command.split(" "), closed=[1])
    elif stream == "full":
        with open("/dev/full", "wb") as full:
            process = started(*command.split(" "), stdout=full)
    else:
        end, start = os.pipe()
        os.close(end)
        process = started(*command.split(" "), stdout=start)
        os.close(start)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, b"Traceback" in err) == (141 if stream == "gone" else 2, False)
    assert err.count(b"\n") == (0 if stream == "gone" else 1)
    assert state(folder) == before


@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}]
)
@pytest.mark.parametrize("command", ["search q.sqlite Ja", "search q.sqlite Ja --output new", "page q.sqlite"])
def test_locales(locale: dict[str, str], command: str) -> None:
    out, err = started(*command.split(" "), env=locale).communicate(timeout=120)
    assert err == b""
    assert "„Ja“" in (Path("new").read_bytes() if "new" in command else out).decode("utf-8")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_archive_as_it_was(number: int, folder: Path) -> None:
    before = state(folder)
    Path("wait.txt").write_text("WAIT", encoding="utf-8")
    process = started("archive", "q.sqlite", "a.txt", "wait.txt")
    until = time.monotonic() + 100
    while not Path("waiting").exists():
        assert time.monotonic() < until
        time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=120)
    assert (process.returncode, b"Traceback" in err) == (128 + number, False)
    for name in ("wait.txt", "waiting"):
        Path(name).unlink()
    assert state(folder) == before


@pytest.mark.parametrize(("seconds", "option", "told"), [(0, "", 2), (30, "", 0), (30, " --verbose", 2), (0, " -q", 0)])
def test_a_run_tells_its_progress_in_lines(
    seconds: float, option: str, told: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_shards, "SECONDS_BETWEEN", seconds)
    assert run(*f"run rows --output out{option}".split(" ")) == 0
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("quoteattr: ") for line in lines)
    assert sum("of 6 articles so far." in line for line in lines) == told


def test_two_runs_into_one_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with RunFolder.opened(Path("out"), shards_of(Path("rows")), Recipe(Stub())):
        check_situation(Situation("run rows --output out", 2, "Another run works in out"), folder, capsys)


@pytest.mark.parametrize("kind", ["archive l.sqlite texts", "run rows --output ./l -q"])
@pytest.mark.parametrize("name", ["a b", "ä", "\udcff", "a\x1b[31m\n\u202e", "%s{}"])
def test_odd_names(kind: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Names are written as they are, and shown without what would steer a terminal."""
    words = [word.replace("l.sqlite", name).replace("./l", f"./{name}") for word in kind.split(" ")]
    assert run(*words) == 0
    assert Path(name).exists()
    out, err = capsys.readouterr()
    assert not (set(out + err) & {"\x1b", "\u202e"})


def test_a_read_only_archive_can_be_asked(folder: Path) -> None:
    os.chmod("q.sqlite", 0o444)
    before = state(folder)
    assert run("search", "q.sqlite", "Ja") == 0
    assert run("ask", "q.sqlite", "quoted") == 0
    assert state(folder) == before
