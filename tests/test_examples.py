"""Every example runs as a user runs it, and prints what it promises."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def run(name: str, *arguments: str) -> str:
    command = [sys.executable, str(EXAMPLES / name), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def test_every_example_is_run_here() -> None:
    tested = Path(__file__).read_text("utf-8")
    assert all(f'"{file.name}"' in tested for file in EXAMPLES.glob("*.py"))


def test_own_parse() -> None:
    assert run("own_parse.py").splitlines() == [
        "Stadt: Die Brücke bleibe gesperrt (cue: teilte … mit)",
        "Lindner: „Wir prüfen das“ (cue: sagte)",
        "parsed by own parses 1.0",
    ]


def test_own_parse_imports_no_stanza() -> None:
    code = f"import sys, runpy; runpy.run_path({str(EXAMPLES / 'own_parse.py')!r}); assert 'stanza' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.model
def test_many_processes() -> None:
    """The tutorial shows it as it is."""
    assert run("many_processes.py").splitlines() == [
        "[('Behörde', 'Der Hafen bleibe bis Montag gesperrt')]",
        "[('Jule Brandt', '„Wir haben gewonnen“')]",
        "[('Wetterdienst', 'wird es am Abend kälter')]",
        "[]",
    ]
    tutorial = (EXAMPLES.parent / "docs" / "tutorial.md").read_text("utf-8")
    assert (EXAMPLES / "many_processes.py").read_text("utf-8") in tutorial


@pytest.mark.model
def test_first() -> None:
    lines = run("first.py").splitlines()
    assert len(lines) > 10
    assert any("Es sei ein" in line and "Selenskyj: " in line for line in lines)


@pytest.mark.model
def test_speakers_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Polizei sagte, der Zug sei voll.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Die Polizei sagte: „Der Zug ist sehr voll.“", encoding="utf-8")
    header, row = run("speakers_table.py", str(tmp_path)).splitlines()
    assert header.split() == ["speaker", "articles", "all", "direct"]
    assert row.split() == ["Polizei", "2", "2", "1"]


@pytest.mark.model
def test_stance_table(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Umweltverband kritisierte den Bau der Autobahn.", encoding="utf-8")
    assert "oppose" in run("stance_table.py", str(tmp_path))


@pytest.mark.model
def test_make_pages(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Die Polizei sagte, der Zug sei voll.", encoding="utf-8")
    assert run("make_pages.py", str(tmp_path), str(tmp_path / "pages")) == "a.html: 1 quotations\n"
    assert "der Zug sei voll" in (tmp_path / "pages" / "a.html").read_text("utf-8")
