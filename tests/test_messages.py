"""What the command tells of itself: help, versions, messages, completion, its manual page."""

import logging
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from commanding import load, run

from quoteattr.cli import main
from quoteattr.cli.commands import COMMANDS, GROUPS, example_of, parser_of
from quoteattr.cli.exit_codes import EXIT_CODES

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("„Ja“, sagte sie.", encoding="utf-8")
    Path("b.csv").write_text("body\n„Ja“\n", encoding="utf-8")
    return tmp_path


def options_of(name: str) -> set[str]:
    """The long names of a command's options, as its help tells them."""
    return set(re.findall(r"(?<![\w-])--[a-z-]+", parser_of(name).format_usage())) | set(
        re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", parser_of(name).format_help(), re.MULTILINE)
    )


def test_help_is_short_and_groups_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--help") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 100
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(COMMANDS)
    assert all(f"{title}:" in lines for title in GROUPS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_that_its_parser_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--help") == 0
    assert f"\nexample:\n  {example_of(name)}\n" in capsys.readouterr().out
    command, *arguments = shlex.split(example_of(name).partition(" > ")[0])
    assert command == "quoteattr"
    parser_of(name).parse_args(arguments[1:] if arguments[0] in COMMANDS else arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_quiet_or_verbose_goes_with_every_command(name: str) -> None:
    assert {"--quiet", "--verbose", "--help"} <= options_of(name)


def test_quiet_tells_errors_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "b.csv", "missing.txt") == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert run("a.txt", "b.csv", "missing.txt", "--quiet") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "missing.txt" in line


@pytest.mark.parametrize("options", [["-q"], ["--verbose"]])
def test_options_of_messages_may_stand_before_the_command(
    options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*options, "formats") == 0
    assert "jsonl" in capsys.readouterr().out


def test_verbose_tells_when_what_was_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("a.txt", "-v") == 0
    assert re.search(r"^quoteattr: \d+\.\d s: texts done: 1$", capsys.readouterr().err, re.MULTILINE)
    assert run("a.txt", "-v", "-q") == 2


def test_the_logger_is_left_as_it_was(folder: Path) -> None:
    logger = logging.getLogger("quoteattr")
    before = (logger.level, list(logger.handlers))
    run("a.txt", "-v")
    run("missing.txt", "-q")
    assert (logger.level, list(logger.handlers)) == before


def test_messages_of_the_library_are_the_command_s(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Warning:
        def pipe(self, texts: object, *, processes: int = 1) -> object:
            logging.getLogger("quoteattr.parsing").warning("an odd\n\x1b[31mmodel")
            return load(None, None, None).pipe(texts)  # type: ignore[arg-type]

    assert main(["a.txt"], load=lambda *_: Warning()) == 0  # type: ignore[arg-type]
    assert capsys.readouterr().err == "quoteattr: an odd\\n\\x1b[31mmodel\n"


def test_the_version_has_all_that_decides(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--version") == 0
    told = dict(line.rsplit(" ", 1) for line in capsys.readouterr().out.splitlines())
    assert [name.split()[0] for name in told] == ["quoteattr", "model", "second", "weights"]
    assert all(re.search(r"\d", version) for version in told.values())


def test_every_exit_code_is_in_the_documentation() -> None:
    page = (DOCS / "command.md").read_text("utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(code) for code in EXIT_CODES]


needs_shtab = pytest.mark.skipif(find_spec("shtab") is None, reason="completion is an extra")


@needs_shtab
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_commands_options_and_values(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", shell) == 0
    script = capsys.readouterr().out
    assert all(word in script for word in [*COMMANDS, "quiet", "min-speaker-confidence", "label-studio", "new-voices"])


@needs_shtab
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["va"], ["variants"]),
        (["--min-s"], ["--min-speaker-confidence"]),
        (["a.txt", "--format", "js"], ["json", "jsonl"]),
        (["evaluate", "gold.jsonl", "--or"], ["--oracle"]),
        (["ask", "a.sqlite", "quot"], ["quoted", "quoting"]),
        (["completion", "z"], ["zsh"]),
    ],
)
def test_completion_in_bash(typed: list[str], completed: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run("completion", "bash")
    words = shlex.join(["quoteattr", *typed])
    script = f"""{capsys.readouterr().out}
        COMP_WORDS=({words}); COMP_CWORD={len(typed)}
        _shtab_quoteattr quoteattr {shlex.quote(typed[-1])}
        printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert sorted(done.stdout.split()) == completed, done.stderr


def test_completion_without_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("quoteattr.extras.find_spec", lambda name: None)
    assert run("completion", "bash") == 2
    assert "pip install 'quoteattr[completion]'" in capsys.readouterr().err


def test_the_manual_page_has_all_commands_and_options() -> None:
    page = (DOCS / "quoteattr.1").read_text("utf-8").replace("\\-", "-")
    for name in COMMANDS:
        assert f"quoteattr {name}" in page
        assert all(f"\\fB{option}\\fR" in page for option in options_of(name) - {"--help"})


@pytest.mark.skipif(find_spec("argparse_manpage") is None, reason="made by argparse-manpage, of the extra docs")
def test_the_manual_page_is_made_from_the_parser() -> None:
    code = f"import sys; sys.path.append({str(DOCS)!r}); import man_page; print(man_page.manual_page())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ".SH EXIT STATUS" in done.stdout
    assert "quoteattr completion bash" in done.stdout.replace("\\-", "-")
