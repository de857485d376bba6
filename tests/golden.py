"""The golden cases: sentences with the quotations in them, one file a kind.

python tests/golden.py                           # parse what has no parse, tell what changed; 1 on regressions
python tests/golden.py --accept                  # write it down, so that a person can look at it and say why
python tests/golden.py --accept --more-failures  # even if more cases fail than before
"""

import sys
from collections.abc import Sequence

from casefile import CASES, Outcome, name_of, outcomes, parse_missing, write_cases
from known import changes, command, may_accept, verdict, written_down

FILES = sorted((CASES / "golden").glob("*.json"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    args = command(__doc__).parse_args(arguments)
    for file in FILES:
        for label in parse_missing(file):
            print(f"{name_of(file)}: {label}: parsed")
    found: dict[str, tuple[Outcome, ...]] = {name_of(file): outcomes(file) for file in FILES}
    changed = {name: changes(each) for name, each in found.items()}
    for name, lines in changed.items():
        print(*(f"{name}: {line}\n" for line in lines), sep="", end="")
    if args.accept:
        now = {name: sum(outcome.fails for outcome in each) for name, each in found.items()}
        if not may_accept(now, more=args.more_failures):
            return 1
        for file in FILES:
            if changed[name_of(file)]:
                write_cases(file, [written_down(outcome) for outcome in found[name_of(file)]])
    return verdict([line for lines in changed.values() for line in lines], accepted=args.accept)


if __name__ == "__main__":
    sys.exit(main())
