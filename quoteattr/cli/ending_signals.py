"""Signals that end a process end it by an exception, so that no half-written file stays."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_NAMES = ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGALRM", "SIGXCPU", "SIGUSR1", "SIGUSR2")


def ending_signals() -> dict[str, int]:
    """The signals that are answered, with their numbers; no system has all of them.

    Example:
        >>> ending_signals()["SIGTERM"]
        15
    """
    return {name: int(getattr(signal, name)) for name in _NAMES if hasattr(signal, name)}


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let these signals raise `SystemExit` with the code that a shell gives, 128 and their number."""

    def stop(number: int, frame: object) -> NoReturn:
        raise SystemExit(128 + number)

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in ending_signals().values():
            if signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
