"""What the documentation shows is what happens."""

import re
from pathlib import Path

import pytest
from documents import PAGES, ROOT, is_runnable, lacking, runs, same

_LINK = re.compile(r"\]\((?!https?:)(?P<target>[^)#\s]+)")


@pytest.mark.model
@pytest.mark.parametrize("page", [page for page in PAGES if is_runnable(page)], ids=lambda page: page.name)
def test_code_prints_what_the_page_says(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if missing := lacking(page):
        pytest.skip(f"needs {', '.join(missing)}")
    monkeypatch.setenv("COLUMNS", "80")
    wrong = [run for run in runs(page) if run.promised is not None and not same(run.printed, run.promised)]
    assert not wrong, "\n\n".join(f"{run.code}\nprints\n{run.printed}" for run in wrong)


def test_there_are_pages_with_code() -> None:
    assert {page.name for page in PAGES if is_runnable(page)} >= {"README.md", "tutorial.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = _LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    names = {page.name for page in PAGES if page.parent.name == "docs"} - {"index.md"}
    assert [name for name in sorted(names) if f"({name})" not in index] == []


def test_commands_of_the_readme_are_those_of_the_gate() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "-c requirements/cpu.txt" in readme
    assert (ROOT / "requirements" / "cpu.txt").is_file()


@pytest.mark.parametrize(
    ("printed", "promised", "equal"),
    [
        ("0.91 yes\n", "0.93 yes\n\n", True),
        ("0.91 yes\n", "0.99 yes\n", False),
        ("91 % yes", "89 % yes", True),
        ("91 % yes", "81 % yes", False),
        ("1:48 yes", "1:49 yes", False),
        ("0.91 yes", "0.91 no", False),
    ],
)
def test_confidences_may_move_a_little(printed: str, promised: str, equal: bool) -> None:
    assert same(printed, promised) is equal
