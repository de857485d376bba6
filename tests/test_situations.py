"""The command in every situation: exit code, message, and what is in the folder before and after.

Nothing that is read ever changes; what is written is whole; nothing else is left behind.
"""

import contextlib
import gzip
import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import load, run, started, state
from situations import GOLD, SAID, Situation, both, check_situation, file, filled_folder, link

ODD = "a\x1b[31m\n\u202e.txt"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and permissions are those of POSIX")


@pytest.fixture(autouse=True)
def folder() -> Iterator[Path]:
    with filled_folder() as path:
        yield path


FAR = json.dumps(GOLD).replace('"charEnd": 4', '"charEnd": 99')
HUGE = json.dumps(GOLD).replace('"charEnd": 4', f'"charEnd": {"9" * 5000}')
NESTED = "[" * 100_000
SAME = "is one of the files that are read"
SITUATIONS = {
    # writing over what is read
    "output-is-the-input": Situation("a.txt --output a.txt", 2, SAME),
    "output-is-the-input-by-another-path": Situation("./texts/../a.txt --output a.txt", 2, SAME),
    "output-is-a-link-to-the-input": Situation("a.txt --output l.txt", 2, SAME, before=link("a.txt", "l.txt")),
    "input-is-a-link-to-the-output": Situation("l.txt --output a.txt", 2, SAME, before=link("a.txt", "l.txt")),
    "output-is-a-hard-link": Situation("a.txt --output h.txt", 2, SAME, before=lambda: os.link("a.txt", "h.txt")),
    "output-is-in-the-folder": Situation("texts --output texts/d.txt", 2, SAME),
    "output-through-a-linked-folder": Situation("texts --output t/d.txt", 2, SAME, before=link("texts", "t")),
    "output-is-one-of-many": Situation("a.txt b.txt --output b.txt", 2, SAME),
    "output-is-an-unreadable-input": Situation("a.txt latin.txt --output latin.txt", 2, SAME),
    "output-is-the-gazetteer": Situation("a.txt --entities people.json --output people.json", 2, SAME),
    "page-over-the-input": Situation("page a.txt --output a.txt", 2, SAME),
    "speakers-over-the-input": Situation("speakers a.txt --output a.txt", 2, SAME),
    "speakers-over-the-gazetteer": Situation("speakers a.txt --entities people.json --output people.json", 2, SAME),
    "predictions-over-gold": Situation("evaluate gold.jsonl --predictions gold.jsonl", 2, SAME),
    "predictions-in-the-corpus": Situation("evaluate corpus --predictions corpus/ja.json", 2, SAME),
    "plot-over-gold": Situation("evaluate gold.jsonl --plot gold.jsonl", 2, SAME),
    "plot-over-predictions": Situation("evaluate gold.jsonl --score found.jsonl --plot found.jsonl", 2, SAME),
    "plot-and-predictions-are-one": Situation("evaluate gold.jsonl --predictions new --plot new", 2, SAME),
    "plot-and-predictions-are-one-by-a-link": Situation(
        "evaluate gold.jsonl --predictions n/new --plot new", 2, SAME, before=link(".", "n")
    ),
    "a-file-of-the-folder-that-is-no-text": Situation(
        "texts --output texts/out.jsonl", 0, written=("texts/out.jsonl",), before=file("texts/out.jsonl", "old")
    ),
    "what-is-kept-would-be-over-the-input": Situation(
        "new.partial --keep --output new", 2, SAME, before=file("new.partial")
    ),
    "what-is-kept-would-be-over-the-gazetteer": Situation(
        "a.txt --keep --output l --entities new.partial", 2, SAME,
        before=both(file("new.partial", "[]"), link("new", "l")),
    ),
    "an-input-called-like-what-is-not-kept": Situation(
        "new.partial --output new", 0, written=("new",), before=file("new.partial")
    ),
    # where to write
    "a-new-file": Situation("a.txt --output new.txt", 0, written=("new.txt",)),
    "dash-is-standard-output": Situation("a.txt --output -", 0),
    "an-old-file": Situation("a.txt --output old.txt", 0, written=("old.txt",), before=file("old.txt", "old")),
    "a-read-only-file": Situation("a.txt --output r.txt", 2, "is read-only", before=file("r.txt", "old", 0o444)),
    "a-link-to-a-file": Situation(
        "a.txt --output l", 0, written=("old",), before=both(file("old", "old"), link("old", "l"))
    ),
    "a-link-to-nothing": Situation("a.txt --output l", 0, written=("new",), before=link("new", "l")),
    "a-link-to-itself": Situation("a.txt --output l", 2, "'l' is no path to a file", before=link("l", "l")),
    "a-folder": Situation("a.txt --output texts", 2, "texts is a folder"),
    "no-folder": Situation("a.txt --output no/new.txt", 2, "Make the folder"),
    "a-file-as-a-folder": Situation("a.txt --output b.txt/new.txt", 2, "Make the folder"),
    "a-long-name": Situation(f"a.txt --output {'n' * 255}", 0, written=("n" * 255,)),
    "too-long-a-name": Situation(f"a.txt --output {'n' * 300}", 2, "too long"),
    "the-null-device": Situation("a.txt --output /dev/null", 0),
    "a-full-disk": Situation("a.txt --output /dev/full", 2, "No space left"),
    "keep-changes-nothing-that-is-whole": Situation("a.txt --keep --output new.txt", 0, written=("new.txt",)),
    "predictions": Situation("evaluate gold.jsonl --predictions p.jsonl --json", 0, written=("p.jsonl",)),
    # what to read
    "a-file-called-like-an-option": Situation("-y.txt", 2, "give it as ./-y.txt", before=file("-y.txt")),
    "two-rows-with-one-id": Situation(
        "r.csv", 0, "r.csv: the id '7' comes again", before=file("r.csv", "id,text\n7,Ja.\n8,Ja.\n7,Nein.\n")
    ),
    "a-packed-text": Situation(
        "a.txt.gz", 2, "packed by gzip. Unpack it first: gunzip -k a.txt.gz",
        before=lambda: Path("a.txt.gz").write_bytes(gzip.compress(SAID.encode())),
    ),
    "nothing-there": Situation("no.txt", 2, "no such file or folder"),
    "one-of-two": Situation("no.txt a.txt", 1, "no such file or folder"),
    "one-of-two-in-latin-1": Situation("latin.txt a.txt", 1, "iconv"),
    "the-same-file-twice": Situation("a.txt a.txt", 0),
    "an-empty-file": Situation("empty.txt", 2, "is empty", before=file("empty.txt", "")),
    "only-blanks": Situation("empty.txt", 2, "is empty", before=file("empty.txt", " \n\t\n")),
    "a-byte-order-mark-alone": Situation("empty.txt", 2, "is empty", before=file("empty.txt", "\ufeff")),
    "a-binary-file": Situation("b.bin", 2, "binary", before=file("b.bin", "abcd\0\0\0\0")),
    "an-empty-folder": Situation("empty", 2, "has no .txt files", before=lambda: os.mkdir("empty")),
    "hidden-files-alone": Situation(
        "hidden", 2, "has no .txt files", before=both(lambda: os.mkdir("hidden"), file("hidden/.a.txt"))
    ),
    "capital-suffix": Situation("up", 0, before=both(lambda: os.mkdir("up"), file("up/A.TXT"))),
    "a-broken-link": Situation("l.txt", 2, "link to what is not there", before=link("no.txt", "l.txt")),
    "a-broken-link-in-a-folder": Situation(
        "texts", 1, "link to what is not there", before=link("no.txt", "texts/l.txt")
    ),
    "a-link-to-a-text-in-a-folder": Situation("texts", 0, before=link("../a.txt", "texts/l.txt")),
    "a-linked-folder-in-a-folder": Situation("texts", 1, "links are not followed", before=link("..", "texts/up")),
    "a-link-that-leads-to-itself": Situation("l.txt", 2, "l.txt cannot be read: Too", before=link("l.txt", "l.txt")),
    "a-pipe-in-a-folder": Situation("texts", 1, "is a pipe", before=lambda: os.mkfifo("texts/p.txt")),
    "a-pipe-that-is-no-text": Situation("texts", 0, before=lambda: os.mkfifo("texts/p")),
    "a-folder-called-like-a-text": Situation(
        "texts", 0, before=both(lambda: os.mkdir("texts/x.txt"), file("texts/x.txt/e.txt"))
    ),
    "explain-a-folder": Situation("explain texts", 2, "is a folder"),
    "explain-without-its-quotation": Situation("explain a.txt --quote q9", 2, "no quotation 'q9'"),
    "gold-that-is-not-there": Situation("evaluate no.jsonl", 2, "no such file"),
    "gold-that-is-a-text": Situation("evaluate a.txt", 2, "not JSON"),
    "predictions-of-null": Situation(
        "evaluate gold.jsonl --score n.jsonl", 2, "documentName is missing or null",
        before=file("n.jsonl", '{"documentName": null, "annotations": []}'),
    ),
    "gold-with-a-mark": Situation(
        "evaluate g.jsonl --json", 0, before=file("g.jsonl", "\ufeff" + json.dumps(GOLD))
    ),
    "gold-of-spans-outside": Situation(
        "evaluate g.jsonl", 2, "the text only to 16", before=file("g.jsonl", FAR)
    ),
    "gold-of-huge-numbers": Situation(
        "evaluate g.jsonl", 2, "g.jsonl, line 1", before=file("g.jsonl", HUGE)
    ),
    "gold-nested-without-end": Situation("evaluate g.jsonl", 2, "not JSON", before=file("g.jsonl", NESTED)),
    "a-gazetteer-of-nulls": Situation(
        "a.txt --entities p.json", 0, before=file("p.json", '[{"name": "Anna Berg", "id": null, "aliases": null}]')
    ),
    "a-gazetteer-with-a-mark": Situation("a.txt --entities p.json", 0, before=file("p.json", '\ufeff[{"name": "A"}]')),
    "a-gazetteer-with-numbers": Situation(
        "a.txt --entities p.json", 2, "A known entity has the id 7", before=file("p.json", '[{"name": "A", "id": 7}]')
    ),
    "a-gazetteer-with-one-id-twice": Situation(
        "a.txt --entities p.json", 2, "entries 1 and 2 have the same id",
        before=file("p.json", '[{"name": "A", "id": "1"}, {"name": "B", "id": "1"}]'),
    ),
    "a-gazetteer-nested-without-end": Situation(
        "a.txt --entities p.json", 2, "p.json", before=file("p.json", NESTED)
    ),
    "a-gazetteer-that-is-a-folder": Situation("a.txt --entities texts", 2, "texts"),
    "no-model-of-that-name": Situation("model --model nonsense", 2, "nonsense"),
    "a-folder-that-is-no-model": Situation("model --model texts", 2, "it lacks tokenize.pt"),
    "a-manifest-of-nonsense": Situation("model --model texts", 2, "no manifest", before=file("texts/model.json", "[]")),
    "a-manifest-of-nulls": Situation(
        "model --model texts", 2, "no manifest", before=file("texts/model.json", '{"files": null, "name": null}')
    ),
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS.keys())
def test_situation(situation: Situation, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check_situation(situation, folder, capsys)


@pytest.mark.parametrize(
    "name", ["a b.txt", "ä.txt", "-x.txt", "\udcff.txt", ODD, "'\"$(touch hacked)`.txt", "*.txt", "%s{}.txt"]
)
@pytest.mark.parametrize("content", [SAID, ""])
def test_odd_names(name: str, content: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names are read and written as they are, and shown without what would steer a terminal."""
    Path(name).write_text(content, encoding="utf-8")
    before = state(folder)
    assert run(f"./{name}", "--output", f"./{name}.out") == (0 if content else 2)
    out, err = capsys.readouterr()
    assert not (set(out + err) & {"\x1b", "\u202e"})
    assert err.count("\n") == (0 if content else 1)
    assert {path for path in state(folder) if path not in before} == ({f"{name}.out"} if content else set())
    assert run("explain", f"./{name}") == (0 if content else 2)
    assert not (set("".join(capsys.readouterr())) & {"\x1b", "\u202e"})


@pytest.mark.parametrize("arguments", [["\0"], ["a.txt", "--output", "\0"], ["a.txt", "--output", ""], [""]])
def test_what_is_no_path(arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(folder)
    assert run(*arguments) == 2
    assert capsys.readouterr().err.startswith("quoteattr: ")
    assert state(folder) == before


@pytest.mark.parametrize(
    "command", [["--\x1b[31m"], ["a.txt", "--model", "\x1b[31m"], ["explain", "a.txt", "--quote", "\x9b"]]
)
def test_arguments_do_not_steer_the_terminal(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(*command)
    assert not (set("".join(capsys.readouterr())) & {"\x1b", "\x9b"})


ESCAPE = "„\x1b]0;x\x07Ja\x9b31m\u202e“, sagte sie.\r\n"


@pytest.mark.parametrize("command", ["t.txt", "explain t.txt", "speakers t.txt", "t.txt --format json"])
def test_a_text_does_not_steer_the_terminal(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.txt").write_text(ESCAPE, encoding="utf-8", newline="")
    assert run(*command.split(" ")) == 0
    assert not (set("".join(capsys.readouterr())) & {"\x1b", "\x07", "\x9b", "\r"})


@pytest.mark.parametrize(
    "command",
    ["evaluate gold.jsonl --score found.jsonl --errors 9", "compare found.jsonl other.jsonl --gold gold.jsonl"],
)
def test_gold_does_not_steer_the_terminal(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    odd = {**GOLD, "originalText": "„\x1b[31“, sagte sie", "documentName": "\x9b1m"}
    Path("gold.jsonl").write_text(json.dumps(odd), encoding="utf-8")
    Path("found.jsonl").write_text(json.dumps({"documentName": "\x9b1m", "annotations": []}), encoding="utf-8")
    right = {"type": "Direct", "medium": "Speech", "quote": [[0, 4]]}
    Path("other.jsonl").write_text(json.dumps({"documentName": "\x9b1m", "annotations": [right]}), encoding="utf-8")
    assert run(*command.split(" ")) == 0
    shown = capsys.readouterr().out
    assert "\\x1b" in shown
    assert not (set(shown) & {"\x1b", "\x9b"})


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_stay(mode: int) -> None:
    file("old", "old", mode)()
    assert run("a.txt", "--output", "old") == 0
    assert os.stat("old").st_mode & 0o777 == mode


def test_standard_input_is_a_file_that_would_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with open("a.txt", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("-", "--output", "a.txt") == 2
    assert SAME in capsys.readouterr().err


def test_a_named_pipe_is_read_when_it_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("p")
    writer = threading.Thread(target=lambda: Path("p").write_text(SAID, encoding="utf-8"))
    writer.start()
    assert run("p") == 0
    writer.join()
    assert capsys.readouterr().out.startswith("p: 1 quotation")


@pytest.mark.parametrize("arguments", [["-", "-"], ["-", "a.txt"]])
def test_standard_input_ends_once(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAID.encode()), encoding="utf-8"))
    assert run(*arguments) == (1 if arguments == ["-", "-"] else 0)


# Permissions: they do not bind root, so that root becomes somebody else


@pytest.fixture
def somebody(folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    run("a.txt")  # so that all modules are imported, wherever they lie
    capsys.readouterr()
    if os.geteuid():
        yield
        return
    try:
        os.seteuid(65534)
    except OSError:
        pytest.skip("root cannot become another user here")
    yield
    os.seteuid(0)


@contextlib.contextmanager
def mode_of(path: str, mode: int) -> Iterator[None]:
    """Another mode for a while, so that the folder can be looked into and removed afterwards."""
    user, before = os.geteuid(), os.stat(path).st_mode & 0o777
    os.seteuid(os.getuid())
    os.chmod(path, mode)
    os.seteuid(user)
    yield
    os.seteuid(os.getuid())
    os.chmod(path, before)
    os.seteuid(user)


@pytest.mark.parametrize(
    ("path", "mode", "arguments", "code", "message"),
    [
        ("a.txt", 0, "a.txt", 2, "a.txt cannot be read: Permission denied"),
        ("a.txt", 0, "a.txt b.txt", 1, "a.txt cannot be read: Permission denied"),
        ("texts", 0, "texts", 2, "texts cannot be read: Permission denied"),
        ("texts", 0, "a.txt texts", 1, "texts cannot be read: Permission denied"),
        ("texts", 0o744, "a.txt texts", 1, "c.txt cannot be read: Permission denied"),
        ("texts", 0, ". --output new", 1, "texts cannot be read: Permission denied"),
        ("texts/c.txt", 0, "texts", 1, "c.txt cannot be read: Permission denied"),
        ("people.json", 0, "a.txt --entities people.json", 2, "Permission denied"),
        ("texts", 0o555, "a.txt --output texts/new", 2, "You may not write in"),
        ("b.txt", 0o644, "a.txt --output b.txt", 2, "is read-only"),
    ],
)
@pytest.mark.usefixtures("somebody")
def test_permissions(
    path: str, mode: int, arguments: str, code: int, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.remove("latin.txt")
    before = state(folder)
    with mode_of(path, mode):
        found = run(*arguments.split(" "))
    out, err = capsys.readouterr()
    assert (found, message in err) == (code, True), err
    assert {name for name in state(folder) if name not in before} == ({"new"} if "--output new" in arguments else set())
    assert out or code == 2 or "--output" in arguments


# Processes: streams that are closed, signals, two at once


def ended(process: object) -> tuple[int, bytes, bytes]:
    out, err = process.communicate(timeout=120)  # type: ignore[attr-defined]
    return process.returncode, out, err  # type: ignore[attr-defined]


def test_closed_standard_error_takes_nothing_from_the_results() -> None:
    code, out, err = ended(started("a.txt", "no.txt", "--format", "jsonl", closed=[2]))
    assert (code, err) == (1, b"")
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.txt"]
    code, _, _ = ended(started("a.txt", "no.txt", "--output", "new", closed=[2]))
    assert (code, b"no such file" in Path("new").read_bytes()) == (1, False)


@pytest.mark.parametrize("reader", ["full", "gone"])
@pytest.mark.parametrize(
    ("arguments", "code"), [("a.txt no.txt -v --output new", 1), ("a.txt no.txt", 1), ("a.txt -v", 0)]
)
def test_messages_that_cannot_be_written_take_nothing_from_the_results(reader: str, arguments: str, code: int) -> None:
    if reader == "full":
        stream = os.open("/dev/full", os.O_WRONLY)
    else:
        end, stream = os.pipe()
        os.close(end)
    found, out, _ = ended(started(*arguments.split(" "), stderr=stream))
    os.close(stream)
    written = Path("new").read_bytes() if "new" in arguments else out
    assert (found, "„Ja“".encode() in written) == (code, True)


@pytest.mark.parametrize(
    ("closed", "arguments", "code", "message"),
    [
        ([1], "a.txt", 2, b"Standard output is closed"),
        ([1], "explain a.txt", 2, b"Standard output is closed"),
        ([1], "a.txt --output new", 0, b""),
        ([0], "-", 2, b"Standard input is closed"),
        ([0], "a.txt", 0, b""),
        ([0, 1, 2], "a.txt", 2, b""),
        ([0, 1, 2], "a.txt --output new", 0, b""),
    ],
)
def test_closed_streams(closed: list[int], arguments: str, code: int, message: bytes, folder: Path) -> None:
    before = state(folder)
    found, _, err = ended(started(*arguments.split(" "), closed=closed))
    assert (found, message in err, b"Traceback" in err) == (code, True, False)
    if "new" in arguments:
        assert Path("new").read_text("utf-8").startswith("a.txt: 1 quotation")
    else:
        assert state(folder) == before


@pytest.mark.parametrize("command", ["a.txt", "explain a.txt"])
def test_standard_output_on_a_full_disk(command: str) -> None:
    with open("/dev/full", "wb") as full:
        code, _, err = ended(started(*command.split(" "), stdout=full))
    assert (code, err.count(b"\n"), b"No space left" in err) == (2, 1, True)


@pytest.mark.parametrize("command", ["a.txt", "explain a.txt", "speakers a.txt"])
def test_standard_output_appended_to_an_input(command: str, folder: Path) -> None:
    before = state(folder)
    with open("a.txt", "ab") as stream:
        code, _, err = ended(started(*command.split(" "), stdout=stream))
    assert (code, SAME.encode() in err) == (2, True)
    assert state(folder) == before


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONUTF8": "0", "LC_ALL": "POSIX"}],
)
def test_locales(locale: dict[str, str]) -> None:
    Path("ä.txt").write_text(SAID, encoding="utf-8")
    code, out, err = ended(started("ä.txt", env=locale))
    assert (code, err) == (0, b"")
    assert "„Ja“" in out.decode("utf-8")


def waiting(*arguments: str, first: tuple[str, ...] = ("a.txt",), **options: object) -> object:
    """The command when it has read the first texts and waits at the next one."""
    Path("wait.txt").write_text("WAIT", encoding="utf-8")
    process = started(*first, "wait.txt", *arguments, **options)  # type: ignore[arg-type]
    until = time.monotonic() + 100
    while not Path("waiting").exists():
        assert time.monotonic() < until
        assert process.poll() is None
        time.sleep(0.05)
    Path("waiting").unlink()
    return process


@pytest.mark.parametrize(
    ("number", "keep"),
    [(number, keep) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT) for keep in (False, True)]
    + [(number, False) for number in (signal.SIGXCPU, signal.SIGQUIT, signal.SIGALRM, signal.SIGUSR1, signal.SIGUSR2)],
)
def test_a_signal_leaves_nothing_half_written(number: int, keep: bool, folder: Path) -> None:
    file("old.jsonl", "old")()
    process = waiting("--format", "jsonl", "--output", "old.jsonl", *(["--keep"] if keep else []))
    before = state(folder)
    process.send_signal(number)  # type: ignore[attr-defined]
    found, _, err = ended(process)
    assert (found, b"Traceback" in err) == (128 + number, False)
    after = {name: what for name, what in before.items() if not name.endswith(".part")}
    new = {name: what for name, what in state(folder).items() if name not in after}
    assert {name: what for name, what in state(folder).items() if name in after} == after
    assert set(new) == ({"old.jsonl.partial"} if keep else set())
    if keep:
        lines = Path("old.jsonl.partial").read_text("utf-8").splitlines()
        assert [json.loads(line)["file"] for line in lines] == ["a.txt"]


@pytest.mark.parametrize("command", ["page", "speakers"])
def test_a_signal_leaves_nothing_of_other_commands(command: str, folder: Path) -> None:
    process = waiting("--output", "new", first=(command, "a.txt"))
    before = state(folder)
    process.send_signal(signal.SIGTERM)  # type: ignore[attr-defined]
    found, _, err = ended(process)
    assert (found, err) == (143, b"")
    assert state(folder) == {name: what for name, what in before.items() if not name.endswith(".part")}


@pytest.mark.parametrize("format_", ["csv", "spreadsheet", "json"])
def test_what_a_writer_holds_is_kept(format_: str) -> None:
    process = waiting("--format", format_, "--output", "new", "--keep")
    process.send_signal(signal.SIGTERM)  # type: ignore[attr-defined]
    found, _, err = ended(process)
    assert (found, err, Path("new").exists()) == (143, b"", False)
    content = Path("new.partial").read_text("utf-8")
    assert len(json.loads(content)) == 1 if format_ == "json" else content.count("\n") == 2


def test_nothing_is_kept_if_nothing_is_finished(folder: Path) -> None:
    file("new.partial", "of another run")()
    process = waiting("a.txt", "--format", "csv", "--output", "new", "--keep", first=())
    process.send_signal(signal.SIGTERM)  # type: ignore[attr-defined]
    assert ended(process)[0] == 143
    assert Path("new.partial").read_text("utf-8") == "of another run"


def test_two_at_once_give_one_whole_file(folder: Path) -> None:
    processes = [started("texts", "--format", "jsonl", "--output", "new.jsonl") for _ in range(3)]
    assert [ended(process)[0] for process in processes] == [0, 0, 0]
    assert len(Path("new.jsonl").read_text("utf-8").splitlines()) == 2
    assert not [name for name in state(folder) if name.endswith(".part")]


def test_signals_are_as_before_when_the_command_is_done() -> None:
    assert load(None, None, None)
    before = signal.getsignal(signal.SIGTERM)
    assert run("a.txt", "--output", "new") == 0
    assert signal.getsignal(signal.SIGTERM) is before
