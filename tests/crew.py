"""What workers of tests do: they live in other processes, so it must be importable."""

import gc
import os
import signal
from collections.abc import Callable
from pathlib import Path
from time import sleep

Work = Callable[[list[str]], list[str]]


def shout() -> Work:
    """Words in capitals. `die` ends the process; `FILE?` ends the one that makes the file; `raise` raises."""

    def work(words: list[str]) -> list[str]:
        return [_shouted(word) for word in words]

    return work


def _shouted(word: str) -> str:
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "raise":
        raise ValueError("raised in a worker")
    if word == "sleep":
        sleep(60)
    if word.endswith("?") and not (file := Path(word[:-1])).exists():
        file.touch()
        raise SystemExit(3)
    return f"{word.upper()} {os.environ['OMP_NUM_THREADS']}"


def count_spared() -> Work:
    """How many objects the collector of a worker does not look at, whatever the words are."""
    return lambda words: [str(gc.get_freeze_count())]


def never() -> Work:
    """A worker that cannot begin."""
    raise SystemExit(7)


def unwilling() -> Work:
    raise ValueError("no model")
