"""Reads the cases of stance: items, contrasts, and the parses that are kept beside them."""

import json
import re
from types import ModuleType
from typing import Any

from scripts import ROOT, script

from quoteattr.parsing import conllu
from quoteattr.tree import Parse

CASES = ROOT / "tests" / "cases" / "stance"


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file of the cases."""
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line.strip()]


def parses(name: str, texts: dict[str, str]) -> dict[str, Parse]:
    """The parses of a CoNLL-U file of the cases, by the id of their document."""
    parts = re.split(r"^# newdoc id = (.+)\n", (CASES / name).read_text("utf-8"), flags=re.MULTILINE)
    return {key: conllu.read(source, texts[key]) for key, source in zip(parts[1::2], parts[2::2], strict=True)}


def benchmark() -> ModuleType:
    """The benchmark, which knows how an item becomes a report."""
    return script("benchmarks/stance.py")
