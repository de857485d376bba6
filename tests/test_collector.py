"""The garbage collector stays out of the way while something is loaded, and of what others have told it."""

import gc

import pytest

from quoteattr.collector import collector_paused


@pytest.fixture(autouse=True)
def nothing_frozen() -> None:
    """The command, which other tests run in the same process, freezes what is loaded."""
    gc.unfreeze()


def test_what_was_loaded_is_old_at_once() -> None:
    with collector_paused():
        assert not gc.isenabled()
        loaded = [[number] for number in range(5000)]
    assert gc.isenabled()
    assert any(item is loaded for item in gc.get_objects(generation=2))


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        with collector_paused():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
