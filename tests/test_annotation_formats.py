"""Formats of annotation tools: what is written is read back, in the unit of each format, and comes back as gold."""

import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from parsers import Stub, stub
from results import any_document, crossing, empty, example, examples

from quoteattr import (
    Config,
    Document,
    FormatError,
    InputError,
    Medium,
    OptionError,
    QuoteAttributor,
    QuoteType,
    Span,
    extras,
    to_table,
)
from quoteattr.cli import main
from quoteattr.documents import corrected_gold, label_tasks, writers
from quoteattr.documents.benchmark import Annotation, annotations_of, in_terms_of_the_corpus
from quoteattr.documents.gold import read_gold
from quoteattr.documents.json import document_of, dumps, record
from quoteattr.documents.quote_parts import roles_of
from quoteattr.documents.quotect import to_quotect
from quoteattr.documents.registry import WRITERS, writers_in
from quoteattr.documents.result_tables import META, QUOTES, SCHEMAS
from quoteattr.documents.web_pages import to_annotation_page
from quoteattr.documents.writable import for_xml, without_surrogates
from quoteattr.documents.writers import Results

FORMATS = writers_in(writers, WRITERS)


def needs(extra: str) -> pytest.MarkDecorator:
    lacking = extras.missing(extra)
    return pytest.mark.skipif(bool(lacking), reason=f"needs {', '.join(lacking)}: {extras.install_line(extra)}")


def written(name: str, *documents: Document, table: str = "quotes", many: bool | None = None) -> bytes:
    """What a format writes of documents."""
    if extras.missing(FORMATS[name].extra):
        pytest.skip(extras.install_line(FORMATS[name].extra))
    content = io.BytesIO()
    stream = io.TextIOWrapper(content, encoding="utf-8", errors="backslashreplace", newline="\n")
    named = [(f"{number}.txt", document) for number, document in enumerate(documents)]
    results = Results(iter(named), len(documents) > 1 if many is None else many, table)
    FORMATS[name].write(results, stream)
    stream.flush()
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def spans_of(cell: str | None) -> tuple[Span, ...]:
    return tuple(Span(*map(int, part.split(":"))) for part in (cell or "").split())


def as_gold(document: Document) -> list[Annotation]:
    """The annotations of a document as gold has them: without what only a system gives."""
    found = in_terms_of_the_corpus([evolve(each, confidence=None, rule=None) for each in annotations_of(document)])
    return sorted(found, key=lambda each: (each.quote[0].start, -each.quote[-1].end))


# All formats


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("many", [True, False])
def test_every_format_writes_everything(name: str, many: bool) -> None:
    for document in (example(), empty(), crossing()):
        assert written(name, document, many=many)
    written(name, many=True)


