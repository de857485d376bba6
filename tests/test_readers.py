"""Readers: each finds its format by content and name, keeps what belongs to an article, and tells what is damaged."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from parsers import stub

from quoteattr import Article, Document, InputError, KnownEntity, OptionError, Span, articles_from, extras
from quoteattr.documents import readers
from quoteattr.documents.reading_articles import Found, Reading, articles_in, check_reading
from quoteattr.documents.registry import readers_in
from quoteattr.documents.sources.source import Source
from quoteattr.documents.times import seconds_of

CASES = Path(__file__).parent / "cases" / "readers"


def needs(extra: str) -> pytest.MarkDecorator:
    lacking = extras.missing(extra)
    return pytest.mark.skipif(bool(lacking), reason=f"needs {', '.join(lacking)}: {extras.install_line(extra)}")


def read(path: Path | str, **options: Any) -> list[Article]:
    """The articles of a file, in which nothing may be wrong."""
    found = list(articles_in([str(path)], Reading(**options)))
    assert [str(item) for item in found if isinstance(item, InputError)] == []
    return [item.article for item in found if isinstance(item, Found)]


def problems(*paths: Path | str, **options: Any) -> list[str]:
    return [str(item) for item in articles_in(map(str, paths), Reading(**options)) if isinstance(item, InputError)]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Which one reads what


@pytest.mark.parametrize(
    ("file", "reader"),
    [
        ("page.html", "html"), ("trafilatura.json", "trafilatura"), ("fundus.json", "fundus"),
        ("corpus.json", "corpus"), ("minutes.xml", "bundestag"), ("talk.srt", "subtitles"),
        ("talk.vtt", "subtitles"), ("table.csv", "csv"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("named", [True, False], ids=["named", "nameless"])
def test_a_reader_is_chosen_by_content_and_name(file: str, reader: str, named: bool) -> None:
    if not named and file == "table.csv":
        pytest.skip("a table is told by its name alone")
    known = readers_in(readers)
    source = Source(file if named else "<stdin>", lambda: io.BytesIO((CASES / file).read_bytes()))
    assert max(known.values(), key=lambda each: each.recognises(source)).name == reader


@pytest.mark.parametrize("content", ['{"text": "Ja."}', "<html><p>Ja.", "WEBVTT", "a,b\n1,2", "PAR1"])
def test_what_is_called_a_text_is_one(tmp_path: Path, content: str) -> None:
    (article,) = read(write(tmp_path / "a.txt", content))
    assert article == Article(str(tmp_path / "a.txt"), content)


def test_whatever_else_is_taken_for_a_text(tmp_path: Path) -> None:
    assert [article.text for article in read(write(tmp_path / "a.md", "# Ja\n"))] == ["# Ja\n"]


def test_readers_have_names_of_their_own_and_extras_that_exist() -> None:
    known = readers_in(readers)
    assert len(known) == len(list(Path(readers.__path__[0]).glob("[!_]*.py")))
    assert {reader.extra for reader in known.values()} <= {"", *extras.EXTRAS}
    assert all(reader.description and reader.suffixes for reader in known.values())


def test_an_unknown_reader(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"no reader 'pdf'\. There are corpus, .*text"):
        check_reading([], Reading("pdf"))


def test_a_missing_extra_is_named_before_anything_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(extras.EXTRAS, "html", ("no_such_module",))
    for options in (Reading(), Reading("html")):
        with pytest.raises(OptionError, match=r"needs no_such_module\. Install it: pip install 'quoteattr\[html\]'"):
            check_reading(["a.txt", "nowhere.html"], options)
    (problem,) = problems(CASES / "page.html")
    assert "pip install 'quoteattr[html]'" in problem


def test_a_folder_gives_what_the_reader_reads(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Ja.")
    write(tmp_path / "b.jsonl", '{"id": 1, "text": "Nein."}')
    assert [article.text for article in read(tmp_path)] == ["Ja."]
    assert [article.text for article in read(tmp_path, reader="json")] == ["Nein."]


def test_articles_for_python(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Ja.")
    assert list(articles_from(tmp_path, CASES / "corpus.json"))[1].id == "Brücke"
    with pytest.raises(InputError, match="no such file"):
        list(articles_from(tmp_path / "nowhere.txt"))
    with pytest.raises(OptionError, match="There is no reader 'pdf'"):
        articles_from(tmp_path, reader="pdf")


# Tables


def test_csv() -> None:
    notes: list[str] = []
    first, second = read(CASES / "table.csv", tell=notes.append)
    assert first == Article(
        "https://hafenbote.example/1", 'Kern sagte: "Ja 😀".\nEs sei gut; sehr gut.',
        {"outlet": "Hafenbote", "date": "2026-03-01"},
    )  # fmt: skip
    assert second.metadata == {"outlet": "", "date": "2026-03-02"}
    assert notes == [
        f"{CASES / 'table.csv'}: texts from the column 'Text', ids from 'url' (--text-column, --id-column)."
    ]


def test_columns_are_named_or_guessed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", "lead\tbody\tnr\nA.\tB.\t7\n")
    assert read(path) == [Article(f"{path}#1", "B.", {"lead": "A.", "nr": "7"})]
    assert read(path, text_column="lead", id_column="nr") == [Article("7", "A.", {"body": "B."})]
    assert problems(path, text_column="x") == [f"{path} has no column 'x'; it has 'lead', 'body', 'nr'."]
    (problem,) = problems(write(tmp_path / "b.csv", "a,b\n1,2\n"))
    assert "no column is called like one of texts; there are 'a', 'b'. Name the column with --text-column." in problem


@pytest.mark.parametrize(
    ("name", "content", "good", "message"),
    [
        ("a.csv", "", 0, "a.csv is empty"),
        ("a.csv", "id,text\r1,A.\r", 0, "line 1: damaged CSV"),
        ("a.csv", "text,text\n", 0, "two columns called 'text'"),
        ("a.csv", "id,text\n1,A.\n2,B.,C\n3,D.\n", 1, "row 2 (line 3) has 3 cells, the header 2"),
        ("a.csv", 'id,text\n1,A.\n2,"B.\n3,C.\n', 1, "damaged CSV (unexpected end of data)"),
        ("a.csv", "id,text\n1,\n2,B.\n", 1, "row 1: the column 'text' is empty"),
        ("a.csv", b"id,text\n1,A.\n2,\xff\xfe.\n", 0, "is not UTF-8: byte 0xFF"),
        ("a.csv", b"id,text\n1," + b"A" * 70_000 + b"\n2,\xff\n", 1, "line 3 is not utf-8 as the lines before"),
        ("a.jsonl", '{"text": "A."}\n{"text": \n{"text": "B."}\n', 2, "a.jsonl, line 2: not JSON"),
        ("a.jsonl", '{"text": "A."}\n[1]\n{"text": 7}\n', 1, "line 2: [1] where an object should be"),
        ("a.json", '[{"text": "A."}, 7, {"text": "B."}]', 2, "object 2 is 7, and not an object"),
        ("a.jsonl", "null\nnull\n", 0, "line 2: null where an object should be"),
        ("a.jsonl", "7\n" + '{"text": "A."}\n', 1, "line 1: 7 where an object should be"),
        ("a.ndjson", '"Ja."\n', 0, 'line 1: "Ja." where an object should be'),
        ("a.json", "null", 0, "object 1 is null, and not an object"),
        ("a.json", "Es regnet.", 0, "damaged JSON"),
        (
            "a.jsonl",
            '{"text": "A.", "text": "B."}\n{"text": "C."}',
            1,
            '(the key "text" stands twice in one object)',
        ),
        ("a.json", '[{"text": "A.", "text": "B."}]', 0, 'damaged JSON: the key "text" stands twice in one object'),
        ("a.json", '[{"text": "A."', 0, "damaged JSON"),
        ("a.json", "[" * 100_000, 0, "damaged JSON"),
        ("a.jsonl", '{"id": NaN, "text": "A."}\n{"id": NaN, "text": "B."}\n', 0, "line 2: An id is nan"),
        ("a.jsonl", '{"id": 1, "text": "A."}\n{"id": [1], "text": "B."}\n', 1, "line 2: An id is [1]"),
        ("a.json", '{"raw_text": "A.", "fingerprint": "x", "text": "A.", "id": true}', 0, "An id is True"),
        ("a.json", '{"body": "A."}{', 0, "damaged JSON"),
        ("a.json", "[]", 0, "a.json has no articles"),
        ("a.csv", "id,text\n", 0, "a.csv has no articles"),
        ("a.vtt", "WEBVTT\n", 0, "no subtitles"),
        ("a.srt", "Nur Text.", 0, "Give SRT or WebVTT"),
        ("a.xml", "<dbtplenarprotokoll><rede>", 0, "damaged XML"),
        ("a.xml", "<dbtplenarprotokoll/>", 0, "has no speech (rede)"),
        ("a.html", "<html><body></body></html>", 0, "trafilatura finds no article"),
        ("a.parquet", b"PAR1" + b"x" * 50 + b"PAR1", 0, "damaged Parquet"),
        ("a.parquet", b"", 0, "damaged Parquet"),
        ("a.json", '{"documentName": "A", "originalText": 7}', 0, "A text is 7"),
        ("a.json", '{"raw_text": "A.", "fingerprint": "x"}', 0, "there is no key 'text'"),
        ("a.json", '{"body": {"sections": [7]}}', 0, "line 1: "),
        ("a.json", '{"body": {"sections": []}}', 0, "line 1 has no text"),
    ],
)
def test_damage_is_told_with_its_place_and_the_rest_is_read(
    tmp_path: Path, name: str, content: str | bytes, good: int, message: str
) -> None:
    suffix = Path(name).suffix
    for reader in readers_in(readers).values():
        if suffix in reader.suffixes and extras.missing(reader.extra):
            pytest.skip(extras.install_line(reader.extra))
    other = write(tmp_path / "other.txt", "Ja.")
    items = list(articles_in([str(write(tmp_path / name, content)), str(other)]))
    told = [str(item) for item in items if isinstance(item, InputError)]
    assert any(message in problem and name in problem for problem in told), told
    assert len(items) - len(told) == good + 1


def test_json_is_one_object_an_array_or_lines(tmp_path: Path) -> None:
    rows = [{"id": n, "content": f"Satz {n}. 😀", "tags": ["a"]} for n in range(3)]
    expected = [Article(row["id"], row["content"], {"tags": ["a"]}) for row in rows]  # type: ignore[arg-type]
    assert read(write(tmp_path / "a.json", json.dumps(rows, indent=1))) == expected
    assert read(write(tmp_path / "b.json", "\n".join(map(json.dumps, rows)))) == expected
    assert read(write(tmp_path / "c.jsonl", "\n\n".join(map(json.dumps, rows)) + "\n")) == expected
    assert read(write(tmp_path / "d.json", json.dumps(rows[0], indent=1))) == expected[:1]


@needs("arrow")
def test_parquet(tmp_path: Path) -> None:
    import datetime

    import pyarrow
    from pyarrow.parquet import write_table

    columns = {
        "doc_id": [1, 2, 3],
        "text": ["Ja. 😀", None, "Nein."],
        "when": [datetime.date(2026, 3, 1), None, datetime.date(2026, 3, 2)],
        "authors": [["A", "B"], [], None],
    }
    write_table(pyarrow.table(columns), tmp_path / "a.parquet")
    first, bad, third = articles_in([str(tmp_path / "a.parquet")])
    assert isinstance(first, Found)
    assert first.article == Article("1", "Ja. 😀", {"when": "2026-03-01", "authors": ["A", "B"]})
    assert isinstance(bad, InputError)
    assert "row 2: the column 'text' is empty" in str(bad)
    assert isinstance(third, Found)
    assert third.article.metadata == {"when": "2026-03-02", "authors": None}


def test_rows_are_read_as_they_are_asked_for() -> None:
    def endless() -> Iterator[bytes]:
        while True:
            yield b'{"text": "Es regnet."}\n'

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = next(endless())
            buffer[: len(line)] = line
            return len(line)

    source = Source("a.jsonl", lambda: io.BufferedReader(Endless()))
    items = readers_in(readers)["json"].read(source)
    assert [next(items) for _ in range(1000)][-1] == Article("a.jsonl#1000", "Es regnet.")


def test_a_line_without_end_is_refused() -> None:
    source = Source("a.jsonl", lambda: io.BytesIO(b'{"text": "' + b"x" * 5000), longest_line=1000)
    with pytest.raises(InputError, match=r"a\.jsonl, line 1 is longer than"):
        list(readers_in(readers)["json"].read(source))
    for name in ("text", "html", "json", "subtitles", "corpus"):
        source = Source("a.json", lambda: io.BytesIO(b"[" * 5000), largest_whole=1000)
        if not extras.missing(readers_in(readers)[name].extra):
            with pytest.raises(InputError, match=r"a\.json is larger than"):
                list(readers_in(readers)[name].read(source))


# Pages and what tools wrote


@needs("html")
def test_a_page() -> None:
    (article,) = read(CASES / "page.html")
    assert "„Wir können das nicht verantworten“ 😀, sagte Bürgermeisterin Anna Kern." in article.text
    assert not any(word in article.text for word in ("ersetzt", "geschrieben", "alert", "Impressum"))
    assert article.id == "https://hafenbote.example/bruecke"
    assert (
        article.metadata.items() >= {"author": "Ute Sand", "date": "2026-03-01", "source-hostname": "Hafenbote"}.items()
    )
    assert article.extractor.startswith("trafilatura 2")


def test_json_of_trafilatura() -> None:
    (article,) = read(CASES / "trafilatura.json")
    assert article.text == "Die Brücke bleibt gesperrt, teilte die Stadt mit.\n„Schade“ 😀, sagte Kern."
    assert (article.id, article.extractor) == ("https://hafenbote.example/bruecke", "trafilatura")
    assert article.metadata["title"] == "Brücke bleibt gesperrt"
    assert "raw_text" not in article.metadata


def test_json_of_fundus() -> None:
    first, second = read(CASES / "fundus.json")
    assert first.text == (
        "Die Stadt sperrt die Brücke.\n\n„Schade“ 😀, sagte Kern.\n\nAnwohner verärgert\n\n"
        "Es sei zu spät.\n\nMan klage."
    )
    assert first.id == first.metadata["url"] == "https://hafenbote.example/bruecke"
    assert (first.metadata["publisher"], first.metadata["authors"]) == ("Hafenbote", ["Ute Sand"])
    assert (second.id, second.text) == ("https://hafenbote.example/kurz", "Kern sagte, sie komme.")


def test_json_of_the_corpus() -> None:
    (article,) = read(CASES / "corpus.json")
    assert article == Article("Brücke", "„Schade“ 😀, sagte Kern.", {"url": "https://hafenbote.example/bruecke"})


# Minutes


@needs("xml")
def test_minutes_keep_apart_who_talks() -> None:
    speech, chair, question, other = read(CASES / "minutes.xml")
    assert speech.text == (
        "Frau Präsidentin! Ich habe der Ministerin gesagt, dass das Gesetz kommt. 😀\n\n"
        "Der Minister sagt, es sei bezahlbar.\n\nDoch, Herr Kollege."
    )
    assert speech.first_person == KnownEntity("Dr. Anna Kern", (), "11009999")
    assert [each.id for each in (speech, chair, question, other)] == [
        "ID201200300", "ID201200300.2", "ID201200300.3", "ID201200400",
    ]  # fmt: skip
    assert [each.metadata["role"] for each in (speech, chair, question, other)] == [
        "speaker", "chair", "member", "speaker",
    ]  # fmt: skip
    assert speech.metadata["party"] == "SPD"
    assert speech.metadata["date"] == "2022-01-26"
    assert speech.metadata["agenda_item"] == "Tagesordnungspunkt 3"
    assert chair.first_person == KnownEntity("Vizepräsidentin Petra Au")
    assert question.first_person == KnownEntity("Jan von Ohm", (), "11009998")
    assert question.text == "Ich meine, das reicht nicht."


@needs("xml")
def test_minutes_without_a_name_are_nobodys(tmp_path: Path) -> None:
    minutes = (CASES / "minutes.xml").read_text("utf-8").replace("Vizepräsidentin Petra Au", "")
    (tmp_path / "minutes.xml").write_text(minutes, encoding="utf-8")
    assert [each.first_person is None for each in read(tmp_path / "minutes.xml")] == [False, True, False, False]


@needs("xml")
def test_interjections_know_where_they_stood() -> None:
    speech, *_ = read(CASES / "minutes.xml")
    first, second = speech.metadata["interjections"]
    assert first["text"] == "(Beifall bei der SPD – Zuruf von der CDU/CSU: „Wann denn?“)"
    assert speech.text[: first["offset"]].endswith("das Gesetz kommt. 😀")
    assert second["offset"] == len(speech.text)


@pytest.mark.model
@needs("xml")
def test_whose_speech_it_is_says_ich() -> None:
    from parsers import embedded

    (document, *_) = embedded().pipe(read(CASES / "minutes.xml"))
    assert [(quote.text, quote.speaker.name) for quote in document.by("11009999") if quote.speaker] == [
        ("dass das Gesetz kommt", "Dr. Anna Kern")
    ]


@needs("xml")
def test_comments_in_xml_are_no_text(tmp_path: Path) -> None:
    speech = "<rede id='1'><!--a--><?b?><p klasse='redner'>Kern:</p><p>Ja<!--c-->.</p></rede>"
    (article,) = read(write(tmp_path / "a.xml", f"<dbtplenarprotokoll>{speech}</dbtplenarprotokoll>"))
    assert (article.text, article.metadata["speaker"]) == ("Ja.", "Kern")


@needs("html")
def test_what_a_library_cannot_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import trafilatura

    def breaks(*_: Any, **__: Any) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr(trafilatura, "extract", breaks)
    (problem,) = problems(CASES / "page.html")
    assert "cannot read this page (RecursionError('deep'))" in problem


BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
REMOTE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@needs("xml")
@pytest.mark.parametrize("dtd", [BOMB, REMOTE])
def test_entities_are_refused(tmp_path: Path, dtd: str) -> None:
    path = write(tmp_path / "a.xml", f"{dtd}<dbtplenarprotokoll><rede id='1'>&a;</rede></dbtplenarprotokoll>")
    (problem,) = problems(path)
    assert "defines entities" in problem


# Subtitles


@needs("subtitles")
@pytest.mark.parametrize("file", ["talk.srt", "talk.vtt"])
def test_subtitles_run_on_and_know_their_times(file: str) -> None:
    (article,) = read(CASES / file)
    assert article.text == "Anna Kern sagte: „Wir kommen 😀 bald.“ Danke."
    shown = [(article.text[start:end], since, until) for start, end, since, until in article.metadata["times"]]
    assert shown == [("Anna Kern sagte: „Wir kommen", 1.0, 3.5), ("😀 bald.“", 4.0, 5.25), ("Danke.", 6.0, 7.0)]
    (quote,) = stub().attribute(article).quotes
    assert quote.text == "„Wir kommen 😀 bald.“"
    document = stub().attribute(article)
    assert seconds_of(document, quote.spans) == (1.0, 5.25)
    assert seconds_of(document, [Span(39, 45)]) == (6.0, 7.0)


@pytest.mark.parametrize("times", [None, "never", [1], [["a"]], [[0, 1, 2]]])
def test_times_that_are_none(times: Any) -> None:
    assert seconds_of(Document("Ja.", metadata={"times": times}), [Span(0, 2)]) is None


# Encodings

LONG = (
    "Die Ministerin erklärte am Montag, die Brücke müsse bis zum Frühjahr gesperrt bleiben. Für die Anwohner sei das "
    "ärgerlich, räumte sie ein, doch die Schäden seien größer als zunächst gedacht. „Wir prüfen das“, sagte sie."
)


@pytest.mark.parametrize(("encoding", "told"), [("cp1252", "cp1252"), ("mac_roman", "mac_roman"), ("utf-16", "utf_16")])
def test_a_sure_encoding_is_read_with_a_note(tmp_path: Path, encoding: str, told: str) -> None:
    path = write(tmp_path / "a.txt", LONG.encode(encoding))
    notes: list[str] = []
    (article,) = read(path, tell=notes.append)
    assert article.text == LONG
    assert notes == [f"{path} is not UTF-8; it was read as {told}."]


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"id;text\n1;{LONG}\n2;{LONG}\n".encode("cp1252"))
    notes: list[str] = []
    assert [article.text for article in read(path, tell=notes.append)] == [LONG, LONG]
    assert "cp1252" in notes[0]


@pytest.mark.parametrize("content", ["Müller sagte".encode("latin-1"), "Привет, как дела? ".encode("cp1251") * 9])
def test_an_unsure_encoding_is_an_error(tmp_path: Path, content: bytes) -> None:
    (problem,) = problems(write(tmp_path / "a.txt", content))
    assert "is not UTF-8" in problem


@given(st.binary(max_size=200), st.sampled_from(sorted(readers_in(readers))))
def test_no_content_raises(content: bytes, name: str) -> None:
    """Whatever it is, it is read or told."""
    reader = readers_in(readers)[name]
    if extras.missing(reader.extra):
        return
    items = articles_in(["-"], Reading(name), io.BytesIO(content))
    assert all(isinstance(item, Found | InputError) for item in items)


def test_standard_input_is_read_from_its_beginning() -> None:
    (found,) = articles_in(["-"], stdin=io.BytesIO((CASES / "corpus.json").read_bytes()))
    assert isinstance(found, Found)
    assert (found.name, found.article.id) == ("<stdin>", "Brücke")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    import os
    import threading

    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=((CASES / "corpus.json").read_bytes(),))
    writer.start()
    (article,) = read(tmp_path / "pipe")
    writer.join()
    assert article.id == "Brücke"
