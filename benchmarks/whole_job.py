"""The whole job against what Stanza alone takes for its trees: same model, same text, one thread.

    OMP_NUM_THREADS=1 python benchmarks/whole_job.py dev.jsonl [ARTICLES]

Stanza's own pipeline and `QuoteAttributor.pipe` take turns on batches of 32 articles. Prints seconds of the processor,
which other work on the machine disturbs least, and their ratio, as JSON; exit code 1 if the whole job is less than 1.5
times as fast. Stanza's pipeline reads the texts in one go (`bulk_process`), which is its fastest way. What stays in
memory is spared from garbage collection for all of them alike, as by the command.
"""

import json
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

from speed import peak_mebibytes

from quoteattr import QuoteAttributor
from quoteattr.collector import spare_collector
from quoteattr.parsing.embedded import PROCESSORS, embedded_folder
from quoteattr.reading import read

BATCH = 32
WANTED = 1.5


def main(path: str, limit: str = "64") -> int:
    """Measure and print."""
    lines = Path(path).read_text(encoding="utf-8").splitlines()[: int(limit)]
    texts = [json.loads(line)["originalText"] for line in lines]
    attributor = QuoteAttributor()
    plain = stanza_pipeline()
    for text in texts[:2]:  # what is made once is made now
        attributor.attribute(text)
        plain(text)
    spare_collector()  # as the command does, for Stanza as well
    seconds = {"stanza": 0.0, "whole_job": 0.0, "parsing": 0.0}
    for at in range(0, len(texts), BATCH):
        batch = texts[at : at + BATCH]
        jobs: dict[str, Any] = {
            "stanza": lambda batch=batch: plain.bulk_process(batch),
            "whole_job": lambda batch=batch: list(attributor.pipe(batch)),
            "parsing": lambda batch=batch: list(read(batch, attributor.parser)),
        }
        for name, job in jobs.items():
            start = process_time()
            job()
            seconds[name] += process_time() - start
    own = seconds["whole_job"] - seconds["parsing"]
    ratio = seconds["stanza"] / seconds["whole_job"]
    report = {
        "articles": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "processor_seconds": {name: round(value, 2) for name, value in seconds.items()},
        "stanza_to_whole_job": round(ratio, 2),
        "own_code_to_parsing": round(own / seconds["parsing"], 2),
        "peak_mebibytes": round(peak_mebibytes()),
    }
    print(json.dumps(report, indent=2))
    return 0 if ratio >= WANTED else 1


def stanza_pipeline() -> Any:
    """Stanza's own pipeline with the embedded model."""
    import stanza

    folder = embedded_folder().path
    with tempfile.TemporaryDirectory() as empty:
        Path(empty, "resources.json").write_text("{}", encoding="utf-8")
        return stanza.Pipeline(
            "de",
            dir=empty,
            processors=",".join(PROCESSORS),
            download_method=None,
            allow_unknown_language=True,
            logging_level="ERROR",
            **{f"{processor}_model_path": str(folder / file) for processor, file in PROCESSORS.items()},
        )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
