"""Whether the faster way through Stanza's networks gives the same trees, and how much faster it is.

    OMP_NUM_THREADS=1 python benchmarks/same_trees.py dev.jsonl train.jsonl de_gsd-ud-dev.conllu

Texts are gold articles (JSON Lines with `originalText`), treebanks (the `# text` of each sentence, in portions of a
hundred), or plain text. Both ways take turns on the same portions. Prints JSON; exit code 1 if a word differs.
"""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import process_time

from tqdm import tqdm

from quoteattr.parsing.stanza import embedded
from quoteattr.reading import read
from quoteattr.tree import Token

BATCH = 32
SENTENCES = 100


def main(paths: list[str]) -> int:
    """Compare and print."""
    ways = {"fast": embedded(), "plain": embedded(fast=False)}
    seconds = dict.fromkeys(ways, 0.0)
    words = different = texts = 0
    source = (text for path in paths for text in _texts(Path(path)))
    for parser in ways.values():
        list(parser.parse(["Was einmal gemacht wird, ist jetzt gemacht."]))
    with tqdm(unit=" texts", disable=None) as progress:
        while portion := list(islice(source, BATCH)):
            found: dict[str, list[list[Token]]] = {}
            for name, parser in ways.items():
                start = process_time()
                readings = list(read(portion, parser))
                seconds[name] += process_time() - start
                found[name] = [[token for each in reading.sentences for token in each.tokens] for reading in readings]
            for fast, plain in zip(*found.values(), strict=True):
                words += len(plain)
                different += abs(len(fast) - len(plain)) + sum(a != b for a, b in zip(fast, plain, strict=False))
            texts += len(portion)
            progress.update(len(portion))
    report = {"texts": texts, "words": words, "different": different, "processor_seconds": seconds}
    print(json.dumps({**report, "ratio": seconds["plain"] / seconds["fast"]}, indent=2))
    return 1 if different else 0


def _texts(path: Path) -> Iterator[str]:
    """The texts of a file."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        yield from (json.loads(line)["originalText"] for line in source.splitlines() if line.strip())
    elif path.suffix == ".conllu":
        sentences = iter([line.partition(" = ")[2] for line in source.splitlines() if line.startswith("# text = ")])
        while together := list(islice(sentences, SENTENCES)):
            yield " ".join(together)
    else:
        yield source


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