@pytest.mark.parametrize("name", [name for name, writer in FORMATS.items() if writer.binary])
def test_what_is_no_text_goes_to_no_terminal_and_no_notebook(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if extras.missing(FORMATS[name].extra):
        pytest.skip(extras.install_line(FORMATS[name].extra))
    (tmp_path / "a.txt").write_text("Ja.", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([str(tmp_path / "a.txt"), "--format", name]) == 2
    assert "Name a file with --output" in capsys.readouterr().err
    with pytest.raises(OptionError, match="takes text alone"):
        FORMATS[name].write(Results([("a", example())], False), io.StringIO())


def test_a_missing_extra_is_told_before_anything_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(extras.EXTRAS, "cas", ("no_such_module",))
    assert main(["nowhere.txt", "--format", "cas-json", "--output", "x"]) == 2
    assert capsys.readouterr().err == (
        "quoteattr: The format cas-json needs no_such_module. Install it: pip install 'quoteattr[cas]'\n"
    )
    assert main(["formats"]) == 0
    assert "cas-json     UIMA CAS for INCEpTION, several as a ZIP; needs pip install 'quoteattr[cas]'" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize("name", ["brat", "cas-json", "tei"])
def test_names_in_archives_are_safe_and_unique(name: str) -> None:
    ids = ["../../etc/passwd", "https://x.example/a?b=1", "A", "a", "", "…"]
    names = list(unpacked(written(name, *(evolve(example(), id=id_) for id_ in ids))))
    assert len({each.casefold() for each in names}) == len(names)
    assert not any(re.search(r"\.\.|[/\\:?]", each) for each in names)
    assert any(each.startswith("passwd.") for each in names)


# Tables


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_a_table_has_a_row_a_quotation_with_offsets_in_code_points() -> None:
    rows = rows_of(written("csv", *(document for _, document in examples())))
    assert [(row["doc_id"], row["quote_id"]) for row in rows] == [
        ("a-1", "q1"), ("a-1", "q2"), ("a-1", "q3"), ("a-1", "q1"), ("a-1", "q2"),
    ]  # fmt: skip
    first = rows[0]
    document = example()
    assert [span.of(document.text) for span in spans_of(first["spans"])] == ["„Ja“", "„wir finden ‚😀 das‘ gut.“"]
    assert (first["speaker"], first["speaker_ref"], first["cue_lemma"]) == ("Anna Kern", "Q1", "sagen")
    assert (first["addressee"], first["target"], first["attitude"]) == ("Ohm", "das", "support")
    assert first["evidence"] == "direct.around: direct/x=+1.00"
    assert (first["meta_outlet"], first["meta_tags"]) == ("Hafenbote", '["x", "y"]')
    assert json.loads(first["metadata"]) == document.metadata
    assert (rows[1]["parent"], rows[1]["speaker"]) == ("q1", "")
    assert (rows[2]["speaker_phrase"], rows[2]["speaker"]) == ("Es eilt.", "")


def test_a_table_of_speakers() -> None:
    (row, _) = rows_of(written("csv", example(), crossing(), table="speakers"))
    assert (row["name"], row["ref"], row["aliases"], row["quotes"]) == ("Anna Kern", "Q1", '["Kern"]', "1")


def test_a_table_of_tokens() -> None:
    text = "Kern sagte: „Ja 😀.“ Gut."
    attributor = QuoteAttributor(Stub(), config=Config(keep_words=True))
    document = attributor.attribute(text)
    assert Document.from_dict(document.to_dict()) == document
    rows = rows_of(written("csv", document, table="tokens"))
    assert [row["token"] for row in rows if row["sentence"] == "1"][:3] == ["Kern", "sagte", ":"]
    assert all(text[int(row["start"]) : int(row["end"])] == row["token"] for row in rows)
    (root,) = (row for row in rows if (row["sentence"], row["head"]) == ("1", "0"))
    assert (root["token"], root["relation"]) == ("sagte", "root")
    assert {row["token"]: row["quotes"] for row in rows}["Kern"] == "q1:speaker q1:frame"
    assert {row["token"]: row["quotes"] for row in rows}["Ja"] == "q1:quote"
    assert stub().attribute(text).words == ()


def test_a_table_of_nothing_has_its_columns() -> None:
    header, *rows = written("csv", empty()).decode().splitlines()
    assert header.split(",") == [column.name for column in QUOTES.columns]
    assert rows == []


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=lambda schema: schema.name)
def test_columns_are_a_contract(schema: Any) -> None:
    """R wants `doc_id` first, and `text` beside it where there is one; metadata never takes the name of a column."""
    names = [column.name for column in schema.columns]
    assert names[0] == "doc_id"
    assert len(set(names)) == len(names)
    assert all(column.description and column.kind in ("string", "int", "float") for column in schema.columns)
    assert not any(name.startswith(META) for name in names)
    if schema is QUOTES:
        assert names[1] == "text"


def test_metadata_that_comes_late_is_not_lost() -> None:
    first = evolve(example(), metadata={"a": "1"})
    rows = rows_of(written("csv", *[first] * 100, evolve(example(), metadata={"b": 2})))
    assert "meta_b" not in rows[-1]
    assert json.loads(rows[-1]["metadata"]) == {"b": 2}


def test_an_unknown_table() -> None:
    with pytest.raises(OptionError, match=r"no table 'verbs'\. There are quotes, speakers, tokens"):
        to_table([], "verbs")


@needs("arrow")
def test_parquet_is_the_table_in_groups() -> None:
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(io.BytesIO(written("parquet", *[example()] * 4000)))
    assert (file.metadata.num_rows, file.num_row_groups) == (12000, 2)
    schema = file.schema_arrow
    assert schema.metadata[b"quoteattr.table"] == b"quotes"
    assert schema.metadata[b"quoteattr.version"] == b"1"
    assert b"code points" in schema.field("start").metadata[b"description"]


@needs("arrow")
@settings(max_examples=40)
@given(any_document())
def test_any_document_survives_parquet(document: Document) -> None:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(written("parquet", document)))
    assert table.equals(to_table([document]), check_metadata=True)
    text = without_surrogates(document.text)
    for row, quote in zip(table.to_pylist(), document.quotes, strict=True):
        assert spans_of(row["spans"]) == quote.spans
        assert " … ".join(span.of(text) for span in spans_of(row["spans"])) == row["text"]
        roles = {"speaker": "speaker_spans", "cue": "cue_spans", "frame": "frame_spans",
                 "addressee": "addressee_spans", "target": "target_spans"}  # fmt: skip
        found = {role: spans_of(row[column]) for role, column in roles.items() if row[column]}
        assert found == roles_of(quote)
        assert (row["type"], row["medium"], row["confidence"]) == (quote.type, quote.medium, quote.confidence)
        assert row["speaker"] == (quote.speaker.name if quote.speaker else None)
        assert json.loads(row["metadata"]) == document.metadata
    assert to_table([document], "speakers").num_rows == len(document.entities)


