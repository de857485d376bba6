"""What is released: the list of what the wheel holds, its version, the oldest dependencies that it takes."""

import re
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
import wheel_contents
from wheel_contents import LIST, main, of_package, of_wheel


def test_the_package_holds_what_is_listed() -> None:
    assert of_package() == LIST.read_text("utf-8").splitlines(), (
        "run python tests/wheel_contents.py --accept and read the difference"
    )


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A wheel with all that is listed, and what a wheel says of itself."""
    path = tmp_path / "quoteattr-1-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for name in [
            *LIST.read_text("utf-8").splitlines(),
            "quoteattr-1.dist-info/RECORD",
            "quoteattr-1.data/data/x.1",
        ]:
            archive.writestr(name, "")
    return path


def test_a_wheel_is_compared(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert of_wheel(made) == of_package()
    assert main([str(made)]) == 0
    with ZipFile(made, "a") as archive:
        archive.writestr("quoteattr/data/secret.txt", "")
    assert main([str(made)]) == 1
    assert "+quoteattr/data/secret.txt" in capsys.readouterr().out


def test_a_wheel_has_a_largest_size(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel_contents, "MOST_BYTES", made.stat().st_size - 1)
    assert main([str(made)]) == 1


TOP = Path(__file__).parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize(
    ("file", "pattern"),
    [
        ("CITATION.cff", r"^version: (\S+)"),
        ("CHANGELOG.md", r"^## \[(.+?)\]"),
        ("docs/quoteattr.1", r'^\.TH .*"quoteattr (.+?)"'),
        ("docs/pictures/seed.html", r"Gemacht mit quoteattr ([\d.]+\d)"),
    ],
)
def test_all_tell_the_same_version(file: str, pattern: str) -> None:
    found = re.search(pattern, (TOP / file).read_text("utf-8"), re.MULTILINE)
    assert found is not None
    assert found[1] == PROJECT["version"]


def test_the_oldest_dependencies_are_those_that_are_allowed() -> None:
    """Each `name>=1.2` of the package is `name==1.2…` in the constraints, if it is there; what is required must be."""
    pins = dict(re.findall(r"^(\S+)==(\S+)", (TOP / "requirements" / "oldest.txt").read_text("utf-8"), re.MULTILINE))
    optional = [line for extra in PROJECT["optional-dependencies"].values() for line in extra]
    allowed = dict(re.findall(r"([\w-]+)>=([\d.]+)", "\n".join([*PROJECT["dependencies"], *optional])))
    assert {re.split("[>=]", line)[0] for line in PROJECT["dependencies"]} <= set(pins)
    different = {
        name for name, pin in pins.items() if name in allowed and not f"{pin}.".startswith(f"{allowed[name]}.")
    }
    assert different == set()
