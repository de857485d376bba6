"""Work in processes: in order, with few tasks held, whatever happens to a worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from time import monotonic, sleep

import pytest
from crew import count_spared, never, shout, unwilling
from parsers import Stub, stub

from quoteattr import Article, Document, OptionError, QuoteAttributor
from quoteattr.workers import Lost, work_in_processes

TASKS = [["ja", "nein"], [], ["doch"], ["so", "und", "anders"]]
DONE = [["JA 1", "NEIN 1"], [], ["DOCH 1"], ["SO 1", "UND 1", "ANDERS 1"]]
TEXTS = [f"Kern sagte: „Haus {number} wird gebaut.“ Das sei so." for number in range(7)]


def test_results_come_in_order_from_processes_with_one_thread_each() -> None:
    assert list(work_in_processes(shout, TASKS, 2)) == DONE
    assert active_children() == []


def test_what_a_worker_has_loaded_is_not_collected_again_and_again() -> None:
    ((spared,),) = work_in_processes(count_spared, [["?"]], 1)
    assert int(str(spared)) > 1000


def test_nothing_is_started_for_nothing() -> None:
    assert list(work_in_processes(never, [], 2)) == []


def test_few_tasks_are_held() -> None:
    read = 0

    def tasks() -> Iterator[list[str]]:
        nonlocal read
        for read in range(1, 101):
            yield [str(read)]

    results = work_in_processes(shout, tasks(), 2)
    for number, found in enumerate(results, 1):
        assert found == [f"{number} 1"]
        assert read <= number + 5
    assert read == 100


def test_a_task_whose_worker_died_is_done_by_another(tmp_path: Path) -> None:
    once = f"{tmp_path / 'once'}?"
    assert list(work_in_processes(shout, [["a"], ["b", once], ["c"]], 1)) == [
        ["A 1"],
        ["B 1", f"{once.upper()} 1"],
        ["C 1"],
    ]


def test_what_kills_its_workers_is_told_and_all_else_is_done() -> None:
    (first, second) = work_in_processes(shout, [["a", "die", "b"], ["c"]], 2)
    assert first == ["A 1", Lost("die", "was killed by SIGKILL"), "B 1"]
    assert second == ["C 1"]


def test_what_is_raised_there_is_raised_here() -> None:
    with pytest.raises(ValueError, match="raised in a worker"):
        list(work_in_processes(shout, [["raise"]], 2))
    with pytest.raises(ValueError, match="no model"):
        list(work_in_processes(unwilling, [["a"]], 2))
    assert active_children() == []


def test_workers_that_cannot_begin_are_given_up() -> None:
    with pytest.raises(OptionError, match="3 of them ended with exit code 7 before they could begin"):
        list(work_in_processes(never, [["a"]] * 9, 2))
    assert active_children() == []


def test_stopping_early_stops_the_workers() -> None:
    results = work_in_processes(shout, [["a"], ["sleep"]], 2)
    assert next(results) == ["A 1"]
    start = monotonic()
    results.close()  # type: ignore[attr-defined]
    assert monotonic() - start < 20
    assert active_children() == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(how: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys\n"
        "from crew import shout\n"
        "from multiprocessing import active_children\n"
        "from quoteattr.workers import work_in_processes\n"
        "if __name__ == '__main__':\n"
        "    for _ in work_in_processes(shout, ([str(n)] for n in range(10**9)), 2):\n"
        "        print(*[child.pid for child in active_children()], flush=True)\n"
    )
    paths = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert parent.stdout is not None
    children = [int(pid) for _ in range(3) for pid in parent.stdout.readline().split()]
    parent.send_signal(how)
    parent.wait()
    parent.stdout.close()
    assert children
    for _ in range(100):
        if not any(map(is_running, children)):
            return
        sleep(0.1)
    pytest.fail("a worker outlived its parent")


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("processes", [0, -1])
def test_there_is_at_least_one_process(processes: int) -> None:
    with pytest.raises(OptionError, match="from 1 on"):
        stub().pipe(TEXTS, processes=processes)
    with pytest.raises(OptionError, match="from 1 on"):
        work_in_processes(shout, TASKS, processes)


def test_documents_of_several_processes_are_those_of_one() -> None:
    articles = [Article(f"a{number}", text, {"place": number}) for number, text in enumerate(TEXTS)]
    expected = list(stub().pipe(articles))
    assert all(document.quotes for document in expected)
    assert list(stub().pipe(articles, batch_size=2, processes=2)) == expected


class Mortal(Stub):
    """Dies of a certain word."""

    def parse(self, texts):  # type: ignore[no-untyped-def]
        if any("Todesfall" in text for text in texts):
            raise SystemExit(9)
        return super().parse(texts)


def test_a_text_that_kills_has_a_document_that_says_so() -> None:
    texts = [*TEXTS[:3], "Ein Todesfall.", TEXTS[4]]
    found = list(QuoteAttributor(Mortal()).pipe(texts, batch_size=3, processes=2))
    assert [document.text for document in found] == texts
    assert [len(document.quotes) > 0 for document in found] == [True, True, True, False, True]
    (told,) = found[3].diagnostics
    assert (told.code, told.span.of(texts[3]) if told.span else "") == ("not-read", texts[3])
    assert "exit code 9" in told.message
    assert isinstance(found[3], Document)
