"""Texts, documents and gold in files: what is read and written, and what is refused."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.article import Article
from quoteattr.documents import json as json_format
from quoteattr.documents.benchmark import (
    Annotation,
    annotations_of,
    read_articles,
    read_predictions,
    write_prediction,
)
from quoteattr.documents.reading_articles import Found, articles_in
from quoteattr.documents.reading_files import decode, read_text
from quoteattr.documents.writers.indented_blocks import render
from quoteattr.documents.writing_files import open_output
from quoteattr.errors import FormatError, InputError, OptionError
from quoteattr.model import (
    Cue,
    CueKind,
    Diagnostic,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Medium,
    Mention,
    Quote,
    QuoteType,
    Span,
    Speaker,
    Via,
)

MINISTER = Entity("e1", "Ministerin", EntityKind.PERSON)
TEXT = "Die Ministerin sagte, es gebe „genug Geld“."


def quotation(**changes: Any) -> Quote:
    fields: dict[str, Any] = {
        "id": "q1",
        "type": QuoteType.INDIRECT,
        "medium": Medium.SPEECH,
        "spans": (Span(22, 42),),
        "text": TEXT[22:42],
        "cue": Cue((Span(15, 20),), "sagte", "sagen", CueKind.VERB),
        "frame": (Span(0, 21),),
        "speaker": Speaker(Mention((Span(0, 14),), "Die Ministerin", Span(4, 14)), MINISTER, Via.EXPLICIT),
        "confidence": 0.9,
        "evidence": (Evidence("indirect/bare"),),
    }
    return Quote(**{**fields, **changes})


@pytest.fixture
def document() -> Document:
    inner = quotation(
        id="q2", type=QuoteType.DIRECT, medium=None, spans=(Span(30, 42),), text=TEXT[30:42], parent="q1",
        cue=None, frame=(), speaker=None, evidence=(),
    )  # fmt: skip
    return Document(TEXT, (quotation(), inner), entities=(MINISTER,), model="none")


# Reading texts


def test_line_endings_and_offsets_stay() -> None:
    assert decode(b"a\r\nb\r\n", "x") == "a\r\nb\r\n"


def test_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfJa.", "x") == "Ja."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "Müller".encode("latin-1"),
            "not UTF-8: byte 0xFC at offset 1.*iconv -f WINDOWS-1252 -t UTF-8 a.txt",
        ),
        ("„Ja“".encode("cp1252"), "not UTF-8.*Windows-1252"),
        ("Ja".encode("utf-16"), "UTF-16.*iconv -f UTF-16"),
        (b"\x7fELF\x02\x00", "binary file"),
        (b"\x89PNG\r\n\x1a\n\x01\x02", "binary file"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04...", "zip archive or an office document"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\t\n", "is empty"),
    ],
)
def test_what_is_no_text_is_named(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        decode(content, "a.txt")


def test_wrong_paths_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt: no such file"):
        read_text(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_text(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_text("nul\0byte")


def test_folder_gives_its_texts_in_order_and_names_the_bad_one(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "a.txt").write_bytes(b"\xff\x00")
    (tmp_path / "sub" / "c.TXT").write_text("c", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "d.txt").write_text("d", encoding="utf-8")
    bad, *good = articles_in([str(tmp_path)])
    assert isinstance(bad, InputError)
    assert "a.txt" in str(bad)
    expected = {str(tmp_path / "b.txt"): "b", str(tmp_path / "sub" / "c.TXT"): "c"}
    assert good == [Found(name, Article(name, text)) for name, text in expected.items()]


def test_folder_without_texts_says_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("no", encoding="utf-8")
    (error,) = articles_in([str(tmp_path)])
    assert "no .txt files but .md" in str(error)


def test_stdin_is_a_text() -> None:
    (error,) = articles_in(["-"], stdin=io.BytesIO(b"f\xfcr"))
    assert "FILE | quoteattr -" in str(error)
    (found,) = articles_in(["-"], stdin=io.BytesIO("für".encode()))
    assert found == Found("<stdin>", Article("<stdin>", "für"))


# JSON


def test_json_gives_the_document_back(document: Document) -> None:
    line = json_format.dumps(json_format.record("a.txt", document))
    assert json_format.document_of(json.loads(line)) == ("a.txt", document)
    assert list(json.loads(line)) == [
        "file",
        "text",
        "quotes",
        "entities",
        "diagnostics",
        "model",
        "id",
        "metadata",
        "extractor",
        "places",
        "words",
        "sha256",
    ]


def test_lone_surrogates_survive() -> None:
    line = json_format.dumps({"text": "„\ud83d“ 😀"})
    line.encode()
    assert "😀" in line
    assert json.loads(line) == {"text": "„\ud83d“ 😀"}


@given(st.text(st.sampled_from("\ud83d\udbff\ude00\udfff\uffff😀a"), min_size=1, max_size=6))
@example("\ud83d\ude00")
@example("\ud83d\uffff\ude00")
def test_surrogates_side_by_side_survive(text: str) -> None:
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, len(text)),), text)
    document = Document(text, (quote,), metadata={text: [text, {"kicker": text}]})
    line = json_format.dumps(json_format.record("a.txt", document))
    line.encode()
    assert json_format.document_of(json.loads(line)) == ("a.txt", document)
    assert Document.from_dict(document.to_dict()) == document


def test_json_lines_split_at_newlines_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": "x\u2028y"}\n\n{"a": 2}\n', encoding="utf-8")
    assert list(json_format.read_jsonl(path)) == [(1, {"a": "x\u2028y"}), (3, {"a": 2})]


@pytest.mark.parametrize("line", ["{", "[1]", '"a"', "[" * 100_000])
def test_bad_json_names_the_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1}\n' + line, encoding="utf-8")
    with pytest.raises(FormatError, match="line 2"):
        list(json_format.read_jsonl(path))


@pytest.mark.parametrize("data", [{"text": "a"}, {"text": "a", "file": None}, {"text": "a", "file": 7}, [], None])
def test_what_is_no_document_is_refused(data: Any) -> None:
    with pytest.raises(FormatError, match="'file'"):
        json_format.document_of(data)


# Text for people


def test_rendering_numbers_indents_and_names(document: Document) -> None:
    lines = render("a.txt", document).splitlines()
    assert lines == [
        "a.txt: 2 quotations, 1 speaker",
        "",
        "  1  Ministerin  (indirect, cue: sagte, 22:42, 0.90)",
        "     es gebe „genug Geld“",
        "",
        "       2  (speaker unknown)  (direct, 30:42, 0.90)",
        "          „genug Geld“",
    ]


def test_rendering_keeps_control_characters_from_the_terminal() -> None:
    text = "Er sagte: \x1b[31mrot\u202e."
    shown = render("a\x1b.txt", Document(text, (quotation(spans=(Span(10, 19),), text=text[10:19]),)))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert r"\x1b[31mrot\u202e" in shown


def test_rendering_ends_with_diagnostics() -> None:
    odd = Diagnostic("unclosed-mark", Span(0, 1), "The mark is never closed.")
    assert render("a", Document("„", diagnostics=(odd,))).splitlines()[-1] == (
        "unclosed-mark at 0:1: The mark is never closed."
    )


# The benchmark


GOLD = {
    "documentName": "Haushalt",
    "originalText": TEXT,
    "tokens": [
        {"id": 0, "text": "Die", "charBegin": 0, "charEnd": 3},
        {"id": 1, "text": "Ministerin", "charBegin": 4, "charEnd": 14},
    ],
    "annotations": [
        {
            "type": "IndirectFreeIndirect",
            "medium": "none",
            "quote": {"tokenIds": [1], "spans": [{"charBegin": 4, "charEnd": 14}]},
            "speaker": {"tokenIds": [], "spans": []},
            "cue": [],
        }
    ],
}


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def test_gold_is_read_from_lines_and_from_a_folder(tmp_path: Path, gold_file: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "1.json").write_text(json.dumps(GOLD, indent=1), encoding="utf-8")
    (article,) = read_articles(gold_file)
    assert (article.name, article.text, article.tokens) == ("Haushalt", TEXT, (Span(0, 3), Span(4, 14)))
    assert article.annotations == (Annotation(QuoteType.INDIRECT_FREE_INDIRECT, None, (Span(4, 14),)),)
    assert read_articles(tmp_path / "corpus") == (article,)


@pytest.mark.parametrize(
    "change", [{"annotations": [{"type": "Parody"}]}, {"tokens": [{"charBegin": 3, "charEnd": 3}]}]
)
def test_bad_gold_names_the_line(gold_file: Path, change: dict[str, Any]) -> None:
    gold_file.write_text(json.dumps({**GOLD, **change}), encoding="utf-8")
    with pytest.raises(FormatError, match=r"gold\.jsonl, line 1"):
        read_articles(gold_file)


def test_bad_gold_is_refused(tmp_path: Path, gold_file: Path) -> None:
    gold_file.write_text(f"{json.dumps(GOLD)}\n{json.dumps(GOLD)}", encoding="utf-8")
    with pytest.raises(FormatError, match="line 2: a second document called 'Haushalt'"):
        read_articles(gold_file)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"no \.json files"):
        read_articles(tmp_path / "empty")


def test_predictions_go_out_in_the_corpus_terms_and_come_back(tmp_path: Path, document: Document) -> None:
    annotations = annotations_of(document)
    line = write_prediction("Haushalt", annotations)
    first = json.loads(line)["annotations"][0]
    assert first == {
        "type": "Indirect", "medium": "Speech", "quote": [[22, 42]], "addressee": [], "cue": [[15, 20]],
        "frame": [[0, 21]], "speaker": [[0, 14]], "confidence": 0.9, "rule": "indirect/bare",
    }  # fmt: skip
    path = tmp_path / "out.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    assert read_predictions(path) == {"Haushalt": annotations}


@pytest.mark.parametrize("kind", QuoteType)
@pytest.mark.parametrize("parent", [None, *QuoteType])
def test_what_lies_in_a_report_has_neither_cue_nor_frame_in_the_corpus(
    kind: QuoteType, parent: QuoteType | None
) -> None:
    """A report has none, and a direct quotation in it has that of the report; the middle one is what counts."""
    outermost = quotation(id="q1", type=QuoteType.REPORTED)
    middle = [] if parent is None else [quotation(id="q2", type=parent, parent="q1")]
    inner = quotation(id="q3", type=kind, parent="q2" if middle else None)
    found = annotations_of(Document(TEXT, (outermost, *middle, inner)))[-1]
    left_out = kind is QuoteType.REPORTED or (kind is QuoteType.DIRECT and parent is QuoteType.REPORTED)
    assert (found.cue, found.frame) == (((), ()) if left_out else ((Span(15, 20),), inner.frame))
    assert (found.quote, found.speaker) == (inner.spans, (Span(0, 14),))


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 1.5},
        {"confidence": "high"},
        {"quote": [[5, 5]]},
        {"quote": [[5]]},
        {"quote": [["a", "b"]]},
        {"quote": 7},
        {"type": "Parody"},
        {"medium": None},
    ],
)
def test_bad_predictions_name_the_line(tmp_path: Path, change: dict[str, Any]) -> None:
    path = tmp_path / "out.jsonl"
    annotation = {"type": "Direct", "medium": "Speech", "quote": [[0, 4]], **change}
    path.write_text(json.dumps({"documentName": "a", "annotations": [annotation]}), encoding="utf-8")
    with pytest.raises(FormatError, match=r"out\.jsonl, line 1"):
        read_predictions(path)


# Output


def test_output_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with open_output(str(path), ()) as stream:
        stream.write("für\n")
        assert not path.exists()
    assert path.read_bytes() == "für\n".encode()
    with pytest.raises(ZeroDivisionError), open_output(str(path), ()) as stream:
        stream.write(f"half {1 / 0}")
    assert path.read_bytes() == "für\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_output_that_cannot_be_written_is_refused_first(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "is a folder"), (tmp_path / "no" / "out.txt", "Make the folder")):
        with pytest.raises(OptionError, match=message), open_output(str(path), ()):
            pytest.fail("nothing may run")


def test_devices_are_written_not_replaced() -> None:
    with open_output(os.devnull, ()) as stream:
        stream.write("gone")
    assert not os.path.isfile(os.devnull)
