"""Known failures may only become fewer, and the commands of the cases bless nothing by themselves."""

import json
from pathlib import Path
from typing import Any

import casefile
import golden
import known
import pytest
import rule_cases
from casefile import CASES, Case, Outcome
from known import Change, changes, settled, verdict, written_down
from rule_cases import Figures, Floor, raised

FIGURES = known.read_figures()
FILES = {casefile.name_of(file): file for file in (*golden.FILES, rule_cases.CASES, CASES / "marks.json")}


def test_every_file_has_a_figure() -> None:
    assert FIGURES.keys() == {*FILES, rule_cases.ONE_SIDED}


@pytest.mark.parametrize("name", FILES)
def test_there_are_as_many_known_failures_as_the_figure_says(name: str) -> None:
    """More are a step back; fewer are a step forward that is to be held: lower the figure."""
    assert known.count(casefile.cases(FILES[name])) == FIGURES[name]


def test_there_are_as_many_one_sided_pairs_as_the_figure_says() -> None:
    assert len(rule_cases.read_floors()[1]) == FIGURES[rule_cases.ONE_SIDED]


@pytest.mark.parametrize("name", [name for name in FILES if name != "marks"])
def test_a_known_failure_says_what_is_found_instead(name: str) -> None:
    assert all(("instead" in case) == (case.get("expect") == "fail") for case in casefile.cases(FILES[name]))


def fields(thing: Any) -> set[str]:
    """The names of all fields in a file of cases."""
    if isinstance(thing, dict):
        return set(thing).union(*map(fields, thing.values()))
    return set().union(*map(fields, thing)) if isinstance(thing, list) else set()


@pytest.mark.parametrize(
    # What is in `readers` are files as other tools write them.
    "file",
    sorted({*CASES.rglob("*.json*")} - {known.FIGURES, *CASES.rglob("floors.json"), *(CASES / "readers").iterdir()}),
    ids=casefile.name_of,
)
def test_every_field_of_the_cases_is_explained(file: Path) -> None:
    lines = file.read_text("utf-8").splitlines()
    found = fields([json.loads(line) for line in lines] if file.suffix == ".jsonl" else casefile.cases(file))
    readme = (CASES / "README.md").read_text("utf-8")
    assert file.parent == CASES or f"`{file.parent.name}`" in readme
    assert [name for name in found - DIMENSIONS if f"`{name}`" not in readme] == []


DIMENSIONS = {"reporting", "commitment", "attitude", "target", "text", "occurrence"}
"""Explained as one."""

RIGHT, WRONG = [["reported", "Sie lobte ihn.", "lobte", "Sie"]], [["direct", "„Ja“", None, None]]


def outcome(found: Any, **fields: Any) -> Outcome:
    """A case that expects `RIGHT`, and what is found in it."""
    case: Case = {"label": "a", "text": "Sie lobte ihn.", "quotes": RIGHT, **fields}
    return Outcome(case, found, (), ())


@pytest.mark.parametrize(
    ("found", "fields", "what"),
    [
        (RIGHT, {}, []),
        (WRONG, {}, ["fails"]),
        (RIGHT, {"expect": "fail", "instead": WRONG}, ["is right now"]),
        (WRONG, {"expect": "fail", "instead": WRONG}, []),
        ([], {"expect": "fail", "instead": WRONG}, ["fails otherwise"]),
    ],
)
def test_what_changed_is_told(found: Any, fields: dict[str, Any], what: list[str]) -> None:
    assert [change.what for change in changes([outcome(found, **fields)])] == what


def test_only_regressions_that_are_not_accepted_fail() -> None:
    fails, better, other = (Change("a", what, []) for what in ("fails", "is right now", "fails otherwise"))
    assert verdict([better, fails], accepted=False) == 1
    assert verdict([better, fails], accepted=True) == 0
    assert verdict([better, other], accepted=False) == 0


def test_accepting_writes_the_failure_down_or_takes_it_back() -> None:
    case = {"label": "a", "text": "Sie lobte ihn.", "quotes": RIGHT}
    assert written_down(outcome(WRONG)) == {**case, "expect": "fail", "instead": WRONG}
    assert written_down(outcome(RIGHT, expect="fail", instead=WRONG)) == case


def test_figures_fall_and_rise_only_when_told_to() -> None:
    known_ones = {"a": 2, "b": 3}
    assert settled(known_ones, {"a": 1}, more=False) == {"a": 1, "b": 3}
    with pytest.raises(ValueError, match=r"a: 2 → 3\)"):
        settled(known_ones, {"a": 3, "b": 1}, more=False)
    with pytest.raises(ValueError, match="c: 0 → 1"):
        settled(known_ones, {"c": 1}, more=False)
    assert settled(known_ones, {"a": 3}, more=True) == {"a": 3, "b": 3}


