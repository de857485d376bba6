"""Golden cases: sentences with the quotations in them, and a committed parse of each, so that no model is needed.

A file of `cases/golden` is a list of cases: ``label``, ``text``, ``quotes``, and, where it helps, a ``comment``.
A quotation is written ``[type, quotation, cue, speaker]`` in text order; parts of a discontinuous one are joined by
`` … ``; null is none. ``"expect": "fail"`` is a known failure, ``instead`` says what is found. The parses lie beside it
as CoNLL-U, one document a case; the embedded model made them, and its errors were corrected by hand.

``python tests/golden.py`` parses the cases whose parse is missing and marks what fails now as known to fail; it tells
what changed, so that a person can look at it and say why.
"""

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from quoteattr import Document, Parse, QuoteAttributor
from quoteattr.parsing import conllu

FOLDER = Path(__file__).parent / "cases" / "golden"
FILES = sorted(FOLDER.glob("*.json"))

Case = dict[str, Any]
Row = list[str | None]


class NoParser:
    """Stands where a parser is asked for: the parses are here already."""

    name = "committed"

    def parse(self, texts: Any) -> Iterator[Parse]:
        raise AssertionError("A golden case has no parse; run python tests/golden.py.")


@cache
def attributor() -> QuoteAttributor:
    return QuoteAttributor(NoParser())


def cases(file: Path) -> list[Case]:
    """The cases of a file."""
    found: list[Case] = json.loads(file.read_text("utf-8"))
    return found


def parses(file: Path) -> dict[str, str]:
    """The parses of a file's cases by label, as CoNLL-U."""
    source = file.with_suffix(".conllu")
    if not source.is_file():
        return {}
    blocks = source.read_text("utf-8").split("# newdoc id = ")[1:]
    return {label: parse for label, _, parse in (block.partition("\n") for block in blocks)}


def document(case: Case, parse: str) -> Document:
    """What is found in a case."""
    return attributor().attribute_parse(conllu.read(parse, case["text"], model="committed"))


def rows(document: Document) -> list[Row]:
    """The quotations as the cases write them."""
    return [
        [
            quote.type.value,
            quote.text,
            quote.cue.text if quote.cue else None,
            quote.speaker.mention.text if quote.speaker and quote.speaker.mention else None,
        ]
        for quote in document.quotes
    ]


def _parse_missing(file: Path) -> None:
    known = parses(file)
    missing = [case for case in cases(file) if case["label"] not in known]
    if missing:
        from quoteattr.parsing import load
        from quoteattr.text.marks import scan
        from quoteattr.text.normalise import plain

        texts = [plain(case["text"], scan(case["text"])) for case in missing]
        for case, parse in zip(missing, load().parse(texts), strict=True):
            known[case["label"]] = conllu.write(parse)
    blocks = (f"# newdoc id = {case['label']}\n{known[case['label']]}" for case in cases(file))
    file.with_suffix(".conllu").write_text("".join(blocks), encoding="utf-8")


def _mark_failures(file: Path) -> None:
    known = parses(file)
    lines = []
    for case in cases(file):
        found = rows(document(case, known[case["label"]]))
        fails = found != case["quotes"]
        if fails != (case.get("expect") == "fail"):
            print(f"{file.stem}: {case['label']}: {'fails' if fails else 'is right now'}: {found}")
        case = {key: value for key, value in case.items() if key not in ("expect", "instead")}
        failure = {"expect": "fail", "instead": found} if fails else {}
        lines.append(json.dumps(case | failure, ensure_ascii=False))
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    for path in [Path(name) for name in sys.argv[1:]] or FILES:
        _parse_missing(path)
        _mark_failures(path)