# JSON


@settings(max_examples=40)
@given(any_document())
def test_any_document_survives_json(document: Document) -> None:
    assert document_of(json.loads(written("json", document)))[1] == document
    lines = written("jsonl", document, document).decode().split("\n")[:-1]
    assert [document_of(json.loads(line)) for line in lines] == [("0.txt", document), ("1.txt", document)]
    assert dumps(record("a", document)).encode()


# UIMA CAS


@needs("cas")
def test_cas_counts_utf_16_and_ties_spans_by_links() -> None:
    data = json.loads(written("cas-json", example()))
    structures = {item["%ID"]: item for item in data["%FEATURE_STRUCTURES"]}
    quotation = next(item for item in structures.values() if item["%TYPE"] == "webanno.custom.Quotation")
    assert (quotation["begin"], quotation["end"]) == (3, 7)
    assert quotation["kind"] == "direct"
    links = [structures[number] for number in structures[quotation["@roles"]]["%ELEMENTS"]]
    units = example().text.encode("utf-16-le")

    def words(part: dict[str, Any]) -> str:
        return units[2 * part["begin"] : 2 * part["end"]].decode("utf-16-le")

    assert {link["role"]: words(structures[link["@target"]]) for link in links} == {
        "continued": "„wir finden ‚😀 das‘ gut.“", "speaker": "Anna Kern", "cue": "sagte",
        "frame": "sagte Anna Kern zu Ohm,", "addressee": "Ohm", "target": "das",
    }  # fmt: skip


@needs("cas")
def test_the_type_system_is_one_that_a_fresh_reader_validates() -> None:
    import cassis

    with_roles = evolve(example(), quotes=example().quotes[:1])  # cassis 0.12 checks no feature that is not set
    files = unpacked(written("cas-xmi", with_roles))
    types = cassis.load_typesystem(io.BytesIO(files["TypeSystem.xml"]))
    cas = cassis.load_cas_from_xmi(io.BytesIO(files["a-1.xmi"]), typesystem=types)
    assert cas.sofa_string == example().text
    assert cas.typecheck() == []
    again = cassis.load_cas_from_xmi(io.BytesIO(cas.to_xmi().encode()), typesystem=types)
    assert again.to_json() == cas.to_json()
    kinds = {kind.name: kind for kind in types.get_types()}
    link = kinds["webanno.custom.QuotationRolesLink"]
    assert {feature.name for feature in link.features} == {"role", "target"}  # what makes it a link to INCEpTION
    assert link.supertype.name == "uima.cas.TOP"


