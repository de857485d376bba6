"""Model folders that are not whole: refused before anything reads them, or known to be unchecked."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import pytest

from quoteattr import DamagedModelError, ModelError, UnknownModelError
from quoteattr.parsing import embedded, load
from quoteattr.parsing.checkpoints import quickly_read
from quoteattr.parsing.embedded import PROCESSORS, embedded_folder, open_folder

FILES: dict[str, Any] = {file: {"sha256": "0"} for file in PROCESSORS.values()}
GOOD: dict[str, Any] = {"name": "a", "version": "1", "licence": "", "files": FILES}
ODD: tuple[Any, ...] = (None, 7, [], {})


def folder_with(tmp_path: Path, manifest: str | None) -> Path:
    for file in PROCESSORS.values():
        (tmp_path / file).write_bytes(b"no weights")
    if manifest is not None:
        (tmp_path / "model.json").write_text(manifest, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "manifest",
    [
        *("", "{", "[]", "null", '"x"', "7", "{}", "[" * 100_000),
        *(json.dumps({**GOOD, key: value}) for key in GOOD for value in ODD),
        json.dumps({**GOOD, "files": {**FILES, "pos.pt": None}}),
        json.dumps({**GOOD, "files": {**FILES, "pos.pt": {"sha256": 7}}}),
    ],
)
def test_an_odd_manifest(tmp_path: Path, manifest: str) -> None:
    with pytest.raises(DamagedModelError, match=r"model\.json is no manifest of a model"):
        open_folder(folder_with(tmp_path, manifest))


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2"),
        ("{}", "it lacks 'files'"),
        ("null", "null, a list, a text or a number stands where"),
        (json.dumps({**GOOD, "name": None}), "null stands where a text is needed"),
    ],
)
def test_why_a_manifest_is_none(tmp_path: Path, manifest: str, reason: str) -> None:
    with pytest.raises(DamagedModelError, match=rf"no manifest of a model \({reason}"):
        open_folder(folder_with(tmp_path, manifest))


def test_an_empty_file_of_weights(tmp_path: Path) -> None:
    (folder_with(tmp_path, None) / "pos.pt").write_bytes(b"")
    with pytest.raises(DamagedModelError, match=r"pos\.pt is empty\. Get the model again"):
        open_folder(tmp_path)


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")], ids=["folder", "broken link"])
def test_a_manifest_that_is_no_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(folder_with(tmp_path, None) / "model.json")
    with pytest.raises(DamagedModelError, match=r"model\.json is no manifest of a model"):
        open_folder(tmp_path)


def test_a_missing_file_of_a_folder_is_to_be_got_again(tmp_path: Path) -> None:
    (folder_with(tmp_path, json.dumps(GOOD)) / "tokenize.pt").unlink()
    with pytest.raises(DamagedModelError, match=r"tokenize\.pt is missing\. Get the model again"):
        open_folder(tmp_path)


def test_a_manifest_with_a_mark_and_other_hashes(tmp_path: Path) -> None:
    with pytest.raises(DamagedModelError, match=r"tokenize\.pt has SHA-256.* Get the model again"):
        open_folder(folder_with(tmp_path, "\ufeff" + json.dumps(GOOD)))


def test_a_folder_without_a_manifest_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = open_folder(folder_with(tmp_path, None))
    assert (found.name, found.checked) == (f"{tmp_path.name} (unchecked)", False)
    assert "without a check" in caplog.text


def test_the_embedded_model_is_always_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "resources", _Elsewhere(tmp_path))
    folder = tmp_path / "data" / "model" / "de"
    folder.mkdir(parents=True)
    folder_with(folder, None)
    with pytest.raises(DamagedModelError, match=r"model\.json is missing"):
        embedded_folder()


class _Elsewhere:
    """Stands for `importlib.resources`, with the package in another folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def files(self, package: str) -> Path:
        return self.folder


def test_files_that_are_no_weights(tmp_path: Path) -> None:
    with pytest.raises(DamagedModelError, match="cannot be loaded"):
        load(folder_with(tmp_path, None))


class _Program:
    """What a file of weights must never be able to call."""

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (Path("called"),)


def test_no_file_of_weights_is_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import torch

    monkeypatch.chdir(tmp_path)
    torch.save({"model": torch.ones(2), "vocab": _Program()}, "evil.pt")
    with quickly_read(), pytest.raises(UnpicklingError):
        torch.load("evil.pt", lambda storage, _: storage, weights_only=True)
    assert not Path("called").exists()


def test_weights_are_read_alike_with_either_reader(tmp_path: Path) -> None:
    import torch

    weights: dict[str, Any] = {
        "model": torch.arange(6.0).reshape(2, 3),
        "vocab": ["Rat", "der"],
        "sizes": torch.Size([2, 3]),
    }
    for file in (tmp_path / "new.pt", tmp_path / "old.pt"):  # PyTorch alone knows the older form, and a torch.Size
        torch.save(weights, file, _use_new_zipfile_serialization=file.stem == "new")
        with quickly_read():
            quick = torch.load(file, lambda storage, _: storage, weights_only=True)
        assert torch.equal(quick.pop("model"), weights["model"])
        assert quick == {"vocab": ["Rat", "der"], "sizes": torch.Size([2, 3])}


def test_no_folder_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> Any:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr("tempfile.TemporaryDirectory", fail)
    with pytest.raises(ModelError, match="Set TMPDIR"):
        load(folder_with(tmp_path, None))


def test_a_folder_that_lacks_a_file(tmp_path: Path) -> None:
    folder_with(tmp_path, None)
    (tmp_path / "pos.pt").unlink()
    with pytest.raises(UnknownModelError, match=r"it lacks pos\.pt"):
        open_folder(tmp_path)


@pytest.mark.model
def test_a_gpu_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: True)
    parse = next(load().parse(["Er sagte, er komme."]))
    assert len(parse.sentences) == 1
