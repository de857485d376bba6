"""The archive: what goes in comes out, nothing is done twice, nothing breaks it."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from collection import as_found, collection

from quoteattr import Article, Document, FormatError, InputError, OptionError, Quote, QuoteType, Span
from quoteattr.corpus import Edits
from quoteattr.corpus.archive import Archive
from quoteattr.corpus.questions import genders, lone_voices, new_voices, positions, quoted, quoting
from quoteattr.corpus.search import Question, search
from quoteattr.corpus.table import Table

FOUND = [as_found(said) for said in collection()]
TABLES = "articles entities persons held links variants state".split()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with Archive(tmp_path_factory.mktemp("archive") / "quotes.sqlite") as opened:
        opened.add(FOUND)
        opened.link()
        yield opened


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "quotes.sqlite") as opened:
        opened.add(FOUND[10:30])
        opened.link()
        yield opened


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that an archive holds, numbers of rows aside."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    found = {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in TABLES}
    columns = [row[1] for row in connection.execute("PRAGMA table_info(quotes)") if row[1] != "number"]
    names = ", ".join(f'"{name}"' for name in columns)
    found["quotes"] = sorted(connection.execute(f"SELECT {names} FROM quotes").fetchall())
    found["quotes_text"] = sorted(
        connection.execute("SELECT article, id, t.text FROM quotes JOIN quotes_text t ON t.rowid = number").fetchall()
    )
    found["articles_text"] = sorted(
        connection.execute(
            "SELECT id, t.text FROM articles JOIN articles_text t ON t.rowid = articles.rowid"
        ).fetchall()
    )
    for table in ("quotes", "articles"):
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in (table, f"{table}_text")]
        assert counts[0] == counts[1]
    connection.close()
    return found


def test_what_goes_in_comes_out(archive: Archive) -> None:
    found = search(archive, Question(), limit=1000)
    assert len(found) == len(FOUND)
    by_id = {document.id: document for document in FOUND}
    for each in found:
        document = by_id[each.article]
        (quote,) = document.quotes
        assert each.text == quote.text == "".join(document.text[start:end] for start, end in each.spans)
        assert (each.outlet, each.date) == (document.metadata["outlet"], document.metadata["date"])
    row = archive.connection.execute("SELECT * FROM articles WHERE id = ?", (FOUND[7].id,)).fetchone()
    assert json.loads(row["metadata"]) == FOUND[7].metadata
    assert (row["sha256"], row["text"]) == (FOUND[7].sha256, FOUND[7].text)


QUESTIONS = {
    "a word": (Question("Moorwald"), 5),
    "in any case and spelling": (Question("BRUECKE Nordtor"), 5),
    "two words apart": (Question("Moorwald Schutz"), 5),
    "a phrase": (Question('"unter Schutz"'), 5),
    "a phrase that is none": (Question('"Schutz Moorwald"'), 0),
    "the beginning of a word": (Question("Moor*"), 5),
    "half a word without a star": (Question("Moor"), 0),
    "a speaker by surname": (Question(speaker="Lummerich"), 15),
    "a speaker by id": (Question(speaker="jannis-kesselbrink~trainer"), 15),
    "both bearers of a name": (Question(speaker="Jannis Kesselbrink"), 30),
    "part of a name": (Question(speaker="Kessel"), 0),
    "an outlet": (Question("Moorwald", outlet="Wattpost"), 0),
    "a month": (Question(speaker="Borkelund", since="2031-02", until="2031-02"), 5),
    "a type": (Question(type="indirect"), 5),
    "confidence": (Question(confidence=0.95), 0),
    "marks alone": (Question("„ ?! “"), 0),
}


@pytest.mark.parametrize(("question", "count"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions(archive: Archive, question: Question, count: int) -> None:
    assert len(search(archive, question)) == count


HOSTILE = [
    '"', "'", "\"' OR 1=1 --", "NEAR(a b)", "text:Moorwald", "Moorwald OR *", "%", "_", "a%' UNION SELECT 1",
    "NOT Moorwald", "^Moorwald", "{text}", "-Moorwald", "(", ")", "*", '""', "\0", "\ud800", "x" * 10_000,
    "O’Hara", "D'Angelo", "🦔",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("field", ["words", "speaker", "about", "outlet"])
def test_nothing_in_a_question_is_interpreted(archive: Archive, field: str, words: str) -> None:
    before = archive.connection.total_changes
    asked: dict[str, Any] = {field: words}
    found = search(archive, Question(**asked))
    assert archive.connection.total_changes == before
    has_letter = any(sign.isalnum() for sign in words)
    if field in ("words", "about") and has_letter and "moorwald" not in words.casefold():
        assert found == []
    if field == "outlet":
        assert found == []


def test_operators_are_words(archive: Archive) -> None:
    assert search(archive, Question("Moorwald OR Brücke")) == []
    assert search(archive, Question("NOT Moorwald")) == []  # no quotation has both words


@pytest.mark.parametrize(
    ("field", "value", "valid"),
    [
        ("stance", "angry", "oppose"),
        ("type", "dircet", "direct"),
        ("since", "yesterday", "2031-03"),
        ("until", "1.3.31", "year"),
    ],
)
def test_questions_without_sense(field: str, value: str, valid: str) -> None:
    asked: dict[str, Any] = {field: value}
    with pytest.raises(OptionError, match=f"(?s){field} is '{value}'.*{valid}"):
        Question(**asked)


def test_names_with_signs_of_sql(tmp_path: Path) -> None:
    text = "„Das bleibt so“, sagte Kern."
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 15),), text[:15])
    with Archive(tmp_path / "a.sqlite") as archive:
        for number, name in enumerate(["a'); DROP TABLE quotes; --", '100 % "sicher"', "_", "🦔"]):
            archive.add([Document(text, (quote,), id=name, metadata={"outlet": name, "date": "2031-01-01"})])
            assert [found.article for found in search(archive, Question(outlet=name))] == [name]
            assert len(search(archive, Question())) == number + 1


def test_lone_surrogates_keep_offsets(tmp_path: Path) -> None:
    text = "\ud800 „Das bleibt so“, sagte Kern. \udc00"
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(2, 17),), text[2:17])
    with Archive(tmp_path / "a.sqlite") as archive:
        archive.add([Document(text, (quote,), id="a")])
        ((start, end),) = search(archive, Question())[0].spans
        (kept,) = archive.connection.execute("SELECT text FROM articles").fetchone()
    assert len(kept) == len(text)
    assert kept[start:end] == text[2:17]


class Counting:
    """Attributes by looking up, and counts what it was asked."""

    def __init__(self) -> None:
        from quoteattr import Config, Weights

        self.asked: list[str] = []
        self.weights, self.config, self.entities, self.model_name = Weights.german(), Config(), None, "looked up 1"

    def pipe(self, articles: list[Article]) -> Iterator[Document]:
        for article in articles:
            self.asked.append(article.id)
            quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 4),), article.text[:4])
            yield article.label(Document(article.text, (quote,)))


def test_only_what_is_new_or_changed_is_done(tmp_path: Path) -> None:
    counting = Counting()
    articles = [Article(str(number), f"„A{number}“ ist gesagt.") for number in range(5)]
    path = tmp_path / "a.sqlite"

    def asked(articles: list[Article]) -> list[str]:
        counting.asked.clear()
        with Archive(path) as archive:
            done = list(archive.update(articles, counting))  # type: ignore[arg-type]
        assert done == counting.asked
        return done

    assert asked(articles) == ["0", "1", "2", "3", "4"]
    assert asked(articles) == []
    assert asked([*articles[:3], evolve(articles[3], text="„B3“ ist gesagt."), articles[4]]) == ["3"]
    assert asked([*articles[:4], evolve(articles[4], metadata={"outlet": "Nordtor"})]) == ["3", "4"]
    counting.model_name = "looked up 2"
    assert asked(articles) == ["0", "1", "2", "3", "4"]
    with Archive(path) as archive:
        archive.remove(["0", "nobody"])
        assert [found.article for found in search(archive, Question())] == ["1", "2", "3", "4"]


def test_the_order_is_nothing(archive: Archive, tmp_path: Path) -> None:
    shuffled = random.Random(5).sample(FOUND, len(FOUND))
    with Archive(tmp_path / "b.sqlite") as other:
        for document in shuffled:
            other.add([document])
        other.link()
    assert content(tmp_path / "b.sqlite") == content(archive.path)


def test_edits_reach_the_tables(small: Archive) -> None:
    def persons() -> int:
        (count,) = small.connection.execute("SELECT count(*) FROM persons").fetchone()
        return int(count)

    before = persons()
    small.link(Edits.parse("merge\tole-tarnowitz\twiebke-borkelund"))
    assert persons() == before - 1
    small.link()
    assert persons() == before
    with pytest.raises(FormatError, match="no person 'nobody'"):
        small.link(Edits.parse("merge\tole-tarnowitz\tnobody"))
    assert persons() == before


ADDING = """
import sys
sys.path.insert(0, {tests!r})
from collection import as_found, collection
from quoteattr.corpus.archive import Archive
with Archive(sys.argv[1]) as archive:
    there = {{row[0] for row in archive.connection.execute("SELECT id FROM articles")}}
    todo = [as_found(said) for said in collection() if said.article.id not in there]
    print("ready", flush=True)
    for start in range(0, len(todo), 8):
        archive.add(todo[start : start + 8])
    archive.link()