@needs("cas")
@pytest.mark.parametrize("name", ["cas-json", "cas-xmi"])
def test_a_cas_comes_back_as_gold(name: str, tmp_path: Path) -> None:
    suffix = ".zip" if name == "cas-xmi" else ".json"
    path = tmp_path / f"a{suffix}"
    path.write_bytes(written(name, example()))
    (article,) = read_gold(path)
    assert (article.name, article.text) == ("a-1", example().text)
    assert list(article.annotations) == as_gold(example())
    other = evolve(crossing(), id="c")
    (tmp_path / "a.zip").write_bytes(written(name, example(), other))
    (tmp_path / "a.json").unlink(missing_ok=True)
    assert [list(each.annotations) for each in read_gold(tmp_path)] == [as_gold(example()), as_gold(other)]


@needs("cas")
@settings(max_examples=40)
@given(any_document())
def test_any_document_survives_cas(document: Document) -> None:
    import cassis

    as_json = written("cas-json", document)
    as_xmi = unpacked(written("cas-xmi", document))
    types = cassis.load_typesystem(io.BytesIO(as_xmi.pop("TypeSystem.xml")))
    (content,) = as_xmi.values()
    for cas in (
        cassis.load_cas_from_json(io.BytesIO(as_json)),
        cassis.load_cas_from_xmi(io.BytesIO(content), typesystem=types),
    ):
        assert cas.sofa_string == for_xml(document.text)
        (facts,) = cas.select("webanno.custom.QuotationDocument")
        assert json.loads(facts.metadata) == json.loads(for_xml(dumps(document.metadata)))
        found = {quotation.quote_id: quotation for quotation in cas.select("webanno.custom.Quotation")}
        assert len(found) == len(document.quotes)
        for quote in document.quotes:
            parts: dict[str, list[Span]] = {"": [Span(found[quote.id].begin, found[quote.id].end)]}
            for link in found[quote.id].roles.elements if found[quote.id].roles else ():
                target = Span(link.target.begin, link.target.end)
                parts.setdefault("" if link.role == "continued" else link.role, []).append(target)
            assert tuple(parts.pop("")) == quote.spans
            assert {role: tuple(spans) for role, spans in parts.items()} == roles_of(quote)
            assert found[quote.id].confidence == pytest.approx(quote.confidence)
            assert found[quote.id].kind == quote.type


# Web Annotation


@settings(max_examples=40)
@given(any_document())
def test_any_document_survives_web_annotation(document: Document) -> None:
    page = json.loads(written("web-annotation", document))
    assert page == json.loads(dumps(to_annotation_page(document)))
    text = without_surrogates(document.text)
    parts: dict[str, dict[str, tuple[Span, ...]]] = {}
    for item in page["items"]:
        spans = []
        for target in item["target"]:
            position, quoted = target["selector"]
            assert text[position["start"] : position["end"]] == quoted["exact"]
            assert f"{quoted['prefix']}{quoted['exact']}{quoted['suffix']}" in text
            spans.append(Span(position["start"], position["end"]))
        quote, _, role = item["id"].rpartition("#")[2].partition("-")
        parts.setdefault(quote, {})[role] = tuple(spans)
    assert parts == {quote.id: {"": quote.spans, **roles_of(quote)} for quote in document.quotes}


def test_web_annotations_say_what_and_who() -> None:
    first = to_annotation_page(example())["items"][0]
    assert first["id"] == "https://hafenbote.example/1#q1"
    bodies = [(body["purpose"], body["value"]) for body in first["body"]]
    assert bodies[:2] == [("classifying", "direct"), ("identifying", "Anna Kern")]
    assert ("tagging", "speaker_ref:Q1") in bodies
    assert to_annotation_page(empty())["partOf"]["id"] == f"urn:sha256:{empty().sha256}"


