"""Stance counted per speaker and per target."""

import subprocess
import sys
from pathlib import Path

import pytest
from scripts import ROOT

from quoteattr.documents.stance_counts import by_speaker, by_target, names_of, target_name
from quoteattr.model import (
    Attitude,
    Document,
    Entity,
    EntityKind,
    Mention,
    Quote,
    QuoteType,
    Reporting,
    Span,
    Speaker,
    Stance,
    Via,
)

TEXT = "Der Rat lobte den Plan. Die Bahn tadelte den Plan. Der Rat behauptete, es sei warm."

ENTITIES = {name: Entity(name, name, EntityKind.ORGANISATION) for name in ("Der Rat", "Die Bahn")}


def mention(words: str, after: int = 0) -> Mention:
    start = TEXT.index(words, after)
    head = words.split()[-1]
    place = TEXT.index(head, start)
    return Mention((Span(start, start + len(words)),), words, Span(place, place + len(head)))


def quote(number: int, speaker: str | None, stance: Stance, kind: QuoteType = QuoteType.REPORTED) -> Quote:
    said_by = Speaker(mention(speaker), ENTITIES[speaker], Via.EXPLICIT) if speaker else None
    return Quote(f"q{number}", kind, None, (Span(number, number + 5),), "", speaker=said_by, stance=stance)


def documents() -> list[Document]:
    plan = mention("den Plan")
    return [
        Document(TEXT, (
            quote(1, "Der Rat", Stance(Reporting.NEUTRAL, attitude=Attitude.SUPPORT, target=plan)),
            quote(2, "Die Bahn", Stance(Reporting.ENDORSING, attitude=Attitude.OPPOSE, target=plan)),
            quote(3, "Der Rat", Stance(Reporting.DISTANCING, attitude=Attitude.NEUTRAL)),
            quote(4, None, Stance()),
        ))
    ]  # fmt: skip


def test_by_speaker() -> None:
    rows = {row.name: row for row in by_speaker(documents())}
    assert list(rows) == ["Der Rat", "(speaker unknown)", "Die Bahn"]
    council = rows["Der Rat"]
    assert (council.quotes, council.balance, council.distanced, council.endorsed) == (2, 1, 1, 0)
    assert council.others == {"Plan"}
    assert rows["Die Bahn"].balance == -1


def test_by_target() -> None:
    (plan,) = by_target(documents())
    assert (plan.name, plan.quotes, plan.balance) == ("Plan", 2, 0)
    assert plan.others == {"Der Rat", "Die Bahn"}


def test_a_target_that_is_an_entity_has_its_name() -> None:
    target = mention("Die Bahn")
    entity = Entity("e1", "Deutsche Bahn", EntityKind.ORGANISATION, mentions=(target,))
    assert target_name(target, names_of(Document(TEXT, (), (entity,)))) == "Deutsche Bahn"


def test_parts_of_a_quotation_are_not_counted_twice() -> None:
    whole = quote(1, "Der Rat", Stance())
    part = Quote("q2", QuoteType.DIRECT, None, (Span(2, 4),), "", parent="q1")
    assert [row.quotes for row in by_speaker([Document(TEXT, (whole, part))])] == [1]


@pytest.mark.model
def test_the_example(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Gewerkschaft kritisierte, dass der Konzern spart.", encoding="utf-8")
    command = [sys.executable, str(ROOT / "examples" / "stance_table.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=True)
    assert done.stdout.splitlines()[0].split() == ["speaker", "all", "support", "oppose", "demand", "warn", "distance"]
    assert "Gewerkschaft" in done.stdout


def test_a_target_that_is_named_again_is_the_same_entity() -> None:
    def target(words: str) -> Mention:
        return Mention((Span(0, len(words)),), words, Span(0, 1))

    names = {Span(90, 93): "Ute Rau", Span(95, 99): "Deutsche Bahn"}
    assert target_name(target("Ministerin Rau"), names) == "Ute Rau"
    assert target_name(target("die Bahn"), names) == "Deutsche Bahn"
    assert target_name(target("die heftige Kritik an Rau"), names) == "heftige Kritik an Rau"
    assert target_name(target("den Plan"), names) == "Plan"
    assert target_name(target("Rau"), {**names, Span(100, 103): "Jan Rau"}) == "Rau"
