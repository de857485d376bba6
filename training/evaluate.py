"""Stage 6, evaluation: one command, figures as JSON on standard output.

    python training/evaluate.py --gold ../shared/data/ud/de_gsd-ud-dev.conllu [--model FOLDER]
    python training/evaluate.py --konjunktiv [--model FOLDER]
    python training/evaluate.py --marks [--model FOLDER]
    python training/evaluate.py --speed TEXTFILE [--model FOLDER] [--beside FOLDER] [--threads 2]

``--gold`` makes raw text of a CoNLL-U file and scores the whole pipeline with the CoNLL 2018 measures;
``--konjunktiv`` is the recall of ``Mood=Sub`` on our own sentences; ``--marks`` is the share of our own sentences whose
heads and labels, the marks aside, are the same in every style of quotation marks, of the bare model and through the
package, which unifies the marks before it parses. Several may be asked for at once.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from common import HERE, MODEL, load_pipeline
from conll18 import evaluate
from conllu import CLOSE, OPEN, STYLES, Sentence, read

RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "ccomp", "parataxis", "obl", "nmod", "appos", "flat", "compound:prt",
)  # fmt: skip
DATA = HERE / "data"


def raw_text(sentences: list[Sentence]) -> str:
    """The text of sentences, a blank line before each paragraph."""
    parts: list[str] = []
    for sentence in sentences:
        if parts and any(line.startswith(("# newpar", "# newdoc")) for line in sentence.comments):
            parts.append("\n\n")
        parts.append("".join(form + ("" if "SpaceAfter=No" in misc else " ") for form, misc in sentence.tokens()))
    return "".join(parts)


def from_stanza(document: Any) -> list[Sentence]:
    """A Stanza document as CoNLL-U sentences."""
    result = []
    for parsed in document.sentences:
        sentence = Sentence()
        for token in parsed.tokens:
            if len(token.words) > 1:
                first = token.words[0].id
                sentence.ranges[first] = (token.words[-1].id, token.text, "_")
            for word in token.words:
                sentence.words.append(
                    [str(word.id), word.text, word.lemma or "_", word.upos, word.xpos or "_", word.feats or "_",
                     str(word.head), word.deprel, "_", "_"]
                )  # fmt: skip
        result.append(sentence)
    return result


def score_gold(pipeline: Any, path: Path) -> dict[str, object]:
    """The CoNLL 2018 measures from raw text."""
    gold = list(read(path))
    return evaluate(gold, from_stanza(pipeline(raw_text(gold))), RELATIONS)


def score_konjunktiv(pipeline: Any) -> dict[str, object]:
    """The recall of ``Mood=Sub`` on the verbs that ``data/konjunktiv.tsv`` names."""
    rows = [line.split("\t") for line in (DATA / "konjunktiv.tsv").read_text(encoding="utf-8").splitlines()]
    missed = []
    for form, text in rows:
        words = [word for sentence in pipeline(text).sentences for word in sentence.words if word.text == form]
        if not any("Mood=Sub" in (word.feats or "") for word in words):
            missed.append(f"{form}: {text}")
    return {"sentences": len(rows), "recall": round(100 * (1 - len(missed) / len(rows)), 2), "missed": missed}


Skeleton = list[tuple[str, int, str]]


def skeleton(sentences: Iterable[Sequence[tuple[str, int, str]]], marks: set[str]) -> Skeleton:
    """Form, head and label of each word that is no mark; words and heads are counted without the marks."""
    result: Skeleton = []
    for words in sentences:
        start = len(result)
        kept = [number for number, (form, _, _) in enumerate(words) if form not in marks]
        place = {number: start + order for order, number in enumerate(kept)} | {-1: -1}
        result += [(words[number][0], place.get(words[number][1], -2), words[number][2]) for number in kept]
    return result


def score_marks(parse: Callable[[str], Iterable[Sequence[tuple[str, int, str]]]]) -> dict[str, object]:
    """The share of ``data/marks.txt`` whose trees are the same in every style, and in each.

    Args:
        parse: Gives form, head (counted from 0, -1 for none) and label of the words of each sentence of a text.
    """
    texts = (DATA / "marks.txt").read_text(encoding="utf-8").splitlines()
    marks = {mark for style in STYLES for mark in style}
    plain = [skeleton(parse(text), marks) for text in texts]
    same = {}
    everywhere = [True] * len(texts)
    for style in STYLES[1:]:
        hits = 0
        for index, text in enumerate(texts):
            changed = text.replace(OPEN, "\0").replace(CLOSE, style[1]).replace("\0", style[0])
            equal = skeleton(parse(changed), marks) == plain[index]
            everywhere[index] &= equal
            hits += equal
        same["…".join(style)] = round(100 * hits / len(texts), 2)
    one_sign = [value for style, value in same.items() if len(style) == 3]
    return {
        "sentences": len(texts),
        "same in every style": round(100 * sum(everywhere) / len(texts), 2),
        "mean of the styles of one sign": round(sum(one_sign) / len(one_sign), 2),
        "by style": same,
    }


def marks_of_model(pipeline: Any) -> dict[str, object]:
    """Invariance of a pipeline that gets every mark as it stands."""

    def parse(text: str) -> Iterator[list[tuple[str, int, str]]]:
        for sentence in pipeline(text).sentences:
            yield [(word.text, word.head - 1, word.deprel) for word in sentence.words]

    return score_marks(parse)


def marks_of_package(folder: Path) -> dict[str, object]:
    """Invariance of the package with that model: marks are unified, then parsed."""
    from quoteattr.parsing import load
    from quoteattr.reading import read

    parser = load(folder)

    def parse(text: str) -> Iterator[list[tuple[str, int, str]]]:
        for sentence in next(read([text], parser)).sentences:
            yield [(token.text, token.head, token.deprel) for token in sentence.tokens]

    return score_marks(parse)


def measure_speed(folders: dict[str, Path], path: Path, threads: int) -> dict[str, object]:
    """Load time and words per second of whole pipelines on one text, turn by turn, the best of three."""
    import torch

    torch.set_num_threads(threads)
    text = path.read_text(encoding="utf-8")
    result: dict[str, Any] = {"threads": threads}
    pipelines = {}
    for name, folder in folders.items():
        begin = time.perf_counter()
        pipelines[name] = load_pipeline(folder)
        result[name] = {"load_s": round(time.perf_counter() - begin, 2), "words_per_s": 0}
        pipelines[name](text[:3000])
    for _ in range(3):
        for name, pipeline in pipelines.items():
            begin = time.perf_counter()
            words = pipeline(text).num_words
            result[name]["words_per_s"] = max(result[name]["words_per_s"], round(words / (time.perf_counter() - begin)))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="a CoNLL-U file")
    parser.add_argument("--konjunktiv", action="store_true")
    parser.add_argument("--marks", action="store_true")
    parser.add_argument("--speed", type=Path, help="a text file to parse")
    parser.add_argument("--model", type=Path, default=MODEL, help="a folder with the five model files")
    parser.add_argument("--beside", type=Path, help="another model to time in the same run")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    result: dict[str, object] = {"model": args.model.name}
    if args.gold or args.konjunktiv or args.marks:
        pipeline = load_pipeline(args.model)
        if args.gold:
            result |= score_gold(pipeline, args.gold)
        if args.konjunktiv:
            result["konjunktiv"] = score_konjunktiv(pipeline)
        if args.marks:
            result["marks"] = marks_of_model(pipeline)
            result["marks through the package"] = marks_of_package(args.model)
    if args.speed:
        folders = {"model": args.model} | ({"beside": args.beside} if args.beside else {})
        result["speed"] = measure_speed(folders, args.speed, args.threads)
    json.dump(result, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