# Label Studio


def exported(document: Document, **changes: Any) -> dict[str, Any]:
    """A task as Label Studio exports it when its prediction was accepted."""
    task = label_tasks.to_task(document)
    result = task["predictions"][0]["result"]
    return {
        "id": 5,
        "data": task["data"],
        "annotations": [{"id": 1, "was_cancelled": False, "result": result, **changes}],
    }


def test_label_studio_gets_a_list_of_tasks() -> None:
    for documents in ([example()], [example(), empty()]):
        tasks = json.loads(written("label-studio", *documents))
        assert [task["data"]["doc_id"] for task in tasks] == [document.id for document in documents]
    (task,) = json.loads(written("label-studio", example()))
    assert task["data"]["meta"] == example().metadata
    regions = [item for item in task["predictions"][0]["result"] if item["type"] == "labels"]
    for region in regions:
        assert example().text[region["value"]["start"] : region["value"]["end"]] == region["value"]["text"]
    relations = {(item["labels"][0], item["to_id"]) for item in task["predictions"][0]["result"] if "labels" in item}
    assert ("continued", "q1-continued-1") in relations


def test_the_interface_has_all_that_the_tasks_use() -> None:
    from xml.etree import ElementTree

    view = ElementTree.fromstring(label_tasks.interface())
    controls = {element.get("name") for element in view.iter() if element.get("name")}
    result = label_tasks.to_task(example())["predictions"][0]["result"]
    assert {item["from_name"] for item in result if "from_name" in item} <= controls
    known = {element.get("value") for element in view.iter()}
    assert {label for item in result for label in item.get("labels", item.get("value", {}).get("labels", ()))} <= known
    assert {*QuoteType, *Medium} <= known


@settings(max_examples=40)
@given(any_document())
def test_label_studio_comes_back_as_gold(document: Document) -> None:
    (article,) = corrected_gold.tasks_to_gold([exported(document)], "export.json")
    assert article.text == without_surrogates(document.text)
    assert sorted(map(str, article.annotations)) == sorted(map(str, as_gold(document)))


def test_of_two_quotations_around_another_the_order_does_not_matter() -> None:
    act, words = Annotation(QuoteType.REPORTED, None, (Span(0, 2),)), Annotation(QuoteType.DIRECT, None, (Span(0, 2),))
    inside = Annotation(QuoteType.DIRECT, None, (Span(1, 2),), cue=(Span(0, 1),))
    for order in ((act, words, inside), (words, act, inside)):
        assert in_terms_of_the_corpus(order)[2].cue == ()
    assert in_terms_of_the_corpus((words, inside))[1].cue == inside.cue


def test_an_export_is_read_as_a_file(tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps([exported(example())]), encoding="utf-8")
    (article,) = read_gold(path)
    assert article.name == "a-1"
    assert list(article.annotations) == as_gold(example())


