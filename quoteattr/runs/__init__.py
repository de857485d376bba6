"""Runs over many articles: one output shard for each input shard, by several processes or machines, resumed where they
were killed.
"""

from quoteattr.runs.folder import RunFolder
from quoteattr.runs.local import run_local
from quoteattr.runs.recipe import Recipe
from quoteattr.runs.shards import Failure, Report, Shard, shards_of

__all__ = ["Failure", "Recipe", "Report", "RunFolder", "Shard", "run_local", "shards_of"]
