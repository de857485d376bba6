"""The command over an attributor that needs no model: in this process, or as one of its own.

As a script it is the command, with an attributor that waits at a text of the word WAIT until somebody ends it.
"""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quoteattr import Article, Config, Document, Medium, Quote, QuoteType, Span, Weights
from quoteattr.cli import main
from quoteattr.unread import unread

TESTS = Path(__file__).parent


class FirstWords:
    """Takes the first four characters of every text for a direct quotation."""

    weights, config, entities, model_name = Weights.german(), Config(), None, "none"

    def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
        for item in texts:
            text = item.text if isinstance(item, Article) else item
            if text.strip() == "WAIT":
                Path("waiting").touch()
                time.sleep(60)
            if text.strip() == "LARGE":
                document = unread(text, "It is too large.")
                yield item.label(document) if isinstance(item, Article) else document
                continue
            quote = Quote("q1", QuoteType.DIRECT, Medium.SPEECH, (Span(0, 4),), text[:4], confidence=0.9)
            document = Document(text, (quote,))
            yield item.label(document) if isinstance(item, Article) else document


def load(model: Any, config: Any, entities: Any) -> FirstWords:
    return FirstWords()


def run(*arguments: str) -> int:
    """The exit code of the command in this process."""
    try:
        return main(arguments, load=load)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else -1


def started(*arguments: str, closed: Iterable[int] = (), **options: Any) -> subprocess.Popen[bytes]:
    """The command as a process of its own, with some of the standard streams closed."""
    closing = "".join(f" {number}{'<' if number == 0 else '>'}&-" for number in closed)
    command = ["sh", "-c", f'exec "$@"{closing}', "sh", sys.executable, str(TESTS / "commanding.py"), *arguments]
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent))),
        **streams.pop("env", {}),
    }
    return subprocess.Popen(command, env=environment, **streams)


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """What is in a folder: of each path its kind, its permissions, and what it contains or leads to."""
    return {str(path.relative_to(folder)): _state(path) for path in sorted(folder.rglob("*"))}


def _state(path: Path) -> tuple[object, ...]:
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return ("link", os.readlink(path))
    content = path.read_bytes() if stat.S_ISREG(found.st_mode) else b""
    return (stat.S_IFMT(found.st_mode), stat.S_IMODE(found.st_mode), content)


if __name__ == "__main__":
    # Whoever runs the tests in the background, or has left the terminal, may have these ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main(load=load))
