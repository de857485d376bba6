"""What each rule does in committed cases: how often it proposes, wins and is right. No model is needed.

Cases are those of `cases/golden` and `cases/rules`; most of the latter are about one rule. ``cases/rules/floors.json``
has for each rule the smallest precision of what it wins and the smallest share of its own cases that come out right;
a precision of null says that it wins nowhere rightly. ``"one-sided"`` are pairs of rules that propose the same
quotation for the same cue, where the second one has never won.

    python tests/rule_cases.py                                 # parse, tell what changed, a table; 1 on regressions
    python tests/rule_cases.py --accept                        # write it down; floors only rise
    python tests/rule_cases.py --accept --lower-floors RULE    # let those of a rule fall to what it does now
    python tests/rule_cases.py --accept --more-failures        # even if more fails than before
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import casefile
import golden
from attrs import define
from casefile import CASES as FOLDER
from casefile import Outcome
from known import Change, changes, command, may_accept, verdict, written_down

from quoteattr.model import QuoteType, Spans
from quoteattr.rules import FAMILIES, Rule

CASES = FOLDER / "rules" / "cases.json"
FLOORS = FOLDER / "rules" / "floors.json"
ONE_SIDED = "rules/one-sided"
"""Pairs of rules of which one never wins are known failures too, under this name."""
SLACK = 0.2
CONTESTS = 3
"""So many contests say something about a pair of rules."""

RULES: dict[str, Rule] = {rule: found for family in FAMILIES for rule, found in family.rules.items()}
Pair = tuple[str, str]


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


@define
class Floor:
    """What a rule must not fall below; a precision of None says that it wins nowhere rightly."""

    precision: float | None
    recall: float

    def above(self, other: "Floor") -> "Floor":
        """The higher one of each."""
        known = [value for value in (self.precision, other.precision) if value is not None]
        return Floor(max(known, default=None), max(self.recall, other.recall))

    def holds(self, row: Figures) -> bool:
        """Whether a rule's figures are not below this."""
        if self.precision is not None and (row.precision or 0.0) < self.precision:
            return False
        return row.recall >= self.recall and (self.precision is None or row.right > 0)


@cache
def outcomes(file: Path) -> tuple[Outcome, ...]:
    """What comes of the cases of a file."""
    return casefile.outcomes(file)


def all_outcomes() -> Iterator[Outcome]:
    """Those of the golden cases and those of the rules."""
    for file in (*golden.FILES, CASES):
        yield from outcomes(file)


@cache
def figures() -> dict[str, Figures]:
    """The figures of every rule of the registry, and of any other that proposes something or has cases."""
    found: dict[str, Figures] = defaultdict(Figures, {rule: Figures() for rule in RULES})
    for outcome in all_outcomes():
        for proposal in outcome.proposals:
            found[proposal.rule.id].proposed += 1
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
def contests() -> Counter[Pair]:
    """How often the first rule won a quotation that the second one proposed for the same cue."""
    found: Counter[Pair] = Counter()
    for outcome in all_outcomes():
        won = {(quote.evidence[0].rule, quote.type, quote.spans) for quote in outcome.quotes}
        same: dict[tuple[QuoteType, Spans, Spans], set[str]] = defaultdict(set)
        for proposal in outcome.proposals:
            if proposal.cue is not None:
                same[proposal.type, proposal.quote, proposal.cue.spans].add(proposal.rule.id)
        for (kind, quote, _), rules in same.items():
            winners = [rule for rule in sorted(rules) if (rule, kind, quote) in won]
            found.update((winner, other) for winner in winners[:1] for other in rules - {winner})
    return found


def pairs() -> list[Pair]:
    """Pairs of rules with enough contests, the one that wins more of them first."""
    counts = contests()
    both = {(min(pair), max(pair)) for pair in counts}
    enough = [(one, two) for one, two in sorted(both) if counts[one, two] + counts[two, one] >= CONTESTS]
    return [(one, two) if counts[one, two] >= counts[two, one] else (two, one) for one, two in enough]


def one_sided() -> list[Pair]:
    """The pairs where the second one has never won."""
    return [pair for pair in pairs() if not contests()[pair[::-1]]]


def read_floors() -> tuple[dict[str, Floor], list[Pair]]:
    """The committed floors, and the pairs that are known to be one-sided."""
    written = json.loads(FLOORS.read_text("utf-8"))
    floors = {rule: Floor(**floor) for rule, floor in written["rules"].items()}
    return floors, [(better, other) for better, other in written["one-sided"]]


def raised(floors: Mapping[str, Floor], rows: Mapping[str, Figures], lower: Collection[str] = ()) -> dict[str, Floor]:
    """The floors that the figures allow, never below those that there are, but for the rules in `lower`."""
    found = {}
    for rule, row in sorted(rows.items()):
        precision = max(0.0, round((row.precision or 0) - SLACK, 2)) if row.right else None
        now = Floor(precision, max(0.0, round(row.recall - SLACK, 2)))
        found[rule] = now if rule in lower or rule not in floors else now.above(floors[rule])
    return found


def _write_floors(floors: Mapping[str, Floor], sided: Sequence[Pair]) -> None:
    lines = [f'  "{rule}": {json.dumps({"precision": f.precision, "recall": f.recall})}' for rule, f in floors.items()]
    pairs = [f"  {json.dumps(pair)}" for pair in sided]
    FLOORS.write_text(
        '{\n "rules": {\n' + ",\n".join(lines) + '\n },\n "one-sided": [\n' + ",\n".join(pairs) + "\n ]\n}\n",
        encoding="utf-8",
    )


def _differences(floors: Mapping[str, Floor], sided: Sequence[Pair]) -> list[Change]:
    """Cases, floors and pairs that are otherwise than written down."""
    found = changes(outcomes(CASES))
    found += [Change(rule, "fails", row) for rule, row in figures().items()
              if rule in floors and not floors[rule].holds(row)]  # fmt: skip
    found += [Change(" before ".join(pair), "fails", "never loses") for pair in one_sided() if pair not in sided]
    found += [Change(" before ".join(pair), "is right now", None) for pair in sided if pair not in one_sided()]
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = command(__doc__)
    parser.add_argument("--lower-floors", nargs="+", default=[], choices=sorted(RULES), metavar="RULE")
    args = parser.parse_args(arguments)
    for label in casefile.parse_missing(CASES):
        print(f"{label}: parsed")
    floors, sided = read_floors()
    print(f"{'rule':34} proposed   won right cases found  not")
    for rule, row in sorted(figures().items()):
        print(f"{rule:34}{row.proposed:9}{row.won:6}{row.right:6}{row.cases:6}{row.found:6}{row.negatives:5}")
    found = _differences(floors, sided)
    print(*found, sep="\n")
    if args.accept:
        own = outcomes(CASES)
        now = {casefile.name_of(CASES): sum(outcome.fails for outcome in own), ONE_SIDED: len(one_sided())}
        if not may_accept(now, more=args.more_failures):
            return 1
        casefile.write_cases(CASES, [written_down(outcome) for outcome in own])
        _write_floors(raised(floors, figures(), args.lower_floors), one_sided())
        found = [change for change in found if change.label in RULES and change.label not in args.lower_floors]
    return verdict(found, accepted=False)


if __name__ == "__main__":
    sys.exit(main())
