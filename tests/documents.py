"""Runs the code of the documentation and holds what it prints against what the page says.

On a page, the block that follows a ``python`` block, if it is marked ``text``, is its output; the ``python`` blocks
of a page share their names. A ``console`` block is a session: lines with ``$ quoteattr`` are run, the lines below
them are the output. A ``text`` block after anything else is just text. A comment ``<!-- needs: NAMES -->`` names the
modules that a page needs.

``python tests/documents.py`` writes the present outputs into the pages.
"""

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent
PAGES = sorted(
    path for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")) if path.is_file()
)

_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_NEEDS = re.compile(r"<!-- needs: (?P<names>[\w ]+) -->")
_NUMBER = re.compile(r"\d+\.\d+|\d+(?= %)")


@frozen
class Block:
    """A block of code on a page: its language, its body, where the body stands."""

    language: str
    body: str
    start: int
    end: int


@frozen
class Run:
    """A block that was run: what it printed, what the page says, and where the page says it."""

    code: str
    printed: str
    promised: str | None
    start: int
    end: int


def blocks(page: str) -> list[Block]:
    """The blocks of a page in order."""
    return [Block(found["language"], found["body"], *found.span("body")) for found in _BLOCK.finditer(page)]


def lacking(path: Path) -> list[str]:
    """The modules that a page says it needs and that are not installed."""
    needed = _NEEDS.search(path.read_text("utf-8"))
    return [name for name in (needed["names"].split() if needed else ()) if find_spec(name) is None]


def runs(path: Path) -> Iterator[Run]:
    """Run what a page shows, in order."""
    found = blocks(path.read_text("utf-8"))
    names: dict[str, object] = {"__name__": "__page__"}
    for block, after in zip(found, [*found[1:], None], strict=True):
        if block.language == "python":
            code = compile(block.body, f"{path.name}", "exec")
            printed = _printed(lambda code=code: exec(code, names))
            if after is not None and after.language == "text":
                yield Run(block.body, printed, after.body, after.start, after.end)
            else:
                yield Run(block.body, printed, None, block.end, block.end)
        elif block.language == "console":
            yield from _session(block)


def is_runnable(path: Path) -> bool:
    """Whether a page shows code that runs."""
    page = path.read_text("utf-8")
    return any(
        block.language == "python" or (block.language == "console" and "$ quoteattr" in block.body)
        for block in blocks(page)
    )


def same(printed: str, promised: str) -> bool:
    """Whether two outputs are the same but for some hundredths of a confidence."""
    if _NUMBER.sub("#", printed).rstrip() != _NUMBER.sub("#", promised).rstrip():
        return False
    pairs = zip(*(_NUMBER.findall(output) for output in (printed, promised)), strict=True)
    return all(abs(float(one) - float(other)) < (0.05 if "." in one else 5) for one, other in pairs)


def _session(block: Block) -> Iterator[Run]:
    prompts = [found.start() for found in re.finditer(r"^\$ ", block.body, re.MULTILINE)]
    for prompt, end in zip(prompts, [*prompts[1:], len(block.body)], strict=True):
        line, _, promised = block.body[prompt:end].partition("\n")
        words = shlex.split(line[2:])
        if words[0] == "quoteattr":
            start = block.start + prompt + len(line) + 1
            yield Run(line, _printed(lambda words=words: _command(words[1:])), promised, start, block.start + end)


def _command(arguments: list[str]) -> None:
    from quoteattr.cli import main

    with contextlib.suppress(SystemExit):  # --help ends so
        main(arguments)


def _printed(action: object) -> str:
    assert callable(action)
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream), contextlib.chdir(ROOT):
        action()
    return stream.getvalue()


def update(path: Path) -> bool:
    """Write the present outputs into a page; whether anything changed."""
    page = path.read_text("utf-8")
    new = page
    for run in reversed(list(runs(path))):
        if run.promised is not None and not same(run.printed, run.promised):
            gap = "\n" if run.promised.endswith("\n\n") else ""
            new = new[: run.start] + run.printed.rstrip("\n") + "\n" + gap + new[run.end :]
    if new != page:
        path.write_text(new, encoding="utf-8")
    return new != page


if __name__ == "__main__":
    os.environ.setdefault("COLUMNS", "80")
    for page in PAGES:
        if is_runnable(page) and not lacking(page):
            print("changed" if update(page) else "as it was", page.relative_to(ROOT), file=sys.stderr)
