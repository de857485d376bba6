"""Stage 1, gold: the treebanks, cleaned and with one set of habits.

    python training/gold.py [--shared ../shared]

Writes ``gsd.conllu``, ``pud.conllu``, ``hdt.conllu`` (training) and ``dev.conllu`` (our own development part, cut
out of GSD-test and PUD) into ``training/work/gold``. GSD-dev is never read here: it is for reporting.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from common import SHARED, WORK
from conllu import (
    CLOSE,
    DEPREL,
    FEATS,
    FORM,
    HEAD,
    LEMMA,
    MISC,
    OPEN,
    UPOS,
    XPOS,
    Sentence,
    feature_column,
    features,
    read,
    write,
)

SOURCES = {"gsd": "de_gsd-ud-test.conllu", "pud": "de_pud-ud-test.conllu", "hdt": "de_hdt-excerpts.conllu"}
# Every n-th sentence, from an offset, goes to our own development part.
DEVELOPMENT = {"gsd": (12, 5), "pud": (20, 7)}
# Features that only HDT marks.
FOREIGN_HABITS = frozenset("AdpType Aspect ConjType Hyph PartType PunctType Variant VerbType".split())
HDT_HABITS = {("Degree", "ADV"), ("Case", "ADP"), ("Degree", "PROPN"), ("Degree", "PART")}
LABELS = {
    "flat:name": "flat", "nmod:poss": "nmod", "obl:tmod": "obl", "acl:relcl": "acl", "cc:preconj": "cc",
    "csubj:pass": "csubj", "nsubj:outer": "nsubj",
}  # fmt: skip
XPOS_HABITS = {"PROAV": "PAV", "PIDAT": "PIAT", "VAIMP": "VVIMP"}
CONTRACTED = {"im": "in dem", "am": "an dem", "zum": "zu dem", "zur": "zu der", "vom": "von dem", "beim": "bei dem"}
MARKS = frozenset(["``", "''", '"', "„", "“", "”", "»", "«"])
NO_SPACE_BEFORE = frozenset([".", ",", ";", ":", "!", "?", ")", "]", CLOSE, "...", "%"])
NO_SPACE_AFTER = frozenset(["(", "[", OPEN])


def unify_marks(sentence: Sentence) -> None:
    """Rewrites double quotation marks to the pipeline's own, opening and closing by turns."""
    is_open = False
    for word in sentence.words:
        if word[FORM] not in MARKS or word[UPOS] != "PUNCT":
            continue
        opens = {"``": True, "„": True, "''": is_open and False, "”": False}.get(word[FORM], not is_open)
        word[FORM] = word[LEMMA] = OPEN if opens else CLOSE
        is_open = opens


def respace(sentence: Sentence) -> None:
    """Gives a text whose tokens are all set apart (HDT) the spaces of ordinary writing."""
    forms = [form for form, _ in sentence.tokens()]
    glued = [
        form in NO_SPACE_AFTER or following in NO_SPACE_BEFORE
        for form, following in zip(forms, [*forms[1:], ""], strict=True)
    ]
    token = last = 0
    for number, word in enumerate(sentence.words, 1):
        if number <= last:
            continue
        misc = "SpaceAfter=No" if glued[token] else "_"
        token += 1
        if number in sentence.ranges:
            last, form, _ = sentence.ranges[number]
            sentence.ranges[number] = (last, form, misc)
        else:
            word[MISC] = misc


