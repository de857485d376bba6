"""What a terminal gets: the text in colours with a legend, a table, never a control character of a text."""

import io
import re
import sys

import pytest
from pages import full, hostile

from quoteattr import Document, Quote, QuoteattrError, QuoteType, Span
from quoteattr.cli.messages import with_progress
from quoteattr.documents import writers
from quoteattr.documents.registry import writers_in
from quoteattr.documents.terminal import shows_colours
from quoteattr.documents.writers import Results
from quoteattr.lexicon.__main__ import main as show_lexicon

COLOURS = re.compile(r"\x1b\[[\d;]*m")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    return Terminal()


def written(stream: io.StringIO, name: str, *documents: Document) -> str:
    results = Results([("bad.txt", document) for document in documents], many=False)
    writers_in(writers)[name].write(results, stream)
    return stream.getvalue()


def test_a_terminal_gets_the_text_with_its_quotations_and_who_they_are(terminal: Terminal) -> None:
    output = written(terminal, "text", full())
    assert COLOURS.search(output)
    plain = COLOURS.sub("", output)
    lines = [line.strip() for line in plain.splitlines()]
    assert " ".join(plain.split()).startswith(
        "Streit um das Bad [JM 1 „Wir haben“], sagte Kämmerer Jörg Maier, [JM 1 „alles geprüft.“] Anna Kern kündigte "
        "an, [AK 2 man werde das Bad [AK 3 „komplett sanieren“]]. [? 4 Das Dach sei undicht.] [Ve 5 Der Verein"
    )
    assert {"AK   Anna Kern: 2", "JM   Jörg Maier: 1", "?    (speaker unknown): 1"} <= set(lines)
    assert plain.endswith(written(io.StringIO(), "text", full()))  # the list, as anywhere


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_who_wants_no_colours_gets_none(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    assert shows_colours(terminal)
    monkeypatch.setenv(name, value)
    assert not shows_colours(terminal)
    assert written(terminal, "text", full()) == written(io.StringIO(), "text", full())


def test_a_file_gets_no_colours() -> None:
    assert not shows_colours(io.StringIO())


def test_without_rich_there_is_the_list_and_a_way_to_the_table(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quoteattr.extras.find_spec", lambda name: None)
    assert written(terminal, "text", full()) == written(io.StringIO(), "text", full())
    with pytest.raises(QuoteattrError, match=r"pip install 'quoteattr\[terminal\]'"):
        written(io.StringIO(), "table", full())


@pytest.mark.parametrize("name", ["text", "table"])
@pytest.mark.parametrize("is_terminal", [True, False])
def test_no_control_character_of_a_text_arrives(terminal: Terminal, name: str, is_terminal: bool) -> None:
    stream = terminal if is_terminal else io.StringIO()
    output = written(stream, name, *(document for _, document in hostile()))
    assert not STEERING.search(COLOURS.sub("", output))


def test_a_word_that_the_lexicon_lacks_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert show_lexicon(["show", "\x1b[31mfoo"]) == 1
    assert capsys.readouterr().err == "'\\x1b[31mfoo': in no table of the lexicon.\n"
    assert show_lexicon(["check", "\x1b[31mfoo"]) == 2
    assert capsys.readouterr().err.startswith("'\\x1b[31mfoo': no table")


def test_a_table_takes_no_markup_from_a_text() -> None:
    words = "[red]Ja[/red] :smile:"
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, len(words)),), words)
    assert words in written(io.StringIO(), "table", Document(words, (quote,)))
    assert "› „komplett sanieren“" in written(io.StringIO(), "table", full())  # inside the one above


def test_progress_tells_rate_and_time_left(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(with_progress(iter("abc"), 3)) == ["a", "b", "c"]
    assert re.search(r"3/3 \[\d\d:\d\d<\d\d:\d\d, +[\d.?]+text/s\]", terminal.getvalue())
