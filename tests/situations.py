"""What the tables of situations share: what is asked, in a folder of which files, and what must come of it."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from attrs import frozen
from commanding import run, state

SAID = "„Ja“, sagte sie."
GOLD = {
    "documentName": "Ja",
    "originalText": SAID,
    "tokens": [{"charBegin": 0, "charEnd": 1}],
    "annotations": [{"type": "Direct", "medium": "Speech", "quote": {"spans": [{"charBegin": 0, "charEnd": 4}]}}],
}
FOUND = '{"documentName": "Ja", "annotations": []}\n'


@contextmanager
def filled_folder() -> Iterator[Path]:
    """A folder to stand in, with texts, gold articles, predictions, a gazetteer, and texts in a folder of their own.

    Not pytest's, which other users may not enter.
    """
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.chdir(name)
        os.chmod(name, 0o777)
        _fill()
        yield Path(name)


def _fill() -> None:
    for name in ("a.txt", "b.txt", "texts/c.txt", "texts/d.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(SAID, encoding="utf-8")
    Path("gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
    Path("corpus").mkdir()
    Path("corpus/ja.json").write_text(json.dumps(GOLD), encoding="utf-8")
    Path("found.jsonl").write_text(FOUND, encoding="utf-8")
    Path("people.json").write_text('[{"name": "Anna Berg"}]', encoding="utf-8")
    Path("latin.txt").write_bytes("für".encode("latin-1"))


@frozen
class Situation:
    """What is asked, in which circumstances, and what must come of it.

    Attributes:
        arguments: Those of the command, blanks between them.
        code: Exit code.
        message: What the message on standard error says; empty for no message at all.
        written: The files that appear or change, with the beginning of what is in them.
        before: What to do first.
    """

    arguments: str
    code: int
    message: str = ""
    written: tuple[str, ...] = ()
    before: Callable[[], object] = lambda: None


def link(target: str, name: str) -> Callable[[], object]:
    return lambda: os.symlink(target, name)


def file(name: str, content: str = SAID, mode: int = 0o644) -> Callable[[], object]:
    def make() -> None:
        Path(name).write_text(content, encoding="utf-8", errors="surrogateescape")
        os.chmod(name, mode)

    return make


def both(*steps: Callable[[], object]) -> Callable[[], object]:
    return lambda: [step() for step in steps]


def check_situation(situation: Situation, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ask the command, and compare its code, its message and the files of the folder."""
    situation.before()
    capsys.readouterr()
    before = state(folder)
    code = run(*situation.arguments.split(" "))
    out, err = capsys.readouterr()
    after = state(folder)
    assert (code, bool(err)) == (situation.code, bool(situation.message)), err
    assert situation.message in err
    assert code != 2 or not out
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == set(situation.written)
    assert all(after[name][-1] or (folder / name).is_dir() for name in situation.written)
