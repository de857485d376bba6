"""Reads the cases of stance: items, contrasts, and the parses that are kept beside them."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

from quoteattr.parsing import conllu
from quoteattr.syntax import Parse

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "stance"


def rows(name: str) -> list[dict]:
    """The rows of a JSON Lines file of the cases."""
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line.strip()]


def parses(name: str, texts: dict[str, str]) -> dict[str, Parse]:
    """The parses of a CoNLL-U file of the cases, by the id of their document."""
    parts = re.split(r"^# newdoc id = (.+)\n", (CASES / name).read_text("utf-8"), flags=re.MULTILINE)
    return {key: conllu.read(source, texts[key]) for key, source in zip(parts[1::2], parts[2::2], strict=True)}


def benchmark() -> ModuleType:
    """The benchmark, which knows how an item becomes a report."""
    spec = importlib.util.spec_from_file_location("stance_benchmark", ROOT / "benchmarks" / "stance.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
