"""Write the tables of `docs/quality.md` from what the other commands printed.

    quoteattr evaluate GOLD/dev.jsonl --parses FOLDER --json > OUT/dev.json
    quoteattr evaluate GOLD/train.jsonl --score CV.jsonl --json > OUT/train.json
    python training/error_causes.py … > OUT/causes.md
    python training/ablation.py … > OUT/ablation.md
    python benchmarks/typography.py … > OUT/typography.md
    python benchmarks/quality.py OUT

A table stands between `<!-- name -->` and `<!-- end -->`; one whose file is missing in OUT stays as it is.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "quality.md"
PARTS = ("quote", "cue", "frame", "speaker", "addressee")
# QUiTE, test split, F1 (Petersen-Frey & Biemann 2024).
PUBLISHED = {"quote": 0.479, "roles": 0.355, "joint": 0.391, "type": 0.439, "speaker": 0.317}

Metrics = dict[str, Any]


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table; the first column is text, the others are numbers."""
    names = list(head)
    lines = [names, ["---", *["--:"] * (len(names) - 1)], *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def published(dev: Metrics, train: Metrics) -> str:
    """This project beside the published system."""
    ours = {"quoteattr, dev split": dev, "quoteattr, train split, cross-validated": train}
    rows = [[name, *(metrics["scores"][part]["f1"] for part in PUBLISHED)] for name, metrics in ours.items()]
    return table(["F1", *PUBLISHED], [["QUiTE, test split, as published", *PUBLISHED.values()], *rows])


def types(dev: Metrics) -> str:
    """Figures by type."""
    head = ("type", "gold", "found", "recall", "exact", "predicted", "overlapping", "same type", "joint F1")
    return table(head, ([
        kind, row["gold"], row["found"], row["found"] / row["gold"], row["exact"]["hits"], row["predicted"],
        row["overlapping"], row["right"], row["scores"]["joint"]["f1"],
    ] for kind, row in dev["types"].items()))  # fmt: skip


def roles(dev: Metrics) -> str:
    """Figures by part."""
    scores, exact = dev["scores"], dev["exact"]
    rows = (
        [part, *(scores[part][key] for key in ("precision", "recall", "f1")), exact[part]["rate"]] for part in PARTS
    )
    return table(("part", "P", "R", "F1", "exact where the quotations overlap"), rows)


def confidence(dev: Metrics) -> str:
    """Calibration: bins, then the two figures in words."""
    found = dev["calibration"]
    rows = ([f"{b['lower']:.1f}", b["count"], b["confidence"], b["right"]] for b in found["bins"])
    summary = (
        f"Expected calibration error {found['error']:.3f}. At confidence {found['high']} and above: "
        f"{found['high_count']} predictions, quote precision {found['high_precision']:.3f}, "
        f"right {found['high_right']:.3f}."
    )
    return table(("confidence from", "predictions", "mean confidence", "right"), rows) + "\n\n" + summary


def rules(dev: Metrics, train: Metrics) -> str:
    """Figures by rule on both splits."""
    names = [*train["rules"], *(name for name in dev["rules"] if name not in train["rules"])]
    head = ("rule", *(f"{split} {column}" for split in ("train:", "dev:") for column in ("fired", "matched", "P", "R")))
    return table(head, ([f"`{name}`", *_rule(train, name), *_rule(dev, name)] for name in names))


def _rule(metrics: Metrics, name: str) -> list[object]:
    row = metrics["rules"].get(name)
    return [row["fired"], row["matched"], row["quote"], row["recall"]] if row else [0, 0, "–", "–"]


def tables(folder: Path) -> Iterator[tuple[str, str]]:
    """The tables that the files in a folder allow."""
    for file in folder.glob("*.md"):
        yield file.stem, file.read_text("utf-8").strip()
    if (folder / "dev.json").is_file() and (folder / "train.json").is_file():
        dev, train = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("dev", "train"))
        yield "published", published(dev, train)
        yield "rules", rules(dev, train)
        yield from (("types", types(dev)), ("roles", roles(dev)), ("confidence", confidence(dev)))


def main(folder: Path) -> None:
    page = PAGE.read_text("utf-8")
    for name, content in tables(folder):
        before, mark, rest = page.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition("<!-- end -->")
        assert end, f"There is no place for the table {name} in {PAGE.name}."
        page = f"{before}{mark}\n{content}\n\n{end}{after}"
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
