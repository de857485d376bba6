"""Runs: a file for each shard, whole or not there; killed runs go on and end with the same bytes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from parsers import Stub

from quoteattr import Document, InputError, OptionError
from quoteattr.cli import main, run_shards
from quoteattr.runs import Failure, Recipe, Report, RunFolder, Shard, run_local, shards_of

STUBBED = Recipe(Stub())


def rows(number: int) -> list[dict[str, object]]:
    return [
        {"id": f"a{number}-{place}", "text": f"Kern sagte: „Haus {place} wird gebaut.“ Das sei so.", "outlet": "Bote"}
        for place in range(number)
    ]


def written(path: Path, objects: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects), encoding="utf-8")
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(5):
        written(folder / f"part-{number}.jsonl", rows(number * 17))
    return folder


def run(source: Path, output: Path, processes: int = 1, recipe: Recipe = STUBBED) -> list[Report]:
    with RunFolder.opened(output, shards_of(source), recipe) as folder:
        return list(run_local(folder, recipe, processes))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_shard_of_documents_for_each_file(source: Path, tmp_path: Path) -> None:
    reports = run(source, tmp_path / "out", 2)
    assert reports == [Report(f"part-{number}", number * 17) for number in range(5)]
    lines = (tmp_path / "out" / "part-3.jsonl").read_text(encoding="utf-8").splitlines()
    documents = [Document.from_dict(json.loads(line)) for line in lines]
    assert [document.id for document in documents] == [f"a51-{place}" for place in range(51)]
    assert all(document.quotes and document.metadata == {"outlet": "Bote"} for document in documents)
    assert sorted(contents(tmp_path / "out")) == [*(f"part-{number}.jsonl" for number in range(5)), "run.json"]
    run(source, tmp_path / "alone", 1)
    assert contents(tmp_path / "alone") == contents(tmp_path / "out")


def test_what_is_done_is_not_done_again(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "part-2.jsonl").unlink()
    (tmp_path / "out" / ".part-2.jsonl.12ab.part").write_text("half", encoding="utf-8")
    assert run(source, tmp_path / "out") == [Report("part-2", 34)]
    assert contents(tmp_path / "out") == before
    assert run(source, tmp_path / "out") == []


def test_a_large_file_is_cut(tmp_path: Path) -> None:
    path = written(tmp_path / "all.jsonl", rows(70))
    shards = shards_of(path, 32)
    assert [(shard.name, shard.first, shard.size) for shard in shards] == [
        ("all.00000", 0, 32), ("all.00001", 32, 32), ("all.00002", 64, 6),
    ]  # fmt: skip
    with RunFolder.opened(tmp_path / "cut", shards, STUBBED) as folder:
        assert len(list(run_local(folder, STUBBED))) == 3
    run(path, tmp_path / "whole")
    parts = b"".join((tmp_path / "cut" / f"{shard.name}.jsonl").read_bytes() for shard in shards)
    assert parts == (tmp_path / "whole" / "all.jsonl").read_bytes()


def test_rows_that_are_no_articles_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    lines = ['{"id": 7, "text": "Es regnet."}', "", "{", "[1]", '{"id": "x"}', '{"text": "Ja.", "seite": 3}']
    path.write_text("\n".join(lines), encoding="utf-8")
    (report,) = run(path, tmp_path / "out")
    assert [failure.row for failure in report.failures] == [2, 3, 4]
    assert "not JSON" in report.failures[0].reason
    assert "it is [1], not an object" in report.failures[1].reason
    assert "'text'" in report.failures[2].reason
    found = [json.loads(line) for line in (tmp_path / "out" / "odd.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(each["id"], each["metadata"]) for each in found] == [("7", {}), ("5", {"seite": 3})]
    with RunFolder.opened(tmp_path / "out", shards_of(path), STUBBED) as folder:
        assert folder.due == []
        assert folder.failures == list(report.failures)


def test_ids_that_are_none_fail_alone(tmp_path: Path) -> None:
    path = tmp_path / "odd.jsonl"
    ids = ["NaN", "NaN", "true", "[1]", '{"oid": 1}', "9", "null"]
    path.write_text("".join(f'{{"id": {each}, "text": "Es regnet."}}\n' for each in ids), encoding="utf-8")
    (report,) = run(path, tmp_path / "out")
    assert [failure.row for failure in report.failures] == [1, 2, 3, 4, 5]
    assert all(failure.reason.startswith("An id is ") for failure in report.failures)
    lines = (tmp_path / "out" / "odd.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["9", "7"]


class Mortal(Stub):
    """Dies of a certain word."""

    def parse(self, texts):  # type: ignore[no-untyped-def]
        if any("Todesfall" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().parse(texts)


def test_an_article_that_kills_is_the_only_one_without_a_result(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "sound")
    path = source / "part-1.jsonl"
    path.write_text(path.read_text("utf-8") + '{"id": "last", "text": "Ein Todesfall."}\n', encoding="utf-8")
    reports = run(source, tmp_path / "out", 2, Recipe(Mortal()))
    (failure,) = (failure for report in reports for failure in report.failures)
    assert failure == Failure("part-1", 18, "each process that read it was killed by SIGKILL")
    found, sound = contents(tmp_path / "out"), contents(tmp_path / "sound")
    assert found["part-1.jsonl"].startswith(sound["part-1.jsonl"])
    assert b"not-read" in found["part-1.jsonl"]
    assert found["part-4.jsonl"] == sound["part-4.jsonl"]


SCRIPT = """
import sys
from pathlib import Path
from test_runs import Slow, run
from quoteattr.runs import Recipe
if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), 2, Recipe(Slow()))
"""


class Slow(Stub):
    """Takes its time, so that it can be killed."""

    def parse(self, texts):  # type: ignore[no-untyped-def]
        sleep(0.01 * len(texts))
        return super().parse(texts)


def test_a_killed_run_goes_on_to_the_same_bytes(source: Path, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])}
    command = [sys.executable, str(tmp_path / "script.py"), str(source), str(tmp_path / "out")]
    killed = subprocess.Popen(command, env=environment)
    while killed.poll() is None and len(list((tmp_path / "out").glob("part-*.jsonl"))) < 2:
        sleep(0.005)
    killed.kill()
    killed.wait()
    done = {path: path.read_bytes() for path in (tmp_path / "out").glob("part-*.jsonl")}
    assert 2 <= len(done) < 5
    done_now = {report.shard for report in run(source, tmp_path / "out", 1, Recipe(Slow()))}
    assert done_now <= {f"part-{number}" for number in range(5)} - {path.stem for path in done}
    run(source, tmp_path / "undisturbed", 1, Recipe(Slow()))
    found = contents(tmp_path / "out")
    assert {name: found[name] for name in found if not name.endswith(".part")} == contents(tmp_path / "undisturbed")
    assert {path: path.read_bytes() for path in done} == done


def test_a_folder_belongs_to_one_run(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "out")
    with pytest.raises(OptionError, match="holds another run: model differ"):
        run(source, tmp_path / "out", 1, Recipe(Slower()))
    written(source / "part-9.jsonl", rows(1))
    with pytest.raises(OptionError, match="shards differ"):
        run(source, tmp_path / "out")


class Slower(Slow):
    name = "stub 2"


@pytest.mark.parametrize(
    "content", [b"precious notes", b"\xff\xfe", b'[{"name": "Kern"}]', b'{"mine": 1}', b"[" * 9999]
)
def test_a_manifest_of_something_else_stays(content: bytes, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "run.json").write_bytes(content)
    with pytest.raises(OptionError, match="damaged or of something else"):
        run(source, out)
    assert contents(out) == {"run.json": content}


@pytest.mark.parametrize("part", [0.0, 0.5])
def test_a_manifest_that_a_kill_cut_off_is_made_whole(part: float, source: Path, tmp_path: Path) -> None:
    run(source, tmp_path / "sound")
    sound = contents(tmp_path / "sound")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_bytes(sound["run.json"][: int(part * len(sound["run.json"]))])
    run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == sound


def test_an_input_is_never_taken_for_output(source: Path, tmp_path: Path) -> None:
    before = contents(source)
    (tmp_path / "link").symlink_to(source)
    for input_, output in [(source, source), (source / "part-1.jsonl", source), (source, tmp_path / "link")]:
        with pytest.raises(OptionError, match="The input lies in"):
            run(input_, output)
    assert contents(source) == before


@pytest.mark.parametrize("name", ["part-2.jsonl", "part-2.failures.jsonl"])
def test_a_file_that_no_run_has_written_is_not_taken_for_output(name: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine", encoding="utf-8")
    with pytest.raises(OptionError, match=f"{name} is there already"):
        run(source, tmp_path / "out")
    assert (tmp_path / "out" / name).read_text("utf-8") == "mine"
    (tmp_path / "out" / name).unlink()
    (tmp_path / "out" / ".mine.part").touch()
    assert len(run(source, tmp_path / "out")) == 5
    assert (tmp_path / "out" / ".mine.part").exists()


def test_a_manifest_that_is_the_input_is_not_written(tmp_path: Path) -> None:
    empty = written(tmp_path / "empty.jsonl", [])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").symlink_to(empty)
    with pytest.raises(OptionError, match="is one of the files that are read"):
        run(empty, tmp_path / "out")
    assert empty.read_bytes() == b""


def test_two_runs_do_not_share_a_folder(source: Path, tmp_path: Path) -> None:
    shards = shards_of(source)
    with RunFolder.opened(tmp_path / "out", shards, STUBBED), pytest.raises(OptionError, match="Another run works"):
        run(source, tmp_path / "out")


@pytest.fixture
def wrong_sources(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").touch()
    return tmp_path


@pytest.mark.parametrize("name", ["empty", "a.txt", "nowhere.jsonl"])
def test_wrong_inputs_are_told(wrong_sources: Path, name: str) -> None:
    with pytest.raises(InputError, match=name):
        shards_of(wrong_sources / name)


def test_names_of_shards_are_unique(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", rows(1))
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    write_table(pyarrow.table({"text": ["Ja."]}), tmp_path / "a.parquet")
    with pytest.raises(OptionError, match=r"both be written to a\.jsonl"):
        shards_of(tmp_path)


def test_no_shard_is_called_like_the_failures_of_another(tmp_path: Path) -> None:
    written(tmp_path / "a.jsonl", rows(1))
    written(tmp_path / "a.failures.jsonl", rows(1))
    with pytest.raises(OptionError, match=r"both be written to a\.failures\.jsonl"):
        shards_of(tmp_path)
    assert len(shards_of(tmp_path, 1)) == 2


def test_parquet_gives_what_json_lines_give(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import write_table

    written(tmp_path / "a.jsonl", rows(200))
    write_table(pyarrow.Table.from_pylist(rows(200)), tmp_path / "b.parquet")
    run(tmp_path / "a.jsonl", tmp_path / "lines")
    run(tmp_path / "b.parquet", tmp_path / "table")
    assert (tmp_path / "lines" / "a.jsonl").read_bytes() == (tmp_path / "table" / "b.jsonl").read_bytes()


def test_damage_in_the_middle_of_parquet_fails_its_rows_alone(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow.parquet import ParquetFile, write_table

    path = tmp_path / "a.parquet"
    write_table(pyarrow.Table.from_pylist(rows(300)), path, row_group_size=100, use_dictionary=False)
    column = ParquetFile(path).metadata.row_group(1).column(1)
    with path.open("r+b") as file:
        file.seek(column.data_page_offset)
        file.write(b"\xff" * column.total_compressed_size)
    (report,) = run(path, tmp_path / "out")
    assert [failure.row for failure in report.failures] == list(range(101, 201))
    assert len((tmp_path / "out" / "a.jsonl").read_text("utf-8").splitlines()) == 200


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are those of POSIX")
def test_what_is_bad_in_a_folder_is_told_and_the_rest_is_done(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (source / "link.jsonl").symlink_to("nowhere")
    os.mkfifo(source / "pipe.jsonl")
    (source / "folder.jsonl").mkdir()
    (source / "damaged.parquet").write_bytes(b"PAR1")
    written(source / "sub.jsonl", []).rename(source / "folder.jsonl" / "a.jsonl")
    for name in ("sub", ".hidden", "texts"):
        (source / name).mkdir()
    written(source / "sub" / "c.jsonl", rows(1))
    written(source / ".hidden" / "c.jsonl", rows(1))
    (source / "texts" / "c.txt").touch()
    with pytest.raises(InputError):
        shards_of(source)
    problems: list[InputError] = []
    shards = shards_of(source, None, problems.append)
    assert [shard.name for shard in shards] == [f"part-{number}" for number in range(5)]
    bad = ["damaged.parquet", "folder.jsonl", "link.jsonl", "pipe.jsonl", "sub"]
    assert [str(problem).partition(" ")[0] for problem in problems] == [str(source / name) for name in bad]


def test_the_command_tells_what_is_bad_and_ends_with_1(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_shards, "Recipe", lambda *_: STUBBED)
    command = ["run", str(source), "--output", str(tmp_path / "out")]
    assert main(command) == 0
    (source / "damaged.jsonl").mkdir()
    assert main(command) == 1
    err = capsys.readouterr().err
    assert f"{source / 'damaged.jsonl'} is a folder" in err
    assert "170 of 170 articles in 5 shards are done" in err
    for file in source.glob("part-*"):
        file.unlink()
    assert main(command) == 2
    err = capsys.readouterr().err
    assert "damaged.jsonl is a folder" in err
    assert "files that can be read" in err


def test_the_output_is_a_folder(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OptionError, match="out is a file"):
        run(source, tmp_path / "out")


def test_the_output_may_lie_beside_the_input(source: Path) -> None:
    run(source, source / "out")
    assert run(source, source / "out") == []


def test_parquet_needs_an_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.parquet").touch()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OptionError, match=r"quoteattr\[arrow\]"):
        shards_of(tmp_path / "a.parquet")


def test_shards_have_rows() -> None:
    with pytest.raises(OptionError, match="from 1 on"):
        shards_of(Path(), 0)
    assert Shard(Path("a"), "a", 0, 1).path == Path("a")


def test_ray_writes_the_same_bytes(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))  # the actors need the stub, too
    from quoteattr.runs.ray_engine import run_ray

    run(source, tmp_path / "local")
    with RunFolder.opened(tmp_path / "ray", shards_of(source), STUBBED) as folder:
        reports = list(run_ray(folder, STUBBED, 2))
        assert list(run_ray(folder, STUBBED, 2)) == []
    assert sorted(report.shard for report in reports) == [f"part-{number}" for number in range(5)]
    assert contents(tmp_path / "ray") == contents(tmp_path / "local")


class Stricken(Stub):
    """Dies in the middle of a shard, once: the file says that it did."""

    def __init__(self, died: Path) -> None:
        self.died = died

    def parse(self, texts):  # type: ignore[no-untyped-def]
        if any("Haus 40" in text for text in texts) and not self.died.exists():
            self.died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().parse(texts)


def test_ray_puts_another_actor_in_the_place_of_one_that_dies(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    from quoteattr.runs.ray_engine import run_ray

    run(source, tmp_path / "local")
    recipe = Recipe(Stricken(tmp_path / "died"))
    with RunFolder.opened(tmp_path / "ray", shards_of(source), recipe) as folder:
        reports = list(run_ray(folder, recipe, 2))
    assert (tmp_path / "died").exists()
    assert sorted(report.shard for report in reports) == [f"part-{number}" for number in range(5)]
    assert not any(report.failures for report in reports)
    found, sound = contents(tmp_path / "ray"), contents(tmp_path / "local")
    assert {**found, "run.json": b""} == {**sound, "run.json": b""}  # their recipes differ


def test_ray_is_an_extra(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quoteattr.runs.ray_engine import run_ray

    monkeypatch.setitem(sys.modules, "ray", None)
    shards = shards_of(source)
    missing = pytest.raises(OptionError, match=r"quoteattr\[ray\]")
    with RunFolder.opened(tmp_path / "ray", shards, STUBBED) as folder, missing:
        list(run_ray(folder, STUBBED))
