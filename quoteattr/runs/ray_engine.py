"""A run by Ray Data, on this machine or on a cluster: the same shards, the same files, the same way to go on.

Ray hands out the shards, starts actors with a model each, and puts others in the place of those that die. Nothing of
the articles goes through it: actors read and write where they are, so all machines must see input and output under the
same paths.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import asdict

from quoteattr.collector import spare_collector
from quoteattr.extras import require
from quoteattr.runs.folder import RunFolder
from quoteattr.runs.local import shard_worker
from quoteattr.runs.recipe import Recipe
from quoteattr.runs.shards import Report, Shard, failures_of


def run_ray(folder: RunFolder, recipe: Recipe, actors: int = 1, address: str | None = None) -> Iterator[Report]:
    """Do the shards that are due; the reports come as Ray gives them.

    Args:
        folder: The run; its path and those of the shards must be the same on all machines.
        recipe: What attributes.
        actors: How many, each with a model and one core; Ray itself needs a core, too.
        address: Of a running cluster, as `ray.init` takes it; None for Ray on this machine.

    Raises:
        OptionError: The extra `ray` is not installed.
    """
    require("ray", "The engine 'ray', unlike 'local',")
    import ray

    due = folder.due
    if not due:
        return
    # Each actor has a core to itself, and its matrices are too small to share among threads.
    one_thread = {"env_vars": {"OMP_NUM_THREADS": "1"}}
    own = not ray.is_initialized()
    if own:
        # On this machine an actor may be given the core that Ray holds back: there may be no more than two.
        cores = {} if address else {"num_cpus": actors + 1}
        ray.init(address=address, runtime_env=one_thread, log_to_driver=False, **cores)
    try:
        items = [{**asdict(shard), "path": str(shard.path.resolve())} for shard in due]
        done = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
            _Actor,
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=actors),
            fn_constructor_args=(folder.path.resolve(), recipe),
            num_cpus=1,
        )
        for row in done.iter_rows():
            yield Report(row["shard"], row["rows"], failures_of(row["shard"], folder.path))
    finally:
        if own:
            ray.shutdown()


class _Actor:
    """Does one shard after the other."""

    def __init__(self, folder: Path, recipe: Recipe) -> None:
        self._work = shard_worker(folder, recipe)
        spare_collector()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        columns = (batch[name].tolist() for name in ("path", "name", "first", "size"))
        reports = [self._work(Shard(*row)) for row in zip(*columns, strict=True)]
        return {"shard": [report.shard for report in reports], "rows": [report.rows for report in reports]}
