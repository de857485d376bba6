"""What each rule does in committed cases: how often it proposes, wins and is right. No model is needed.

The cases are those of `cases/golden` and `cases/rules`, in the form that `golden.py` describes. `floors.json` there
has the smallest precision of each rule in them; null says that it has never won, so that it can go.

``python tests/rule_cases.py`` parses the cases whose parse is missing, prints the table and writes the floors.
"""

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import golden
from attrs import define

import quoteattr.rules
from quoteattr.marks import scan
from quoteattr.parsing import conllu
from quoteattr.rules import Context, propose

FOLDER = Path(__file__).parent / "cases" / "rules"
CASES = FOLDER / "cases.json"
FLOORS = FOLDER / "floors.json"
SLACK = 0.2

# Calls that take the id of a rule, or a part of it, and where.
_NAMED = {"Proposal": 0, "_Reading": 0, "_Frame": 0, "_framed": 3, "_by_verb": 3}


@define
class Figures:
    """What a rule did: proposals, quotations that it won, and those of them that are expected."""

    proposed: int = 0
    won: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        return self.right / self.won if self.won else None


@cache
def figures() -> dict[str, Figures]:
    """The figures of every rule that proposes something in the cases."""
    found: dict[str, Figures] = defaultdict(Figures)
    for file in (*golden.FILES, CASES):
        parses = golden.parses(file)
        for case in golden.cases(file):
            parse = conllu.read(parses[case["label"]], case["text"], model="committed")
            for proposal in propose(Context(parse, scan(case["text"]), golden.attributor().lexicon)):
                found[proposal.rule].proposed += 1
            document = golden.document(case, parses[case["label"]])
            expected = Counter(tuple(row[:2]) for row in case["quotes"])
            for quote, row in zip(document.quotes, golden.rows(document), strict=True):
                rule = found[quote.evidence[0].rule]
                rule.won += 1
                rule.right += expected[tuple(row[:2])] > 0
    return dict(found)


def names() -> set[str]:
    """The ids of rules and parts of ids that stand in the source."""
    folder = Path(quoteattr.rules.__file__).parent
    trees = (ast.parse(file.read_text("utf-8")) for file in folder.glob("*.py"))
    return {name for tree in trees for node in ast.walk(tree) for name in _names_in(node)}


def _names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMED:
        places = node.args[_NAMED[node.func.id] :][:1]
        places += [keyword.value for keyword in node.keywords if keyword.arg == "rule"]
        yield from (name for place in places for name in _constants(place))
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
        yield from _constants(node.value.elts[0])


def _constants(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.strip("."):
            yield part.value.strip(".")


if __name__ == "__main__":
    golden._parse_missing(CASES)
    floors = {}
    for rule, row in sorted(figures().items()):
        print(f"{rule:34}{row.proposed:5}{row.won:5}{row.right:5}")
        floors[rule] = None if row.precision is None else max(0.0, round(row.precision - SLACK, 2))
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