def test_floors_rise_and_fall_only_when_told_to() -> None:
    floors = {"better": Floor(0.2, 0.5), "worse": Floor(0.8, 0.8), "lost": Floor(0.5, 0.5), "gone": Floor(0.5, 0.5)}
    rows = {
        "better": Figures(won=4, right=4, cases=4, found=2),
        "worse": Figures(won=4, right=2, cases=4, found=2),
        "lost": Figures(won=1, cases=4, found=3),
        "new": Figures(won=4, right=2, cases=2, found=2),
    }
    assert raised(floors, rows) == {
        "better": Floor(0.8, 0.5),
        "worse": floors["worse"],
        "lost": Floor(0.5, 0.55),
        "new": Floor(0.3, 0.8),
    }
    assert raised(floors, rows, ["worse", "lost"]) == raised(floors, rows) | {
        "worse": Floor(0.3, 0.3),
        "lost": Floor(None, 0.55),
    }


@pytest.mark.parametrize(
    ("floor", "row", "holds"),
    [
        (Floor(0.5, 0.5), Figures(won=2, right=1, cases=2, found=1), True),
        (Floor(0.6, 0.5), Figures(won=2, right=1, cases=2, found=1), False),
        (Floor(0.5, 0.6), Figures(won=2, right=1, cases=2, found=1), False),
        (Floor(0.0, 0.0), Figures(), False),
        (Floor(None, 0.0), Figures(), True),
    ],
)
def test_a_floor_holds(floor: Floor, row: Figures, holds: bool) -> None:
    assert floor.holds(row) is holds


COMMANDS = pytest.mark.parametrize("main", [golden.main, rule_cases.main], ids=["golden", "rule_cases"])


@pytest.fixture
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """The files that the commands write, as copies, in place of the committed ones."""
    figures, floors = tmp_path / "known_failures.json", tmp_path / "floors.json"
    figures.write_text(known.FIGURES.read_text("utf-8"), encoding="utf-8")
    floors.write_text(rule_cases.FLOORS.read_text("utf-8"), encoding="utf-8")
    written: dict[Path, list[Case]] = {}
    monkeypatch.setattr(known, "FIGURES", figures)
    monkeypatch.setattr(rule_cases, "FLOORS", floors)
    monkeypatch.setattr(casefile, "write_cases", written.__setitem__)
    monkeypatch.setattr(golden, "write_cases", written.__setitem__)
    return {"figures": figures, "floors": floors}


@COMMANDS
def test_a_command_finds_all_as_it_is_written_down(main: Any, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in CASES.rglob("*") if path.is_file()}
    assert main([]) == 0
    assert ": " not in capsys.readouterr().out.partition("\n\n")[2]
    assert {path: path.read_bytes() for path in CASES.rglob("*") if path.is_file()} == before


def test_accepting_what_is_as_it_was_changes_no_figure(copies: dict[str, Path]) -> None:
    assert rule_cases.main(["--accept"]) == 0
    assert golden.main(["--accept"]) == 0
    assert json.loads(copies["figures"].read_text("utf-8")) == FIGURES
    floors, sided = rule_cases.read_floors()
    assert len(sided) == FIGURES[rule_cases.ONE_SIDED]
    assert floors.keys() == rule_cases.RULES.keys()


def test_a_rule_below_its_floors_is_a_regression_until_they_are_lowered(copies: dict[str, Path]) -> None:
    written = json.loads(copies["floors"].read_text("utf-8"))
    written["rules"]["direct.label"]["precision"] = 1.01
    copies["floors"].write_text(json.dumps(written), encoding="utf-8")
    assert rule_cases.main([]) == 1
    assert rule_cases.main(["--accept"]) == 1
    assert rule_cases.read_floors()[0]["direct.label"].precision == 1.01
    assert rule_cases.main(["--accept", "--lower-floors", "direct.label"]) == 0
    lowered = rule_cases.read_floors()[0]["direct.label"].precision
    assert lowered is not None
    assert lowered < 1


def test_more_failures_than_known_are_refused(copies: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    copies["figures"].write_text(
        json.dumps({**FIGURES, "golden/free": 0, "rules/cases": FIGURES["rules/cases"] - 1}), encoding="utf-8"
    )
    for main in (golden.main, rule_cases.main):
        assert main(["--accept"]) == 1
        assert main(["--accept", "--more-failures"]) == 0
    assert known.read_figures() == FIGURES
    assert capsys.readouterr().out.count("--more-failures lets the figures rise") == 2