def test_offsets_in_utf_16_are_told_by_the_words() -> None:
    task = exported(example())
    for item in task["annotations"][0]["result"]:
        if item["type"] == "labels":
            value = item["value"]
            for key in ("start", "end"):
                value[key] = len(example().text[: value[key]].encode("utf-16-le")) // 2
    (article,) = corrected_gold.tasks_to_gold([task], "export.json")
    assert list(article.annotations) == as_gold(example())


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"was_cancelled": True}, "export.json, task 1 has no annotation"),
        ({"result": [{"type": "labels", "id": "a", "value": {"start": 0, "end": 2, "text": "??", "labels": ["Cue"]}}]},
         "task 1, region a: '??' does not stand at 0:2"),
        ({"result": [{"type": "labels", "id": "a", "value": {"start": 2, "end": 6, "labels": ["Quotation"]}}]},
         "quotation at 2:6 has no type. Choose one of direct, indirect"),
        ({"result": [{"type": "labels"}]}, "task 1 lacks 'id'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_export_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(FormatError, match=re.escape(message)):
        corrected_gold.tasks_to_gold([exported(example(), **change)], "export.json")


def of_region(**changes: Any) -> list[dict[str, Any]]:
    """A result of one region, changed."""
    value = {"start": 2, "end": 6, "text": "„Ja“", "labels": ["Quotation"], **changes}
    return [{"type": "labels", "id": "a", "value": value}]


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ({"data": {"text": None}}, "the text of the task is missing or null, and not a text"),
        ({"data": {"text": 7}}, "the text of the task is 7, and not a text"),
        ({"doc_id": {"a": None}}, 'doc_id is {"a": null}, and neither a text nor a whole number'),
        ({"doc_id": float("nan")}, "doc_id is NaN, and neither"),
        ({"doc_id": True}, "doc_id is true, and neither"),
        ({"result": of_region(labels=["Direct"])},
         'a label of the region a is "Direct", and not one of Quotation, Speaker, Cue, Frame, Addressee, Target'),
        ({"result": of_region(labels=None)}, "a label of the region a is missing or null, and not a list"),
        ({"result": of_region(start="0")}, 'region a: it has "0" to 6, and not whole numbers'),
        ({"result": of_region(end=4.9)}, "region a: it has 2 to 4.9, and not whole numbers"),
        ({"result": of_region(start=True)}, "region a: it has true to 6, and not whole numbers"),
        ({"result": of_region(text=7)}, "region a: text is 7, and not a text"),
        ({"result": [*of_region(end=9999, text=None),
                     {"type": "choices", "id": "a", "from_name": "type", "value": {"choices": ["direct"]}}]},
         "quote of annotation 1 reaches to 9999, the text only to"),
        ({"result": [*of_region(), {"type": "choices", "id": "a", "from_name": "type", "value": {"choices": []}}]},
         "quotation at 2:6 has no type"),
        ({"result": [*of_region(), {"type": "relation", "from_id": None, "to_id": "a", "labels": ["cue"]}]},
         "a relation has the from_id null, and there is no such region"),
        ({"result": [*of_region(), {"type": "relation", "from_id": "a", "to_id": "b", "labels": ["cue"]}]},
         'a relation has the to_id "b", and there is no such region'),
        ({"result": [*of_region(), {"type": "relation", "from_id": "a", "to_id": "a", "labels": ["Cue"]}]},
         'a relation of the quotation at 2:6 is "Cue", and not one of speaker, cue'),
    ],
)  # fmt: skip
def test_a_wrong_value_in_an_export_is_told(task: dict[str, Any], message: str) -> None:
    whole = exported(example(), **{name: value for name, value in task.items() if name == "result"})
    whole["data"] = {**whole["data"], **task.get("data", {}), **{n: v for n, v in task.items() if n == "doc_id"}}
    with pytest.raises(FormatError, match=rf"export\.json, task 1.*{re.escape(message)}"):
        corrected_gold.tasks_to_gold([whole], "export.json")


@pytest.mark.parametrize(("doc_id", "name"), [(0, "0"), ("b", "b"), (None, "5"), ("", "5")])
def test_a_task_is_called_by_its_id(doc_id: object, name: str) -> None:
    task = exported(example())
    task["data"] = {**task["data"], "doc_id": doc_id}
    assert [article.name for article in corrected_gold.tasks_to_gold([task], "export.json")] == [name]


# quotect


def test_quotect_is_the_form_of_the_corpus(tmp_path: Path) -> None:
    data = to_quotect(example())
    tokens = {token["id"]: token for token in data["tokens"]}
    for annotation in data["annotations"]:
        for part in ("quote", "speaker", "cue", "frame", "addressee"):
            for span in annotation.get(part, {}).get("spans", ()):
                words = [tokens[number] for number in range(span["begin"], span["end"])]
                assert (words[0]["charBegin"], words[-1]["charEnd"]) == (span["charBegin"], span["charEnd"])
    first = data["annotations"][0]
    assert (first["type"], first["medium"], first["speaker"]["text"]) == ("Direct", "Speech", "Anna Kern")
    (tmp_path / "a.jsonl").write_text(json.dumps(data), encoding="utf-8")
    (article,) = read_gold(tmp_path / "a.jsonl")
    assert list(article.annotations) == as_gold(example())


