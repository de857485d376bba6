"""Work in several processes: results in order, memory flat, and a worker that dies is replaced.

Processes are spawned, since a forked copy of a process with threads can hang. Each makes what it works with for itself,
once, and uses one thread. A worker ignores Ctrl-C, which its parent answers, and ends when its parent is gone.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

from attrs import define, field, frozen

from quoteattr.collector import spare_collector
from quoteattr.errors import OptionError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Work = Callable[[list[_Item]], list[_Result]]
"""What a worker does with a task: one result for each item."""

_AHEAD = 2
"""Tasks for each process that may be read before the one whose results are due."""

_PATIENCE = 10.0
"""Seconds that a process may take to end."""

_FALSE_STARTS = 3
"""Workers in a row that may die before they are ready; more of them would die, too."""


@frozen
class Lost(Generic[_Item]):
    """An item that no worker came to an end with: each that took it died.

    Attributes:
        item: What was to be done.
        reason: How the last of these workers ended.
    """

    item: _Item
    reason: str


@define
class _Task(Generic[_Item]):
    """Items that go to a worker together: a whole task, or one item of a task that killed its workers."""

    number: int
    first: int
    items: list[_Item]
    again: bool = False


@define
class _Results:
    """What has come back of a task: a place for each item, and how many places are empty."""

    found: list[Any]
    missing: int


def work_in_processes(
    make: Callable[[], Work[_Item, _Result]], tasks: Iterable[Sequence[_Item]], processes: int
) -> "Iterator[list[_Result | Lost[_Item]]]":
    """The results of tasks, in their order.

    If a worker dies, its task is given to a new one; if that dies, too, each item alone; and an item that still kills
    its worker becomes a `Lost`. What `make` or the work raises is raised here.

    Args:
        make: Makes what does the work, in each process; picklable.
        tasks: Lists of items; few of them are held at a time.
        processes: How many, at least 1.

    Raises:
        OptionError: `processes` is below 1, or the processes die before they can begin.
    """
    if processes < 1:
        raise OptionError(f"processes is {processes!r}; give a whole number from 1 on, such as the number of cores.")
    return _Crew(make, processes).results(tasks)


@define(eq=False)
class _Worker:
    """A process, the connection to it, and what it works at."""

    process: Any
    connection: Connection
    ready: bool = False
    task: "_Task[Any] | None" = None

    @classmethod
    def start(cls, make: Callable[[], Any]) -> "_Worker":
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, make), daemon=True)
        with _one_thread():
            process.start()
        there.close()
        return cls(process, here)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


@define(eq=False)
class _Crew(Generic[_Item, _Result]):
    """Workers at the same tasks.

    Attributes:
        make: Makes what does the work.
        processes: How many workers there may be.
        workers: Those that there are.
        again: Tasks whose worker died.
        open: What has come back of tasks that are not done, by their number.
        false_starts: Workers in a row that died before they were ready.
    """

    make: Callable[[], Work[_Item, _Result]]
    processes: int
    workers: list[_Worker] = field(factory=list)
    again: "deque[_Task[_Item]]" = field(factory=deque)
    open: dict[int, _Results] = field(factory=dict)
    false_starts: int = 0

    def results(self, tasks: Iterable[Sequence[_Item]]) -> "Iterator[list[_Result | Lost[_Item]]]":
        """The results of tasks in their order."""
        source = enumerate(tasks)
        due = 0
        try:
            while True:
                self._hand_out(source, due)
                if due in self.open and not self.open[due].missing:
                    yield self.open.pop(due).found
                    due += 1
                elif self.open:
                    self._listen()
                else:
                    return
        finally:
            for worker in self.workers:
                worker.stop()

    def _hand_out(self, source: Iterator[tuple[int, Sequence[_Item]]], due: int) -> None:
        """Give tasks to those who have none, as long as there are tasks near the one whose results are due."""
        while True:
            idle = next((worker for worker in self.workers if worker.task is None), None)
            if idle is None and len(self.workers) == self.processes:
                return
            task = self.again.popleft() if self.again else self._next_task(source, due)
            if task is None:
                return
            if idle is None:
                idle = _Worker.start(self.make)
                self.workers.append(idle)
            idle.task = task
            try:
                idle.connection.send(task.items)
            except OSError:  # it died in idleness
                self._replace(idle)

    def _next_task(self, source: Iterator[tuple[int, Sequence[_Item]]], due: int) -> "_Task[_Item] | None":
        """The next task that may begin."""
        if self.open and max(self.open) >= due + _AHEAD * self.processes:
            return None
        for number, items in source:
            self.open[number] = _Results([None] * len(items), len(items))
            if items:
                return _Task(number, 0, list(items))
        return None

    def _listen(self) -> None:
        """Wait until a worker says something or dies."""
        ready = set(wait([worker.connection for worker in self.workers if worker.task]))
        for worker in [worker for worker in self.workers if worker.connection in ready]:
            try:
                said, what = worker.connection.recv()
            except (EOFError, OSError):
                self._replace(worker)
                continue
            if said == "raised":
                raise what
            worker.ready = True
            self.false_starts = 0
            if said == "done" and worker.task is not None:
                self._note(worker.task, what)
                worker.task = None

    def _note(self, task: "_Task[_Item]", found: "Sequence[_Result | Lost[_Item]]") -> None:
        """Keep what came back of a task."""
        results = self.open[task.number]
        results.found[task.first : task.first + len(found)] = found
        results.missing -= len(found)

    def _replace(self, worker: _Worker) -> None:
        """Take a dead worker's task back; the next task that is handed out starts another worker."""
        self.workers.remove(worker)
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        worker.stop()
        task = worker.task
        if not worker.ready:
            self._count_false_start(code)
            if task is not None:
                self.again.append(task)
        elif task is not None and not task.again:
            self.again.append(_Task(task.number, task.first, task.items, again=True))
        elif task is not None and len(task.items) > 1:
            singles = (_Task(task.number, task.first + at, [item], again=True) for at, item in enumerate(task.items))
            self.again.extend(singles)
        elif task is not None:
            self._note(task, [Lost(task.items[0], _ending(code))])

    def _count_false_start(self, code: int | None) -> None:
        self.false_starts += 1
        if self.false_starts >= _FALSE_STARTS:
            raise OptionError(
                f"processes is {self.processes}; {_FALSE_STARTS} of them {_ending(code)} before they could begin. In a "
                "script, make the call below `if __name__ == '__main__':`, since each process imports the script; if "
                "memory ran out, give fewer processes."
            )


def _serve(connection: Connection, make: Callable[[], Work[Any, Any]]) -> None:
    """What a worker does until its parent closes the connection or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A parent that ends itself on SIGTERM may have left its handler here; a worker just ends.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work = _told(connection, make)
        if work is None:
            return
        spare_collector()
        connection.send(("ready", None))
        while True:
            found = _told(connection, partial(work, connection.recv()))
            if found is None:
                return
            connection.send(("done", found))
    except (EOFError, OSError):
        return


def _told(connection: Connection, action: Callable[[], Any]) -> Any:
    """What an action gives; what it raises is told to the parent, and None given."""
    try:
        return action()
    except (EOFError, OSError):
        raise
    except Exception as error:
        connection.send(("raised", error))
        return None


def _ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is None:
        return "hung up"
    return f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


@contextmanager
def _one_thread() -> Iterator[None]:
    """Processes that start in here use one thread each: their matrices are small, and their number is the cores'."""
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before
