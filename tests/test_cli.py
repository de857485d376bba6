"""The command: what it takes, what it writes where, how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from parsers import stub

from quoteattr import Config
from quoteattr.article import Article, article_of
from quoteattr.cli import main
from quoteattr.documents.json import document_of
from quoteattr.errors import UnknownModelError
from quoteattr.model import Diagnostic, Document, Medium, Quote, QuoteType, Span

Run = Callable[..., tuple[int, str, str]]
Give = Callable[[bytes], None]

SEED = next((Path(__file__).parent.parent / "seeds").glob("*.txt"))


class Fake:
    """Takes the first four characters of every text for a direct quotation."""

    def __init__(self) -> None:
        self.loaded: list[tuple[Any, Any, Any]] = []
        self.fails_with: BaseException | None = None
        self.processes = 0

    def load(self, model: Any, config: Any, entities: Any) -> "Fake":
        if model == "nonsense":
            raise UnknownModelError("There is no model 'nonsense'.")
        self.loaded.append((model, config, entities))
        return self

    def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
        self.processes = processes
        for article in map(article_of, texts):
            if article.text == "Todesfall":
                lost = Diagnostic("not-read", Span(0, 9), "It kills.")
                yield article.label(Document(article.text, diagnostics=(lost,)))
                continue
            if self.fails_with:
                raise self.fails_with
            text = article.text
            quote = Quote("q1", QuoteType.DIRECT, Medium.SPEECH, (Span(0, 4),), text[:4], confidence=0.9)
            yield article.label(Document(text, (quote,)))


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def run(fake: Fake, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in argv], load=fake.load)
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else -1
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("„Ja“, sagte sie.", encoding="utf-8")
    return path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Give:
    def give(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))

    return give


def test_a_file_as_text(run: Run, text: Path) -> None:
    code, out, err = run(text)
    assert (code, err) == (0, "")
    assert out.startswith(f"{text}: 1 quotation, 0 speakers\n\n  1  (speaker unknown)  (direct, 0:4, 0.90)\n")


def test_json_is_an_object_for_a_file_and_an_array_for_a_folder(run: Run, text: Path) -> None:
    one = json.loads(run(text, "--format", "json")[1])
    many = json.loads(run(text.parent, "--format", "json")[1])
    assert many == [one]
    assert document_of(one)[1].text == "„Ja“, sagte sie."


def test_json_lines(run: Run, text: Path) -> None:
    code, out, _ = run(text, text, "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(text)] * 2


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(run: Run, stdin: Give, arguments: list[str]) -> None:
    stdin("„Ja“, sagte er.".encode())
    code, out, _ = run(*arguments)
    assert code == 0
    assert out.startswith("<stdin>: 1 quotation")


def test_options_reach_the_attributor(run: Run, text: Path, fake: Fake) -> None:
    run(text, "--model", "gsd", "--min-confidence", "0.5", "--weights", "open")
    ((model, config, _),) = fake.loaded
    assert (model, config.min_confidence, config.weights) == ("gsd", 0.5, "open")


@pytest.mark.parametrize("command", [[], ["speakers"]])
def test_how_sure_a_speaker_must_be_reaches_the_attributor(
    run: Run, text: Path, fake: Fake, command: list[str]
) -> None:
    run(*command, text, "--min-speaker-confidence", "0.7")
    ((_, config, _),) = fake.loaded
    assert config == Config(min_speaker_confidence=0.7)


@pytest.mark.parametrize("command", [[], ["speakers"], ["explain"]])
def test_known_entities_reach_the_attributor(
    run: Run, text: Path, fake: Fake, tmp_path: Path, command: list[str]
) -> None:
    known = tmp_path / "people.json"
    known.write_text('[{"name": "Lena Falk", "id": "Q1"}]', encoding="utf-8")
    assert run(*command, text, "--entities", known)[0] == 0
    ((_, _, entities),) = fake.loaded
    assert entities.find("Lena Falk").id == "Q1"


@pytest.mark.parametrize("command", [[], ["speakers"], ["explain"]])
@pytest.mark.parametrize(("content", "message"), [(None, "No such file"), ("{}", "list"), ('[{"nom": "A"}]', "name")])
def test_wrong_entities(
    run: Run, text: Path, fake: Fake, tmp_path: Path, command: list[str], content: Any, message: str
) -> None:
    known = tmp_path / "people.json"
    if content is not None:
        known.write_text(content, encoding="utf-8")
    code, out, err = run(*command, text, "--entities", known)
    assert (code, out, fake.loaded) == (2, "", [])
    assert str(known) in err
    assert message in err


def test_output_file(run: Run, text: Path, tmp_path: Path) -> None:
    code, out, _ = run(text, "--format", "jsonl", "--output", tmp_path / "out.jsonl")
    assert (code, out) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["file"] == str(text)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "no such file"),
        ("binary.txt", b"\x00\x01\x02", "binary"),
        ("latin.txt", "Müller sagte".encode("latin-1"), "iconv"),
        ("empty.txt", b"", "is empty"),
        ("wide.txt", "Er sagte: „Ja.“".encode("utf-16"), "iconv -f UTF-16 "),
        ("wide-le.txt", "Er sagte: „Ja.“".encode("utf-16-le"), "iconv -f UTF-16LE "),
        ("wide-be.txt", "Er sagte: „Ja.“".encode("utf-16-be"), "iconv -f UTF-16BE "),
        ("*.rtf", None, "No file matches this pattern"),
    ],
)
def test_wrong_inputs_end_before_a_model_is_loaded(
    run: Run, fake: Fake, tmp_path: Path, name: str, content: Any, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(path, "--output", tmp_path / "out.txt")
    assert (code, out) == (2, "")
    assert err.startswith("quoteattr: ")
    assert err.count("\n") == 1
    assert name in err
    assert message in err
    assert fake.loaded == []
    assert not (tmp_path / "out.txt").exists()


def test_a_mistyped_command(run: Run, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run("expain", text)
    assert code == 1
    assert err.splitlines()[-1] == "quoteattr: Did you mean the command: quoteattr explain"


def test_explain_takes_one_text(run: Run, text: Path) -> None:
    code, out, err = run("explain", text.parent)
    assert (code, out) == (2, "")
    assert f"{text.parent} is a folder" in err
    assert "its quotations are q1 to q1" in run("explain", text, "--quote", "q7")[2]


def test_folder_without_texts(run: Run, tmp_path: Path) -> None:
    code, _, err = run(tmp_path)
    assert code == 2
    assert "no .txt files" in err


@pytest.mark.parametrize("table", ["quotes", "speakers", "tokens"])
def test_a_table_in_a_table_out(run: Run, fake: Fake, tmp_path: Path, table: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nr,body,outlet\n7,„Ja“,Bote\n8,,Bote\n9,„Nö“,Post\n", encoding="utf-8")
    code, out, err = run(path, "--format", "csv", "--table", table, "--id-column", "nr")
    assert code == 1
    assert "texts from the column 'body'" in err
    assert "row 2: the column 'body' is empty" in err
    lines = out.splitlines()
    assert lines[0].startswith("doc_id,")
    assert len(lines) == (3 if table == "quotes" else 1)
    assert fake.loaded[0][1].keep_words is (table == "tokens")


@pytest.mark.parametrize("option", [("--reader", "pdf"), ("--text-column", "nowhere"), ("--table", "verbs")])
def test_wrong_ways_of_reading(run: Run, fake: Fake, tmp_path: Path, option: tuple[str, str]) -> None:
    (tmp_path / "a.csv").write_text("text\nJa.\n", encoding="utf-8")
    code, out, err = run(tmp_path / "a.csv", *option)
    assert (code, out, fake.loaded) == (2, "", [])
    assert option[1] in err


def test_help_is_one_screen(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert len(run("--help")[1].splitlines()) <= 45


def test_empty_standard_input(run: Run, stdin: Give) -> None:
    stdin(b"")
    code, _, err = run("-")
    assert code == 2
    assert "<stdin> is empty" in err


def test_one_bad_file_among_many_is_reported_and_the_others_are_done(run: Run, text: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\xfc")
    code, out, err = run(tmp_path, tmp_path / "missing.txt", "--format", "jsonl")
    assert code == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == [str(text)]
    assert [line.split(":")[0] for line in err.splitlines()] == ["quoteattr"] * 2


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--model", "nonsense"),
        ("--min-confidence", "7"),
        ("--min-confidence", "high"),
        ("--min-speaker-confidence", "7"),
        ("--format", "xml"),
        ("--output", "/nowhere/out.txt"),
        ("--output", "."),
    ],
)
def test_wrong_use(run: Run, text: Path, option: str, value: str) -> None:
    code, out, err = run(text, option, value)
    assert (code, out) == (2, "")
    assert value in err


@pytest.mark.parametrize(("error", "code"), [(KeyboardInterrupt(), 130), (OSError("disk full"), 2)])
def test_interruption_leaves_nothing_half_written(
    run: Run, fake: Fake, text: Path, tmp_path: Path, error: BaseException, code: int
) -> None:
    fake.fails_with = error
    found, out, _ = run(text, "--output", tmp_path / "out.txt")
    assert (found, out) == (code, "")
    assert list(tmp_path.iterdir()) == [text]


def test_a_file_called_like_a_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("model").write_text("„Ja“, sagte er.", encoding="utf-8")
    assert run("./model")[1].startswith("./model: 1 quotation")
    assert run("model")[1].startswith("name ")


def test_model_says_where_it_is_from_and_loads_nothing(run: Run, fake: Fake) -> None:
    code, out, _ = run("model")
    assert code == 0
    assert "embedded in the package" in out
    assert "SHA-256" in out
    assert fake.loaded == []


def test_unknown_model_has_no_facts(run: Run) -> None:
    code, out, err = run("model", "--model", "nonsense")
    assert (code, out) == (2, "")
    assert "nonsense" in err


GOLD = {
    "documentName": "Ja",
    "originalText": "„Ja“, sagte sie.",
    "tokens": [{"id": i, "charBegin": b, "charEnd": e} for i, (b, e) in enumerate([(0, 1), (1, 3), (3, 4), (4, 5)])],
    "annotations": [{"type": "Direct", "medium": "Speech", "quote": {"spans": [{"charBegin": 0, "charEnd": 4}]}}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def test_evaluate_writes_predictions_and_prints_the_figures(run: Run, gold: Path, tmp_path: Path) -> None:
    predictions = tmp_path / "out.jsonl"
    code, out, _ = run("evaluate", gold, "--predictions", predictions)
    assert code == 0
    assert "quote            P 1.0000  R 1.0000  F1 1.0000" in out
    assert json.loads(predictions.read_text(encoding="utf-8"))["annotations"][0]["quote"] == [[0, 4]]
    again = json.loads(run("evaluate", gold, "--score", predictions, "--json")[1])
    assert again["scores"]["joint"]["f1"] == 1


def test_evaluate_lists_errors(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"documentName": "Ja", "annotations": []}', encoding="utf-8")
    code, out, _ = run("evaluate", gold, "--score", tmp_path / "none.jsonl", "--errors", "3")
    assert code == 0
    assert "## missed, Direct: 1" in out


def test_the_oracle_says_what_the_proposals_allow(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions = tmp_path / "out.jsonl"
    arguments = ["evaluate", str(gold), "--oracle", "--predictions", str(predictions)]
    assert main(arguments, load=lambda *_: stub()) == 0
    assert "all                       1   1.000 → 1.000" in capsys.readouterr().out
    assert len(json.loads(predictions.read_text("utf-8"))["annotations"]) == 1
    assert main([*arguments, "--json"], load=lambda *_: stub()) == 0
    assert json.loads(capsys.readouterr().out)["oracle"]["types"]["all"]["gold"] == 1
    assert main([*arguments, "--errors", "2"], load=lambda *_: stub()) == 0
    assert "## cue or frame, Direct: 1\n\n- Ja\n  gold: Direct" in capsys.readouterr().out


def test_the_oracle_needs_proposals(run: Run, gold: Path, tmp_path: Path) -> None:
    code, out, err = run("evaluate", gold, "--oracle", "--score", tmp_path / "found.jsonl")
    assert (code, out) == (2, "")
    assert "found.jsonl have no proposals" in err
    code, out, err = run("evaluate", gold, "--oracle")
    assert (code, out) == (2, "")
    assert "give a QuoteAttributor" in err


def test_compare(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"documentName": "Ja", "annotations": []}', encoding="utf-8")
    run("evaluate", gold, "--predictions", tmp_path / "all.jsonl")
    code, out, _ = run("compare", tmp_path / "none.jsonl", tmp_path / "all.jsonl", "--gold", gold)
    assert code == 0
    assert "## Gains: 1\n\n- found: Direct" in out


@pytest.mark.parametrize(
    "arguments", [["evaluate", "missing.jsonl"], ["compare", "a", "b", "--gold", "c"], ["compare", "a", "b"]]
)
def test_wrong_gold(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "no such file" in err or "--gold" in err


# The real process


def quoteattr(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "quoteattr", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=300, check=False, **options)


def test_help_and_wrong_paths_need_no_stanza() -> None:
    code = "import sys; from quoteattr.cli import main\n"
    code += "main(['missing.txt'])\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    code += "print([name for name in sys.modules if name in ('stanza', 'torch')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


def test_closed_output_is_quiet(text: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    code = "import sys; from test_cli import Fake, main; sys.exit(main([sys.argv[1]], load=Fake().load))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(text)],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parent,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.model
def test_the_seed_document() -> None:
    done = quoteattr(SEED, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    _, document = document_of(json.loads(done.stdout))
    assert document.text == SEED.read_bytes().decode()
    assert document.by("Selenskyj")


@pytest.mark.model
def test_standard_input_and_unknown_model() -> None:
    assert quoteattr("-", input=b"Sie sagte, es gehe gut.").stdout.startswith(b"<stdin>: ")
    done = quoteattr(SEED, "--model", "nonsense")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nonsense" in done.stderr


def test_several_processes(run: Run, fake: Fake, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Eins zwei.", encoding="utf-8")
    assert run(tmp_path)[0] == 0
    assert fake.processes == 1
    assert run("--jobs", 3, tmp_path)[0] == 0
    assert fake.processes == 3
    for wrong in ("0", "-1", "viele"):
        code, out, err = run("--jobs", wrong, tmp_path)
        assert (code, out) == (2, "")
        assert "whole number from 1 on" in err or "expected one argument" in err


def test_a_text_that_kills_its_process_is_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Todesfall", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Eins zwei.", encoding="utf-8")
    code, out, err = run("--jobs", 2, tmp_path)
    assert code == 1
    assert "a.txt was not read. It kills." in err
    assert "Eins" in out


def test_a_terminated_command_leaves_no_draft(fake: Fake, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Eins zwei.", encoding="utf-8")

    class Slow(Fake):
        def pipe(self, texts: Iterable[Article | str], *, processes: int = 1) -> Iterator[Document]:
            os.kill(os.getpid(), signal.SIGTERM)
            return super().pipe(texts)

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as stop:
        main(["--output", str(tmp_path / "out.txt"), str(tmp_path / "a.txt")], load=lambda *_: Slow())
    assert stop.value.code == 143
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert signal.getsignal(signal.SIGTERM) is before