# Damaged gold


@needs("cas")
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xmi", b"<xmi", "a.xmi is no UIMA CAS"),
        ("a.xmi", b'<!DOCTYPE x [<!ENTITY a "a">]><x/>', "a.xmi has a DTD"),
        ("a.zip", b"PK\x03\x04broken", "a.zip is a damaged ZIP archive"),
        ("a.json", b'{"%TYPES": {}, "%FEATURE_STRUCTURES": 7}', "a.json is no UIMA CAS"),
        ("a.json", b'{"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}', "has no layer webanno.custom.Quotation"),
        ("a.json", b'{"%FEATURE', "not JSON"),
    ],
)
def test_damaged_gold_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises((FormatError, InputError), match=re.escape(message)):
        read_gold(tmp_path / name)


@needs("cas")
def test_an_empty_array_of_roles_is_read(tmp_path: Path) -> None:
    """INCEpTION writes one where the last role was removed."""
    data = json.loads(written("cas-json", evolve(example(), quotes=example().quotes[1:2])))
    (quotation,) = (item for item in data["%FEATURE_STRUCTURES"] if item["%TYPE"] == "webanno.custom.Quotation")
    quotation["@roles"] = 99
    data["%FEATURE_STRUCTURES"].append({"%ID": 99, "%TYPE": "uima.cas.FSArray"})
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    ((annotation,),) = (article.annotations for article in read_gold(tmp_path / "a.json"))
    assert annotation.speaker == ()


@needs("cas")
def test_a_wrong_label_is_named_with_its_place(tmp_path: Path) -> None:
    content = written("cas-json", example()).replace(b'"kind": "direct"', b'"kind": "shouted"', 1)
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(FormatError, match=r'a\.json, quotation at 2:6 has the type "shouted"\. Choose one of direct'):
        read_gold(tmp_path / "a.json")


def changed_cas(path: Path, kind: str, **changes: Any) -> Path:
    """A CAS in JSON of which the first structure of a kind is changed; `_sofa` stands for `@sofa`."""
    data = json.loads(written("cas-json", example()))
    structure = next(item for item in data["%FEATURE_STRUCTURES"] if item["%TYPE"].endswith(kind))
    structure.update({name.replace("_sofa", "@sofa"): value for name, value in changes.items()})
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


