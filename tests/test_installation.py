"""`quoteattr doctor`: what it finds whole, missing and broken."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from commanding import run

import quoteattr.installation
from quoteattr.cli import main
from quoteattr.errors import DamagedModelError
from quoteattr.installation import Check, State, check_folder, checks

Doctor = Callable[..., tuple[int, dict[str, dict[str, str]]]]


@pytest.fixture
def doctor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Runs the command and gives its exit code and the checks by name; there is one extra."""
    monkeypatch.setattr(quoteattr.installation, "EXTRAS", {"evaluate": ("scipy",)})

    def run_doctor(*arguments: str) -> tuple[int, dict[str, dict[str, str]]]:
        code = run("doctor", "--json", *arguments)
        return code, {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}

    return run_doctor


def test_all_is_well(doctor: Doctor) -> None:
    code, found = doctor()
    assert code == 0
    assert {check["state"] for check in found.values()} <= {"fine", "missing"}
    assert {
        "python",
        "quoteattr",
        "stanza",
        "torch",
        "[evaluate]",
        "model",
        "second opinion",
        "weights",
        "speed",
    } < set(found)
    assert found["model"]["told"].endswith("whole")
    assert int(found["speed"]["told"].split()[0]) > 0


def test_it_is_told_in_lines(doctor: Doctor, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "All is well."
    assert lines[0].startswith("python  ")


def test_a_missing_extra_is_nothing_broken(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quoteattr.extras.find_spec", lambda name: None)
    code, found = doctor()
    assert code == 0
    assert found["[evaluate]"]["state"] == "missing"
    assert found["[evaluate]"]["remedy"] == "pip install 'quoteattr[evaluate]'"


def test_an_extra_that_cannot_be_imported_is_broken(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> None:
        raise RuntimeError("a symbol is missing")

    monkeypatch.setattr(quoteattr.installation, "import_module", fail)
    code, found = doctor()
    assert code == 1
    assert found["[evaluate]"]["state"] == "broken"
    assert "a symbol is missing" in found["[evaluate]"]["told"]


def test_a_requirement_that_is_not_there(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quoteattr.installation, "requirements", lambda: ["no-such-thing"])
    code, found = doctor()
    assert code == 1
    assert found["no-such-thing"]["remedy"] == "pip install no-such-thing"


def test_a_damaged_model(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DamagedModelError("pos.pt has another SHA-256")

    monkeypatch.setattr(quoteattr.installation, "embedded_folder", fail)
    code, found = doctor()
    assert code == 1
    assert found["model"]["state"] == "broken"
    assert "pos.pt" in found["model"]["told"]
    assert found["model"]["remedy"]


def test_a_version_without_the_files_that_say_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("quoteattr.installation.MANIFEST", "gone.json")
    assert run("--version") == 2
    assert "gone.json" in (err := capsys.readouterr().err)
    assert "pip install --force-reinstall quoteattr" in err


def test_an_attributor_that_cannot_be_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> None:
        raise DamagedModelError("pos.pt is gone")

    assert main(["doctor"], load=fail) == 1  # type: ignore[arg-type]
    out = capsys.readouterr().out
    assert "BROKEN: pos.pt is gone" in out
    assert out.endswith("broken.\n")


def test_a_folder_for_parses(doctor: Doctor, tmp_path: Path) -> None:
    code, found = doctor("--parses", str(tmp_path))
    assert (code, found["folder"]["state"]) == (0, "fine")
    code, found = doctor("--parses", str(tmp_path / "new" / "folder"))
    assert (code, found["folder"]["state"]) == (0, "fine")
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").touch()
    code, found = doctor("--parses", str(tmp_path / "file"))
    assert (code, found["folder"]["state"]) == (1, "broken")
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
    assert check_folder(str(tmp_path)).state == State.FINE


class _Installed:
    """A distribution whose installer noted the hashes of two files."""

    requires = ()

    def __init__(self, folder: Path, record: str) -> None:
        info = folder / "quoteattr-1.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(record, encoding="utf-8")
        self._found = PathDistribution(info)

    @property
    def files(self) -> object:
        return self._found.files


@pytest.mark.parametrize(
    ("content", "state"), [(b"whole", State.FINE), (b"hole", State.BROKEN), (None, State.BROKEN)], ids=repr
)
def test_installed_files_are_compared_with_what_the_installer_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None, state: State
) -> None:
    (tmp_path / "quoteattr").mkdir()
    if content is not None:
        (tmp_path / "quoteattr" / "a.tsv").write_bytes(content)
    noted = f"sha256={urlsafe_b64encode(sha256(b'whole').digest()).rstrip(b'=').decode()}"
    installed = _Installed(tmp_path, f"quoteattr/a.tsv,{noted},5\nquoteattr-1.dist-info/RECORD,,\n")
    monkeypatch.setattr(quoteattr.installation, "distribution", lambda name: installed)
    monkeypatch.setattr(quoteattr.installation, "EXTRAS", {})
    found: dict[str, Check] = {check.name: check for check in checks()}
    assert found["files"].state == state
    if state == State.BROKEN:
        assert "quoteattr/a.tsv" in found["files"].told
