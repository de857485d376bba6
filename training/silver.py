"""Stage 3b, silver: the teacher's trees for raw text, with lemmas, the Konjunktiv put right.

    python training/silver.py [--share 1/2]

Reads ``training/work/raw/*.conllu`` and the texts of PUD and HDT (which get GSD's habits that way), writes
``training/work/silver/*.conllu``, a copy of GSD's gold beside them; all teachers there are vote, and a comment says how
far they agree. Goes on where it stopped: the parts are files of 5,000 sentences. Processes with different shares may
run at once.
"""

import argparse
import time
from pathlib import Path

import teacher
from common import WORK
from conllu import FORM, LEMMA, UPOS, read, write
from lexicon import Lemmas, correct_mood

PART = 5000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--seeds", default="*", help="which teachers, as a pattern of their files' names")
    parser.add_argument("--share", default="1/1", help="which of the parts: 1/2 is the first, third …")
    args = parser.parse_args()
    share, shares = map(int, args.share.split("/"))
    models = [teacher.load(path) for path in sorted((args.work / "teacher").glob(f"{args.seeds}.pt"))]
    if not models:
        raise SystemExit("no teacher: run teacher.py train first")
    lemmas = Lemmas(sentence for bank in ("gsd", "pud") for sentence in read(args.work / "gold" / f"{bank}.conllu"))
    sources = [args.work / "gold" / "pud.conllu", args.work / "gold" / "hdt.conllu"]
    sources += [args.work / "raw" / f"{name}.conllu" for name in ("wikinews", "written", "bundestag")]
    write(args.work / "silver" / "gsd.conllu", read(args.work / "gold" / "gsd.conllu"))
    begin, words, parts = time.time(), 0, 0
    for source in sources:
        sentences = list(read(source))
        for start in range(0, len(sentences), PART):
            target = args.work / "silver" / f"{source.stem}-{start // PART:03}.conllu"
            parts += 1
            if parts % shares != share % shares or target.exists():
                continue
            part = sentences[start : start + PART]
            teacher.parse(models, part)
            for sentence in part:
                for word in sentence.words:
                    word[LEMMA] = lemmas.of(word[FORM], word[UPOS])
                correct_mood(sentence)
            partial = target.with_suffix(".part")
            write(partial, part)
            partial.rename(target)
            words += sum(len(sentence.words) for sentence in part)
            print(f"{target.name} {words} words {time.time() - begin:.0f}s", flush=True)


if __name__ == "__main__":
    main()