def split_hyphens(sentence: Sentence) -> None:
    """Splits ``CD-Brennerei`` as GSD and PUD do: the parts are compounds of the last one, hyphens punctuate them."""
    inside = {word for first, (last, _, _) in sentence.ranges.items() for word in range(first, last + 1)}
    start_of: dict[int, int] = {0: 0}
    rows: list[tuple[int, list[str]]] = []  # The old number of the head (negative: a new number) and the word.
    for number, word in enumerate(sentence.words, 1):
        parts = word[FORM].split("-")
        splits = len(parts) > 1 and all(map(str.isalnum, parts)) and number not in inside
        if not splits or word[UPOS] not in ("NOUN", "PROPN"):
            rows.append((int(word[HEAD]), word))
            start_of[number] = len(rows)
            continue
        final = len(rows) + 2 * len(parts) - 1
        for part in parts[:-1]:
            tag = "NE" if word[XPOS] == "NE" else "NN"
            rows.append((-final, ["", part, part, word[UPOS], tag, "_", "", "compound", "_", "SpaceAfter=No"]))
            rows.append((-len(rows), ["", "-", "-", "PUNCT", "$(", "_", "", "punct", "_", "SpaceAfter=No"]))
        word[FORM] = parts[-1]
        word[LEMMA] = word[LEMMA].rsplit("-", 1)[-1]
        rows.append((int(word[HEAD]), word))
        start_of[number] = len(rows)
    moved = {}
    for first, (last, form, misc) in sentence.ranges.items():
        moved[start_of[first]] = (start_of[last], form, misc)
    sentence.ranges = moved
    sentence.words = [word for _, word in rows]
    for number, (head, word) in enumerate(rows, 1):
        word[0] = str(number)
        word[HEAD] = str(-head if head < 0 else start_of[head])


def unify(sentence: Sentence, source: str) -> None:
    """Rewrites a sentence of one treebank to GSD's habits, as far as rules can."""
    cased = {word[HEAD] for word in sentence.words if word[DEPREL] == "case"}
    for number, word in enumerate(sentence.words, 1):
        label = LABELS.get(word[DEPREL], word[DEPREL])
        if source == "hdt" and label == "obj" and str(number) in cased:
            label = "obl"
        word[DEPREL] = label
        word[XPOS] = "_" if source == "pud" else XPOS_HABITS.get(word[XPOS], word[XPOS])
        values = {
            key: value
            for key, value in features(word[FEATS]).items()
            if key not in FOREIGN_HABITS and not (source == "hdt" and (key, word[UPOS]) in HDT_HABITS)
        }
        word[FEATS] = feature_column(values)
        word[MISC] = "SpaceAfter=No" if "SpaceAfter=No" in word[MISC] else "_"
    unify_marks(sentence)
    if source == "hdt":
        respace(sentence)
        split_hyphens(sentence)
    contractions = [sentence.words[first - 1 : last] for first, (last, _, _) in sentence.ranges.items()]
    for (_, form, _), words in zip(sentence.ranges.values(), contractions, strict=True):
        parts = CONTRACTED.get(form.lower(), "").split()
        if len(parts) == len(words):
            for word, part in zip(words, parts, strict=True):
                word[FORM] = part.capitalize() if form[0].isupper() and word is words[0] else part


def clean(path: Path, source: str) -> Iterator[Sentence]:
    """Yields the unified sentences of a treebank that are valid trees."""
    for sentence in read(path):
        unify(sentence, source)
        if sentence.is_tree() and not any(word[DEPREL] == "reparandum" for word in sentence.words):
            sentence.comments = [line for line in sentence.comments if re.match(r"# (sent_id|newdoc|newpar)", line)]
            yield sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--work", type=Path, default=WORK)
    args = parser.parse_args()
    development = []
    for source, file in SOURCES.items():
        step, offset = DEVELOPMENT.get(source, (1, 1))
        sentences = list(clean(args.shared / "data" / "ud" / file, source))
        training = [sentence for number, sentence in enumerate(sentences) if number % step != offset]
        development += [sentence for number, sentence in enumerate(sentences) if number % step == offset]
        write(args.work / "gold" / f"{source}.conllu", training)
        print(source, len(training), "sentences", sum(len(sentence.words) for sentence in training), "words")
    write(args.work / "gold" / "dev.conllu", development)
    print("dev", len(development), "sentences")


if __name__ == "__main__":
    main()
