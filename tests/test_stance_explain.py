"""What `quoteattr explain` says, and that it can say all of it in both languages."""

from importlib import resources
from pathlib import Path

import pytest
from attrs import evolve
from stance_cases import benchmark, parses, rows

from quoteattr.documents.explain import LANGUAGES, explain
from quoteattr.errors import OptionError
from quoteattr.lexicon.tables import Row, scan_table
from quoteattr.model import (
    Attitude,
    Commitment,
    Document,
    Entity,
    EntityKind,
    Evidence,
    Mention,
    Quote,
    QuoteType,
    Reporting,
    Span,
    Speaker,
    Stance,
    Via,
)
from quoteattr.stance import judge

TEXT = "Der Händler behauptete, die Ware sei frisch."
PHRASES = {
    row.cells["key"]: row.cells
    for row in scan_table(Path(str(resources.files("quoteattr") / "data" / "explain")), "phrases", ("key", *LANGUAGES))
    if isinstance(row, Row)
}

DEALER = Entity("e1", "Händler", EntityKind.PERSON)


def quotation() -> Quote:
    pair = next(pair for pair in rows("contrasts.jsonl") if pair["right"]["text"] == TEXT)
    parse = parses("contrasts.conllu", {f"{p['id']}-{s}": p[s]["text"] for p in rows("contrasts.jsonl")
                                        for s in ("left", "right")})[f"{pair['id']}-right"]  # fmt: skip
    report = benchmark().report_of(pair["right"], parse)
    speaker = Speaker(Mention((Span(0, 11),), "Der Händler", Span(4, 11)), DEALER, Via.EXPLICIT)
    return Quote(
        "q1", QuoteType.INDIRECT, None, report.quote, "die Ware sei frisch", report.cue, (Span(0, 22),), speaker,
        stance=judge(report), confidence=0.91, evidence=(Evidence("indirect.below.verb.tree"),),
    )  # fmt: skip


def test_a_paragraph_in_german() -> None:
    quote = quotation()
    assert explain(Document(TEXT, (quote,)), quote) == (
        "„die Ware sei frisch“ ist eine indirekte Wiedergabe (Sicherheit 91 %). "
        "Gefunden an einem Wort des Sagens oder Denkens mit seinem Inhaltssatz, "
        "das ankündigende Wort ist „behauptete“, der Begleitsatz lautet „Der Händler behauptete“. "
        "Es spricht der Händler, so genannt im Begleitsatz. "
        "Der Artikel hält Abstand zum Gesagten: „behauptete“ lässt Zweifel anklingen. "
        "Wer spricht, stellt es als sicher dar: „behauptete“ schränkt nichts ein. "
        "Eine Haltung zu etwas kommt nicht zum Ausdruck."
    )


def test_a_paragraph_in_english() -> None:
    quote = quotation()
    assert explain(Document(TEXT, (quote,)), quote, "en") == (
        "“die Ware sei frisch” is an indirect quotation (confidence 91 %). "
        "It was found by a word of saying or thinking with its content clause, the announcing word is “behauptete”, "
        "the reporting clause reads “Der Händler behauptete”. "
        "The speaker is der Händler, named in the reporting clause. "
        "The article keeps its distance from what is said: “behauptete” implies doubt. "
        "The speaker presents it as certain: “behauptete” takes nothing back. "
        "No attitude towards anything is expressed."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_and_way_has_a_phrase(language: str) -> None:
    for kind, values in {"reporting": Reporting, "commitment": Commitment, "attitude": Attitude, "via": Via}.items():
        for value in values:
            assert PHRASES[f"{kind}.{value.value}"][language]
    assert all(PHRASES[f"type.{value.value}"][language] for value in QuoteType)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cause_has_a_phrase(language: str) -> None:
    """Whatever the contrasts make the rules say can be explained."""
    pairs = rows("contrasts.jsonl")
    texts = {f"{pair['id']}-{side}": pair[side]["text"] for pair in pairs for side in ("left", "right")}
    parsed = parses("contrasts.conllu", texts)
    for pair in pairs:
        for side in ("left", "right"):
            report = benchmark().report_of(pair[side], parsed[f"{pair['id']}-{side}"])
            quote = Quote("q1", report.type, None, report.quote, "", report.cue, stance=judge(report))
            paragraph = explain(Document(report.reading.text, (quote,)), quote, language)
            assert ": ." not in paragraph
            assert "{" not in paragraph
            assert "  " not in paragraph


def test_without_speaker_cue_and_stance() -> None:
    quote = Quote("q1", QuoteType.DIRECT, None, (Span(0, 3),), "Der", stance=Stance())
    assert "Wer spricht, sagt der Text nicht eindeutig." in explain(Document(TEXT, (quote,)), quote)


def test_a_part_names_the_whole() -> None:
    whole = quotation()
    part = evolve(whole, id="q2", spans=(Span(24, 32),), text="die Ware", parent="q1")
    assert "steht innerhalb von „die Ware sei frisch“" in explain(Document(TEXT, (whole, part)), part)


def test_another_language_is_refused() -> None:
    quote = quotation()
    with pytest.raises(OptionError, match="'fr'"):
        explain(Document(TEXT, (quote,)), quote, "fr")


@pytest.mark.model
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from quoteattr.cli import main

    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["explain", str(file)]) == 0
    assert capsys.readouterr().out.startswith("q1: „die Ware sei frisch“")
    assert main(["explain", str(file), "--quote", "q9"]) == 2
    assert "'q9'" in capsys.readouterr().err
