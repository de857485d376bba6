"""The manual page of the command, made from its parser.

    python docs/man_page.py          # writes docs/quoteattr.1
    python docs/man_page.py --check  # exit code 1 if it is out of date

argparse of another version of Python may break the lines of the usage elsewhere: `.ci/run` makes it with 3.11.
It needs argparse-manpage, which the extra `docs` brings. `man docs/quoteattr.1` shows the page; from a wheel it is
installed where `man quoteattr` looks for it.
"""

import os
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from argparse_manpage.manpage import Manpage

from quoteattr.cli.commands import COMMANDS, PURPOSE, example_of, whole_parser
from quoteattr.cli.exit_codes import EXIT_CODES

PAGE = Path(__file__).parent / "quoteattr.1"


def manual_page() -> str:
    """The page as it should be."""
    os.environ["COLUMNS"] = "80"
    project = tomllib.loads((PAGE.parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
    page = Manpage(
        whole_parser(),
        {
            "project_name": "quoteattr",
            "version": project["version"],
            "manual_title": "quoteattr",
            "description": PURPOSE.rstrip("."),
            "date": " ",  # the version says how old it is; a date would change with each run
        },
        format="single-commands-section",
    )
    codes = [f".TP\n.B {code}\n{meaning}" for code, meaning in EXIT_CODES.items()]
    page.add_section("exit status", ">", "\n".join(codes))
    examples = [example_of(name).replace("\\", r"\e").replace("-", r"\-") for name in COMMANDS]
    page.add_section("examples", ">", "\n".join([".nf", *examples, ".fi"]))
    return str(page)


def main(arguments: Sequence[str]) -> int:
    """Run the command."""
    page = manual_page()
    if "--check" not in arguments:
        PAGE.write_text(page, encoding="utf-8")
    elif page != PAGE.read_text("utf-8"):
        print(f"{PAGE} is out of date. Run: python docs/man_page.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
