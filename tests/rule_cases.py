"""What each rule does in committed cases: how often it proposes, wins and is right. No model is needed.

The cases are those of `cases/golden` and `cases/rules`, in the form that `golden.py` describes. Most of those in
`cases/rules` are about one rule: ``"rule"`` names the one whose reading is right there, ``"not"`` one that must not
win there. Like in the corpus, conjunctions belong to the quotation (*und … dauern die Arbeiten bis Sonntag*).

`floors.json` there has for each rule the smallest precision of what it wins and the smallest share of its own cases
that come out right; a precision of null says that it wins nowhere rightly. ``"one-sided"`` are pairs of rules that
propose the same quotation for the same cue, where the second one has never won.

``python tests/rule_cases.py`` parses the cases whose parse is missing, marks what fails now as known to fail, tells
what changed, prints the table and writes the floors.
"""

import ast
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import golden
from attrs import define, frozen

import quoteattr.rules
from quoteattr import Quote
from quoteattr.model import QuoteType, Spans
from quoteattr.parsing import conllu
from quoteattr.rules import Context, Proposal, propose
from quoteattr.text.marks import scan

FOLDER = Path(__file__).parent / "cases" / "rules"
CASES = FOLDER / "cases.json"
FLOORS = FOLDER / "floors.json"
SLACK = 0.2
CONTESTS = 3
"""So many contests say something about a pair of rules."""

# Calls that take the id of a rule, or a part of it, and where.
_NAMED = {"Proposal": 0, "_Reading": 0, "_Frame": 0, "_framed": 2, "_by_verb": 3}


@frozen
class Outcome:
    """What comes of a case.

    Attributes:
        case: The case.
        rows: The quotations found, as the cases write them.
        quotes: The same as they are.
        proposals: What the rules propose.
    """

    case: golden.Case
    rows: list[golden.Row]
    quotes: tuple[Quote, ...]
    proposals: tuple[Proposal, ...]

    @property
    def winners(self) -> list[str]:
        """The rule of each quotation found."""
        return [quote.evidence[0].rule for quote in self.quotes]

    @property
    def fails(self) -> bool:
        """Whether something else is found than expected, or found by the rule that must not win."""
        return self.rows != self.case["quotes"] or self.case.get("not") in self.winners

    @property
    def draws_right(self) -> bool:
        """Whether types and boundaries are as expected, whatever cue and speaker are."""
        return [row[:2] for row in self.rows] == [row[:2] for row in self.case["quotes"]]


@define
class Figures:
    """What a rule did: proposals, quotations that it won, those of them that are expected; its own cases."""

    proposed: int = 0
    won: int = 0
    right: int = 0
    cases: int = 0
    found: int = 0
    negatives: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right ones among those won."""
        return self.right / self.won if self.won else None

    @property
    def recall(self) -> float:
        """The share of its own cases where types and boundaries come out right."""
        return self.found / self.cases if self.cases else 0.0


@cache
def outcomes(file: Path) -> tuple[Outcome, ...]:
    """What comes of the cases of a file."""
    parses = golden.parses(file)
    return tuple(_outcome(case, parses[case["label"]]) for case in golden.cases(file))


def _outcome(case: golden.Case, parse: str) -> Outcome:
    document = golden.document(case, parse)
    tree = conllu.read(parse, case["text"], model="committed")
    context = Context(tree, scan(case["text"]), golden.attributor().lexicon)
    return Outcome(case, golden.rows(document), document.quotes, tuple(propose(context)))


def all_outcomes() -> Iterator[Outcome]:
    """Those of the golden cases and those of the rules."""
    for file in (*golden.FILES, CASES):
        yield from outcomes(file)


@cache
def figures() -> dict[str, Figures]:
    """The figures of every rule that proposes something in the cases or has some of its own."""
    found: dict[str, Figures] = defaultdict(Figures)
    for outcome in all_outcomes():
        for proposal in outcome.proposals:
            found[proposal.rule].proposed += 1
        expected = Counter(tuple(row[:2]) for row in outcome.case["quotes"])
        for rule, row in zip(outcome.winners, outcome.rows, strict=True):
            found[rule].won += 1
            found[rule].right += expected[tuple(row[:2])] > 0
        if "rule" in outcome.case:
            own = found[outcome.case["rule"]]
            own.cases += 1
            own.found += outcome.draws_right
        elif "not" in outcome.case:
            found[outcome.case["not"]].negatives += 1
    return dict(found)


@cache
def contests() -> Counter[tuple[str, str]]:
    """How often the first rule won a quotation that the second one proposed for the same cue."""
    found: Counter[tuple[str, str]] = Counter()
    for outcome in all_outcomes():
        won = {(quote.evidence[0].rule, quote.type, quote.spans) for quote in outcome.quotes}
        same: dict[tuple[QuoteType, Spans, Spans], set[str]] = defaultdict(set)
        for proposal in outcome.proposals:
            if proposal.cue is not None:
                same[proposal.type, proposal.quote, proposal.cue.spans].add(proposal.rule)
        for (kind, quote, _), rules in same.items():
            winners = [rule for rule in sorted(rules) if (rule, kind, quote) in won]
            found.update((winner, other) for winner in winners[:1] for other in rules - {winner})
    return found


def pairs() -> list[tuple[str, str]]:
    """Pairs of rules with enough contests, the one that wins more of them first."""
    counts = contests()
    both = {tuple(sorted(pair)) for pair in counts}
    enough = [(one, two) for one, two in sorted(both) if counts[one, two] + counts[two, one] >= CONTESTS]
    return [(one, two) if counts[one, two] >= counts[two, one] else (two, one) for one, two in enough]


def one_sided() -> list[tuple[str, str]]:
    """The pairs where the second one has never won."""
    return [pair for pair in pairs() if not contests()[pair[::-1]]]


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


def _mark_failures() -> None:
    lines = []
    for outcome in outcomes(CASES):
        case = {key: value for key, value in outcome.case.items() if key not in ("expect", "instead")}
        if outcome.fails != ("expect" in outcome.case):
            print(f"{case['label']}: {'fails' if outcome.fails else 'is right now'}: {outcome.rows}")
        failure = {"expect": "fail", "instead": outcome.rows} if outcome.fails else {}
        lines.append(json.dumps(case | failure, ensure_ascii=False))
    CASES.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def _write_floors() -> None:
    floors: dict[str, dict[str, float | None]] = {}
    print(f"{'rule':34} proposed   won right cases found  not")
    for rule, row in sorted(figures().items()):
        print(f"{rule:34}{row.proposed:9}{row.won:6}{row.right:6}{row.cases:6}{row.found:6}{row.negatives:5}")
        precision = max(0.0, round((row.precision or 0) - SLACK, 2)) if row.right else None
        floors[rule] = {"precision": precision, "recall": max(0.0, round(row.recall - SLACK, 2))}
    lines = [f"  {json.dumps(rule)}: {json.dumps(floor)}" for rule, floor in floors.items()]
    sided = [f"  {json.dumps(pair)}" for pair in one_sided()]
    FLOORS.write_text(
        '{\n "rules": {\n' + ",\n".join(lines) + '\n },\n "one-sided": [\n' + ",\n".join(sided) + "\n ]\n}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    golden._parse_missing(CASES)
    _mark_failures()
    _write_floors()
