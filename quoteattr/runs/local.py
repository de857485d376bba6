"""A run by processes of this machine: each takes a shard, does it alone, and takes the next one."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from quoteattr.article import Article
from quoteattr.runs.folder import RunFolder
from quoteattr.runs.recipe import Recipe
from quoteattr.runs.shards import Report, Shard, write_shard
from quoteattr.workers import Lost, work_in_processes


def run_local(folder: RunFolder, recipe: Recipe, processes: int = 1) -> Iterator[Report]:
    """Do the shards that are due; the reports come in the shards' order.

    If a process dies, another one does its shard from the start; if that dies, too, the shard is done here, by a
    process that is replaced whenever it dies, so that only the articles that kill it are left without a result.

    Args:
        folder: The run.
        recipe: What attributes.
        processes: How many processes, at least 1. They are spawned: a script calls this below
            `if __name__ == "__main__":`.

    Raises:
        OptionError: `processes` is below 1.
    """
    tasks = ([shard] for shard in folder.due)
    for (found,) in work_in_processes(partial(_shard_work, folder.path, recipe), tasks, processes):
        yield _done_with_care(found.item, folder.path, recipe) if isinstance(found, Lost) else found


def shard_worker(folder: Path, recipe: Recipe) -> Callable[[Shard], Report]:
    """What does one shard after the other with one model; any engine can call it, wherever the folder can be seen."""
    lines_of = recipe.lines_of()
    return lambda shard: write_shard(shard, folder, partial(map, lines_of))


def _shard_work(folder: Path, recipe: Recipe) -> Callable[[list[Shard]], list[Report]]:
    """The same for `work_in_processes`."""
    work = shard_worker(folder, recipe)
    return lambda shards: list(map(work, shards))


def _done_with_care(shard: Shard, folder: Path, recipe: Recipe) -> Report:
    """Do a shard that killed its workers, article by article where need be."""

    def attribute(batches: Iterable[list[Article]]) -> Iterator[list[str | Lost[Article]]]:
        return work_in_processes(recipe.lines_of, batches, 1)

    return write_shard(shard, folder, attribute)
