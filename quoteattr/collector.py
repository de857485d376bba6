"""Python's garbage collector and what is loaded: half a million objects that stay, in vocabularies and tables.

A collection looks through all objects that there are, and many new ones call for a collection.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 50_000
"""How many there are before a collection; Python's own number is 700, or 2000 from version 3.13 on."""


@contextmanager
def collector_paused() -> Iterator[None]:
    """No collection while something is loaded, nor right behind it: nothing of it would go.

    All that there is by then counts as old, which Python otherwise finds out by looking through it.

    Example:
        >>> with collector_paused():
        ...     gc.isenabled()
        False
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # what somebody else has frozen stays so
                gc.freeze()
                gc.unfreeze()  # puts everything into the oldest generation
            gc.enable()


def spare_collector() -> None:
    """Leave what is loaded by now out of all collections to come, which saves a twentieth of the time; collect seldom.

    A document is thousands of objects, and a collection looks through all of them that are new. It holds for the
    whole process, so it is for processes of our own: workers and the command.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
