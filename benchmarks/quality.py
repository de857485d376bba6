"""Write the tables of `docs/quality.md` from what the other commands printed.

    quoteattr evaluate GOLD/dev.jsonl --parses FOLDER --oracle --json > OUT/dev.json
    quoteattr evaluate GOLD/train.jsonl --score CV.jsonl --json > OUT/train.json
    python training/error_causes.py … > OUT/causes.md
    python training/ablation.py … > OUT/ablation.md
    python benchmarks/typography.py … > OUT/typography.md
    python benchmarks/quality.py OUT

A table stands between `<!-- name -->` and `<!-- end -->`; one whose file is missing in OUT stays as it is.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "quality.md"
PARTS = ("quote", "cue", "frame", "speaker", "addressee")
# QUiTE, F1 by split (GermEval 2023, task 2, tables 9 and 10); a speaker is published for the simplified variant alone.
PUBLISHED = {
    "dev": {"quote": 0.4879, "roles": 0.3487, "joint": 0.3891, "type": 0.3911, "medium": 0.3830},
    "test": {"quote": 0.4791, "roles": 0.3548, "joint": 0.3906, "type": 0.4393, "medium": 0.3631},
}
SIMPLIFIED = {
    "dev": {"quote": 0.4825, "speaker": 0.3483, "joint": 0.4182},
    "test": {"quote": 0.4812, "speaker": 0.3173, "joint": 0.4036},
}

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
    return _beside(PUBLISHED, dev["scores"], train["scores"])


def simplified(dev: Metrics, train: Metrics) -> str:
    """The same in the variant without nested quotations."""
    return _beside(SIMPLIFIED, dev["simplified"], train["simplified"])


def _beside(theirs: Mapping[str, Mapping[str, float]], dev: Metrics, train: Metrics) -> str:
    """Their figures by split above ours for the same parts."""
    parts = theirs["dev"]
    rows = {f"QUiTE, {split} split, as published": figures for split, figures in theirs.items()}
    for name, scores in (("dev split", dev), ("train split, cross-validated", train)):
        rows[f"quoteattr, {name}"] = {part: scores[part]["f1"] for part in parts}
    return table(["F1", *parts], ([name, *(f"{each:.4f}" for each in row.values())] for name, row in rows.items()))


def allowed(dev: Metrics) -> str:
    """How far the oracle gets with the same proposals."""
    oracle = dev["oracle"]
    figures = ("recall", "quote", "type", "joint")
    rows = [
        [name, row["gold"], *(_arrow(row["reached"][figure], row["allowed"][figure]) for figure in figures)]
        for name, row in oracle["types"].items()
    ]
    freed = oracle["with_inherited_speaker"]
    speakers = [
        [part, *(_arrow(*(each[side][part] for side in ("reached", "allowed"))) for each in (oracle["scores"], freed))]
        for part in ("speaker", "roles", "joint")
    ]
    by_type = table(("reached → allowed", "gold", *figures), rows)
    return by_type + "\n\n" + table(("F1", "reached → allowed", "with the right inherited speaker"), speakers)


def losses(dev: Metrics) -> str:
    """What gold quotations were lost to, by type."""
    found = dev["oracle"]["types"]
    columns = found.values()
    rows = [
        ["right in all parts", *(row["right"] for row in columns)],
        *([loss, *(row["losses"][loss] for row in columns)] for loss in found["all"]["losses"]),
        ["gold quotations", *(row["gold"] for row in columns)],
        ["false alarms", *(row["false_alarms"] for row in columns)],
    ]
    return table(("lost to", *found), rows)


def _arrow(reached: float, allowed: float) -> str:
    return f"{reached:.3f} → {allowed:.3f}"


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
    """The tables that the files in a folder allow; of what commands print, the table alone, for they can print gold."""
    for file in folder.glob("*.md"):
        lines = file.read_text("utf-8").splitlines()
        yield file.stem, "\n".join(line for line in lines if line.startswith("|"))
    if (folder / "dev.json").is_file() and (folder / "train.json").is_file():
        dev, train = (json.loads((folder / f"{name}.json").read_text("utf-8")) for name in ("dev", "train"))
        yield from (("published", published(dev, train)), ("simplified", simplified(dev, train)))
        yield "rules", rules(dev, train)
        yield from (("types", types(dev)), ("roles", roles(dev)), ("confidence", confidence(dev)))
        yield from (("allowed", allowed(dev)), ("losses", losses(dev)))


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
