"""What the wheel holds: the committed list, and whether a wheel or the package in front of us is the same.

    python tests/wheel_contents.py                  # compares the package, exit code 1 if it differs
    python tests/wheel_contents.py quoteattr-*.whl  # compares a wheel, and its size
    python tests/wheel_contents.py --accept         # writes the list anew

A file that nobody meant to ship, or one that was forgotten, is a line of difference in a review.
"""

import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path
from zipfile import ZipFile

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent
LIST = Path(__file__).parent / "cases" / "wheel.txt"
MOST_BYTES = 40_000_000


def of_package(package: Path = PACKAGE) -> list[str]:
    """The files of the package, as it is imported."""
    found = (path.relative_to(package.parent) for path in package.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if "__pycache__" not in path.parts)


def of_wheel(wheel: Path) -> list[str]:
    """The files of a wheel that belong to the package; what the wheel says of itself is left out."""
    with ZipFile(wheel) as archive:
        return sorted(name for name in archive.namelist() if ".dist-info/" not in name and ".data/" not in name)


def listed() -> list[str]:
    """The files that should be there."""
    return LIST.read_text("utf-8").splitlines()


def main(arguments: Sequence[str]) -> int:
    """Run the command."""
    wheels = [Path(argument) for argument in arguments if argument.endswith(".whl")]
    if "--accept" in arguments:
        LIST.write_text("\n".join([*of_package(), ""]), encoding="utf-8")
    bad = 0
    for files in map(of_wheel, wheels) if wheels else [of_package()]:
        lines = list(unified_diff(listed(), files, "tests/cases/wheel.txt", "found", lineterm="", n=0))
        print(*lines, sep="\n", end="\n" if lines else "")
        bad += bool(lines)
    for wheel in wheels:
        size = wheel.stat().st_size
        print(f"{wheel.name}: {size} bytes of at most {MOST_BYTES}")
        bad += size > MOST_BYTES
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