@needs("cas")
@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        (".Quotation", {"begin": None}, "Quotation with the %ID 10 has null to 7, and not whole numbers"),
        (".Quotation", {"begin": "x"}, 'has "x" to 7, and not whole numbers'),
        (".Quotation", {"begin": -1}, "has -1 to 7, and not whole numbers"),
        (".Quotation", {"begin": 1.5}, "has 1.5 to 7, and not whole numbers"),
        (".Quotation", {"begin": True}, "has true to 7, and not whole numbers"),
        (".Quotation", {"end": 9999}, "quotation 1 has the offset 9999, where no character of the text begins"),
        (".Quotation", {"begin": 1}, "quotation 1 has the offset 1, where no character of the text begins"),
        (".Quotation", {"_sofa": None}, "has the @sofa null, and not the number of a text"),
        (".QuotationPart", {"end": []}, "QuotationPart with the %ID 4 has 33 to [], and not whole numbers"),
        (".QuotationPart", {"end": 9999}, "continued of quotation at 2:6 has the offset 9999"),
        (".QuotationRolesLink", {"role": "Speaker"}, 'a role of quotation at 2:6 is "Speaker", and not one of speaker'),
        (".QuotationDocument", {"doc_id": 7}, "doc_id is 7, and not a text"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_cas_is_told(
    tmp_path: Path, kind: str, changes: dict[str, Any], message: str, recwarn: pytest.WarningsRecorder
) -> None:
    with pytest.raises(FormatError, match=rf"a\.json.*{re.escape(message)}"):
        read_gold(changed_cas(tmp_path / "a.json", kind, **changes))
    assert list(recwarn) == []


@needs("cas")
def test_what_another_layer_lacks_is_told_without_words_of_python(tmp_path: Path) -> None:
    data = json.loads(written("cas-json", example()))
    data["%FEATURE_STRUCTURES"].append({"%ID": 99, "%TYPE": "uima.tcas.Annotation", "begin": 0, "end": 1})
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.json is no UIMA CAS that can be read: its structures are not those"):
        read_gold(tmp_path / "a.json")


@needs("cas")
@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (6, b"\x01", "a.xmi is encrypted. Pack it without a password"),
        (8, b"\x63", "is packed in a way that is not known here"),
    ],
)
def test_an_archive_that_cannot_be_unpacked_is_told(tmp_path: Path, place: int, value: bytes, message: str) -> None:
    """The flags and the method of packing stand in front of the member and in the directory behind all."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xmi", "<x/>")
    content = bytearray(packed.getvalue())
    for start in (place, content.index(b"PK\x01\x02") + place + 2):
        content[start : start + 1] = value
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(InputError, match=rf"a\.zip.*{re.escape(message)}"):
        read_gold(tmp_path / "a.zip")


# brat and TEI


def test_brat_counts_code_points_and_splits_at_line_breaks() -> None:
    document = evolve(example(), quotes=(evolve(example().quotes[0], spans=(Span(2, 45),)), *example().quotes[1:]))
    files = unpacked(written("brat", document))
    text, lines = files["a-1.txt"].decode(), files["a-1.ann"].decode().splitlines()
    assert text == document.text
    assert lines[0].startswith("T1\tDirect 2 31;32 45\t„Ja“, sagte")
    names = set(re.findall(r"^\w+", files["annotation.conf"].decode(), re.MULTILINE))
    for line in lines:
        kind, body, *words = line.split("\t")
        if kind.startswith("T"):
            label, _, offsets = body.partition(" ")
            pieces = [tuple(map(int, each.split())) for each in offsets.split(";")]
            assert " ".join(text[start:end] for start, end in pieces) == words[0]
            assert label in names
    assert "R1\tHasSpeaker Arg1:T1 Arg2:T2" in lines
    assert "A1\tMedium T1 speech" in lines


@needs("xml")
def test_tei_nests_what_nests_and_keeps_the_text() -> None:
    from lxml import etree

    root = etree.fromstring(written("tei", example()))
    names = {"t": "http://www.tei-c.org/ns/1.0"}
    (block,) = root.findall(".//t:ab", names)
    assert "".join(block.itertext()) == example().text
    first, second, third = (said for said in block.iter("{*}said") if said.getparent().tag.endswith("ab"))
    assert (first.get("next"), second.get("prev"), third.get("who")) == ("#q1.2", "#q1", None)
    assert (first.get("who"), first.get("direct"), third.get("direct")) == ("#e1", "true", "false")
    assert ["".join(each.itertext()) for each in second.iter("{*}said")][1:] == ["‚😀 das‘"]
    people = root.findall(".//t:person", names)
    assert [person.get("{http://www.w3.org/XML/1998/namespace}id") for person in people] == ["e1"]


@needs("xml")
@settings(max_examples=40)
@given(any_document())
def test_tei_holds_every_text_and_all_spans(document: Document) -> None:
    from lxml import etree

    root = etree.fromstring(written("tei", document))
    (block,) = root.iter("{*}ab")
    text = for_xml(document.text)
    assert "".join(block.itertext()) == text
    apart = list(root.iter("{*}span"))
    for span in apart:
        start, length = map(int, re.findall(r"\d+", span.get("target")))
        assert text[start : start + length] == (span.text or "")
    inline = ["".join(said.itertext()) for said in block.iter("{*}said")]
    crossing_ones = [span.text or "" for span in apart if span.get("type") == "said"]
    expected = [span.of(text) for quote in document.quotes for span in quote.spans]
    assert sorted(inline + crossing_ones) == sorted(expected)
