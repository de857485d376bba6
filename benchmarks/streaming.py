"""Does memory stay flat when one Parquet file has many articles? A parser that knows nothing stands for the trees.

python benchmarks/streaming.py 100000
python benchmarks/streaming.py 10000 --model
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow
from pyarrow.parquet import ParquetWriter

from quoteattr import Article, Document, Parse, QuoteAttributor, Sentence, Token, articles_from
from quoteattr.documents import writers
from quoteattr.documents.registry import writers_in
from quoteattr.documents.writers import Results

TEXT = "Die Bürgermeisterin sagte: „Wir bauen Nummer {number}.“ Es regnete."
BATCH = 10_000


class Blank:
    """Takes a text for one sentence of one word."""

    name = "blank"

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        """Parse several texts at once."""
        for text in texts:
            word = Token(0, text, text, "X", "XY", {}, start=0, end=len(text))
            yield Parse(text, (Sentence((word,)),), model=self.name)


def write_articles(path: Path, count: int) -> None:
    """A Parquet file of short articles, in one row group a batch."""
    schema = pyarrow.schema({"id": pyarrow.int64(), "text": pyarrow.string(), "outlet": pyarrow.string()})
    with ParquetWriter(path, schema) as writer:
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            texts = [TEXT.format(number=number) for number in numbers]
            columns = {"id": list(numbers), "text": texts, "outlet": ["Hafenbote"] * len(texts)}
            writer.write_table(pyarrow.table(columns, schema=schema))


def peak() -> float:
    """The largest memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(documents: Iterator[Document], count: int) -> Iterator[tuple[str, Document]]:
    """The documents, and ten times on the way how far it is and how much memory it took."""
    start = time.perf_counter()
    for number, document in enumerate(documents, 1):
        yield document.id, document
        if number % max(1, count // 10) == 0:
            print(f"{number:8} articles  {time.perf_counter() - start:7.1f} s  {peak():7.1f} MiB", flush=True)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=100_000)
    parser.add_argument("--model", action="store_true", help="with the embedded model")
    args = parser.parse_args()
    count = args.count
    attributor = QuoteAttributor(None if args.model else Blank())
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "articles.parquet"), Path(folder, "quotes.parquet")
        write_articles(source, count)
        print(f"{source.stat().st_size / 2**20:.1f} MiB of articles; {peak():.1f} MiB before the first", flush=True)
        articles: Iterator[Article] = articles_from(source)
        with target.open("w", encoding="utf-8") as stream:
            results = Results(told(attributor.pipe(articles), count), many=True)
            writers_in(writers)["parquet"].write(results, stream)
        print(f"{target.stat().st_size / 2**20:.1f} MiB of quotations")


if __name__ == "__main__":
    main()