"""


def test_killed_at_any_moment_it_is_whole(archive: Archive, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ADDING.format(tests=str(Path(__file__).parent)), str(tmp_path / "a.sqlite")]
    chance = random.Random(1)
    killed = 0
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.12))
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += process.returncode == -signal.SIGKILL
        content(tmp_path / "a.sqlite")
    assert killed
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    assert content(tmp_path / "a.sqlite") == content(archive.path)


def test_a_second_writer_is_told(small: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    other = sqlite3.connect(small.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    small.connection.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(OptionError, match="Another process is writing"):
        small.add(FOUND[40:41])
    other.execute("ROLLBACK")
    small.add(FOUND[40:41])
    assert len(search(small, Question())) == 21


def test_many_make_one_archive_at_once(tmp_path: Path) -> None:
    def make(number: int) -> int:
        with Archive(tmp_path / "new.sqlite") as archive:
            archive.add([FOUND[number]])
            return archive.counts().articles

    with ThreadPoolExecutor(8) as pool:
        assert max(pool.map(make, range(8))) == 8


def test_an_id_that_comes_again_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first, second = (Article("a1", f"„Das ist so“, sagte Kern. {part}") for part in ("Am Montag.", "Am Dienstag."))
    with Archive(tmp_path / "a.sqlite") as archive:
        assert list(archive.update([first], Counting())) == ["a1"]  # type: ignore[arg-type]
        assert caplog.messages == []
        assert list(archive.update([first, second], Counting())) == ["a1"]  # type: ignore[arg-type]
        (message,) = caplog.messages
        assert "'a1' comes again" in message
        assert [text for (text,) in archive.connection.execute("SELECT text FROM articles")] == [second.text]


def test_what_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such archive"):
        Archive(tmp_path / "none.sqlite", create=False)
    text = tmp_path / "a.txt"
    text.write_text("Es regnet. " * 100)
    with pytest.raises(FormatError, match="no SQLite file"):
        Archive(text)
    assert text.read_text() == "Es regnet. " * 100
    other = tmp_path / "b.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    with pytest.raises(FormatError, match="something else"):
        Archive(other)
    with pytest.raises(InputError, match="cannot be opened"):
        Archive(tmp_path)


def test_a_later_version(small: Archive) -> None:
    small.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FormatError, match=r"version 99.*Install a newer"):
        Archive(small.path)


def test_an_archive_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    """Nothing that it holds is lost, and its articles count as to be done anew: what is new was not found before."""
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript((resources.files("quoteattr") / "data" / "archive" / "1.sql").read_text("utf-8"))
    connection.execute("INSERT INTO articles VALUES ('a1', 'x', 'before', '', '', '{}', 'Es regnet.')")
    connection.execute(f"PRAGMA application_id = {0x71746174}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    with Archive(path) as archive:
        (row,) = archive.connection.execute("SELECT id, text, analysis, diagnostics FROM articles")
        assert tuple(row) == ("a1", "Es regnet.", "", "[]")
        assert archive.connection.execute("SELECT speaker_confidence FROM said").fetchall() == []
        archive.add([FOUND[0]])
        assert archive.counts().articles == 2


def test_an_article_without_an_id(small: Archive) -> None:
    before = content(small.path)
    with pytest.raises(OptionError, match="no id"):
        small.add([FOUND[50], Document("Es regnet.")])
    assert content(small.path) == before


def rows(table: Table, **wanted: object) -> list[dict[str, object]]:
    found = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return [row for row in found if all(row[key] == value for key, value in wanted.items())]


def test_who_is_quoted_where_and_when(archive: Archive) -> None:
    found = rows(quoted(archive), person="tjorven-lummerich")
    assert sum(int(str(row["quotes"])) for row in found) == 15
    assert {row["month"] for row in found} == {"2031-01", "2031-02", "2031-03"}
    assert sum(row[4] for row in quoted(archive, "year").rows) == len(FOUND)
    with pytest.raises(OptionError, match="period is 'week'; give one of day, month, year"):
        quoted(archive, "week")


def test_women_and_men(archive: Archive) -> None:
    counts = {(row["outlet"], row["gender"]): row["quotes"] for row in rows(genders(archive))}
    assert sum(int(str(count)) for count in counts.values()) == len(FOUND)
    women = sum(
        said.person in ("lumme", "voss-schulte", "senkel", "mielke", "quast-2", "borke-minister")
        for said in collection()
    )
    assert sum(int(str(count)) for (_, gender), count in counts.items() if gender == "f") == women


def test_voices(archive: Archive, small: Archive) -> None:
    assert new_voices(archive, "2031-04-01").rows == ()
    assert len(new_voices(archive, "2031-01-01").rows) == 13
    assert lone_voices(archive).rows == ()
    tarnowitz = search(small, Question(speaker="Tarnowitz"))
    small.remove([found.article for found in tarnowitz if found.outlet != tarnowitz[0].outlet])
    small.link()
    assert [row["outlet"] for row in rows(lone_voices(small))] == [tarnowitz[0].outlet]


def test_tables_without_an_answer(archive: Archive) -> None:
    assert quoting(archive).rows == positions(archive).rows == ()


def test_the_questions_of_datasette(archive: Archive) -> None:
    """Each that we give is one that the archive can answer; each table that they name is there."""
    told = json.loads((Path(__file__).parent.parent / "examples" / "datasette.json").read_text("utf-8"))
    database = told["databases"]["quotes"]
    names = {row[0] for row in archive.connection.execute("SELECT name FROM sqlite_master")}
    assert database["tables"].keys() <= names
    for name, table in database["tables"].items():
        columns = {row[1] for row in archive.connection.execute(f"PRAGMA table_info({name})")}
        assert {*table.get("facets", ()), table.get("sort_desc", "name")} - columns <= {"name"}
    answers = {
        name: archive.connection.execute(query["sql"], {"words": "moorwald"}).fetchall()
        for name, query in database["queries"].items()
    }
    assert len(answers["who_said_what_about"]) == 5
    assert len(answers["changed_words"]) == 5 * sum(said.altered in ("changed", "speaker") for said in collection())
    assert answers["by_month"]
