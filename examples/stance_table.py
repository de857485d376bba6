"""Who supports and opposes what, and whom the articles keep at a distance: ``python examples/stance_table.py seeds/``.

With a second argument and Matplotlib installed it also draws: ``python examples/stance_table.py seeds/ stance.svg``.
"""

import sys
from pathlib import Path

import quoteattr
from quoteattr.documents.stance_counts import StanceCount, by_speaker, by_target
from quoteattr.model import Attitude

SHOWN = 15
COLUMNS = (Attitude.SUPPORT, Attitude.OPPOSE, Attitude.DEMAND, Attitude.WARN)


def show(title: str, rows: list[StanceCount]) -> None:
    print(f"{title:40} {'all':>4} " + " ".join(f"{attitude.value:>8}" for attitude in COLUMNS) + "  distance")
    for row in rows[:SHOWN]:
        counts = " ".join(f"{row.attitudes[attitude]:8}" for attitude in COLUMNS)
        print(f"{row.name[:40]:40} {row.quotes:4} {counts}  {row.distanced:8}")
    print()


def draw(rows: list[StanceCount], path: Path) -> None:
    try:
        import matplotlib.pyplot as plot
    except ImportError:
        print("no plot: Matplotlib is not installed", file=sys.stderr)
        return
    shown = [row for row in rows if row.attitudes[Attitude.SUPPORT] + row.attitudes[Attitude.OPPOSE]][:SHOWN][::-1]
    names = [row.name[:40] for row in shown]
    plot.barh(names, [row.attitudes[Attitude.SUPPORT] for row in shown], color="tab:green", label="support")
    plot.barh(names, [-row.attitudes[Attitude.OPPOSE] for row in shown], color="tab:red", label="oppose")
    plot.axvline(0, color="black", linewidth=0.8)
    plot.legend()
    plot.tight_layout()
    plot.savefig(path)


def main(folder: Path, picture: Path | None = None) -> None:
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
    documents = list(quoteattr.QuoteAttributor().pipe(texts))
    show("speaker", by_speaker(documents))
    show("target", by_target(documents))
    if picture is not None:
        draw(by_target(documents), picture)


if __name__ == "__main__":
    seeds = Path(__file__).parent.parent / "seeds"
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else seeds, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
