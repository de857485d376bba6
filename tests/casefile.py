"""Files of cases: texts with the quotations in them, and a committed parse of each, so that no model is needed.

`cases/README.md` says what the fields mean. The parses lie beside a file as CoNLL-U, one document a case.
"""

import json
from pathlib import Path
from typing import Any

from attrs import frozen
from parsers import committed, embedded

from quoteattr import Document, Parse, Quote
from quoteattr.parsing import conllu
from quoteattr.reading import read, read_parse
from quoteattr.rules import Proposal

CASES = Path(__file__).parent / "cases"
KNOWN = ("expect", "instead")
"""The fields that write a known failure down."""

Case = dict[str, Any]
Row = list[str | None]


@frozen
class Outcome:
    """What comes of a case.

    Attributes:
        case: The case.
        rows: The quotations found, as the cases write them.
        quotes: The same as they are.
        proposals: What the rules propose.
    """

    case: Case
    rows: list[Row]
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
    def is_known(self) -> bool:
        """Whether the case is written down as one that fails."""
        return self.case.get("expect") == "fail"

    @property
    def draws_right(self) -> bool:
        """Whether types and boundaries are as expected, whatever cue and speaker are."""
        return [row[:2] for row in self.rows] == [row[:2] for row in self.case["quotes"]]


def name_of(file: Path) -> str:
    """How figures and messages name a file: `golden/direct`."""
    return file.relative_to(CASES).with_suffix("").as_posix()


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


def parsed(case: Case, source: str) -> Parse:
    """The committed parse of a case."""
    return conllu.read(source, case["text"], model="committed")


def document(case: Case, source: str) -> Document:
    """What is found in a case."""
    return committed().attribute_parse(parsed(case, source))


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


def outcomes(file: Path) -> tuple[Outcome, ...]:
    """What comes of the cases of a file."""
    sources = parses(file)
    return tuple(_outcome(case, sources[case["label"]]) for case in cases(file))


def _outcome(case: Case, source: str) -> Outcome:
    attributor = committed()
    reading = read_parse(parsed(case, source), attributor.lexicon)
    proposals = tuple(attributor.propose(reading))
    found = attributor.assemble(reading, proposals)
    return Outcome(case, rows(found), found.quotes, proposals)


def write_cases(file: Path, cases: list[Case]) -> None:
    """Write a file of cases, one a line."""
    lines = (json.dumps(case, ensure_ascii=False) for case in cases)
    file.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def parse_missing(file: Path) -> list[str]:
    """Parse the cases that have no parse, with the embedded model, and forget those of cases that are gone.

    Returns:
        The labels of what was parsed.
    """
    known = parses(file)
    wanted = cases(file)
    missing = [case for case in wanted if case["label"] not in known]
    if missing:
        for case, reading in zip(missing, read([case["text"] for case in missing], embedded().parser), strict=True):
            known[case["label"]] = conllu.write(reading.parse)
    if missing or known.keys() != {case["label"] for case in wanted}:
        blocks = (f"# newdoc id = {case['label']}\n{known[case['label']]}" for case in wanted)
        file.with_suffix(".conllu").write_text("".join(blocks), encoding="utf-8")
    return [case["label"] for case in missing]
