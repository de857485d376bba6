"""Stage 3a, raw: text into sentences and words, for the teacher to parse.

    python training/raw.py [--bundestag 25000]

Reads the articles of the WIKINEWS training split (their text only), paragraphs of the Bundestag's speeches and the
sentences that ``written.py`` makes; writes ``training/work/raw/*.conllu`` with words, spaces and paragraphs, no tags.
Sentences are split by rules, words by the baseline's tokenizer; double quotation marks become „ and “.
"""

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from common import SHARED, WORK, load_pipeline
from conllu import CLOSE, OPEN, Sentence, write
from written import written_paragraphs

MARKS = '„“”"»«‟＂'
ABBREVIATIONS = frozenset(
    """abs abt adj allg anm art aufl bd bspw bzgl bzw ca co dergl ders dgl dipl dr dt ebd ehem einschl engl etc
    ev evtl exkl exz fa ff fr franz frz gem gen gest ggf gr hbf hl hr hrn hrsg inc inkl ing inkl insb jahrh jh jr
    kath kfm kg königl lat lt ltd luth m max med mill min mind mio mrd mr mrs ms mwst nat nr od op orig phil pl pol
    prof rd rel rer resp röm s sen sog spr sr st std stv str stud tägl tel u urspr usw v verh vers vgl vizepräs vs
    wg z zt zz z.b d.h u.a u.ä i.d.r z.t v.a o.ä a.d b.z.w e.v u.s.w n.chr v.chr s.o""".split()
)
MONTHS = "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember".split()
STARTERS = frozenset(
    """Der Die Das Er Sie Es In Im Am Auf Bei Nach Mit Von Für Dabei Damit Auch Aber Wir Ich Ein Eine Diese Dieser
    Dieses Zudem Zuvor Doch Und Als Wenn Während Dies Seit Insgesamt Danach Laut Man Dort Hier So Bisher Zum Zur An
    Um Unter Über Durch Weil Da Was Wie Nun Jetzt""".split()
)
ARTICLES = frozenset("am vom zum beim im der die das dem den des ab bis seit und ihr ihren sein seinen ihrem".split())
BOUNDARY = re.compile(rf"([.!?…]+)([{CLOSE}’'’‘)\]]*)\s+(?=[{OPEN}‚(\[\d]*\s*[A-ZÄÖÜ0-9])")


def unify_marks(paragraph: str) -> str:
    """Rewrites a paragraph's double quotation marks to „ and “, by what stands before them."""
    result = []
    for index, letter in enumerate(paragraph):
        if letter in MARKS:
            before = paragraph[index - 1] if index else " "
            opens = letter == "„" or before.isspace() or before in "([-–/„"
            letter = OPEN if opens else CLOSE
        result.append(letter)
    return "".join(result)


def is_boundary(paragraph: str, match: re.Match[str]) -> bool:
    """Whether a stop before a capital letter ends a sentence."""
    stop, closing = match.groups()
    if stop[-1] in "!?…" or closing or len(stop) > 1:
        return True
    before = paragraph[: match.start()]
    word = re.search(r"\S*$", before).group().lstrip("(„‚[")  # type: ignore[union-attr]
    following = re.match(r"[^\s,.;:!?]*", paragraph[match.end() :]).group()  # type: ignore[union-attr]
    if word.lower() in ABBREVIATIONS or re.fullmatch(r"[A-ZÄÖÜa-zäöü]", word) or re.fullmatch(r"(\w\.)+\w", word):
        return False
    if re.fullmatch(r"\d{1,2}|[IVX]+", word):
        previous = re.search(r"(\S+)\s+\S*$", before)
        introduced = previous is not None and previous.group(1).lower() in ARTICLES
        return following in STARTERS and not introduced and following not in MONTHS
    return True


def sentences_of(paragraph: str) -> list[str]:
    """Splits a paragraph into sentences by rules."""
    result, start = [], 0
    for match in BOUNDARY.finditer(paragraph):
        if is_boundary(paragraph, match):
            result.append(paragraph[start : match.end()].strip())
            start = match.end()
    result.append(paragraph[start:].strip())
    return [sentence for sentence in result if sentence]


def articles(path: Path) -> Iterator[str]:
    """Yields the paragraphs of the WIKINEWS articles, each article's first one marked by a form feed."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            for number, paragraph in enumerate(re.split(r"\n+", json.loads(line)["originalText"])):
                if paragraph.strip():
                    yield ("\f" if number == 0 else "") + paragraph.strip()


def speeches(path: Path, count: int) -> Iterator[str]:
    """Yields a random part of the Bundestag's paragraphs, in their order."""
    paragraphs = path.read_text(encoding="utf-8").splitlines()
    chosen = sorted(random.Random(1).sample(range(len(paragraphs)), min(count, len(paragraphs))))
    return (paragraphs[index] for index in chosen)


def tokenise(paragraphs: Iterable[str], model: Path) -> Iterator[Sentence]:
    """Yields the sentences of paragraphs as words without tags."""
    pipeline = load_pipeline(model, processors="tokenize,mwt", tokenize_no_ssplit=True)
    parts: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        for number, text in enumerate(sentences_of(unify_marks(re.sub(r"[ \t\u00a0]+", " ", paragraph.strip("\f"))))):
            kind = "# newdoc" if "\f" in paragraph and not number else "" if number else "# newpar"
            parts.append((kind, text))
    for start in range(0, len(parts), 1000):
        chunk = parts[start : start + 1000]
        document = pipeline("\n\n".join(text for _, text in chunk))
        if len(document.sentences) != len(chunk):
            raise RuntimeError("the tokenizer split or merged sentences given one by one")
        for (kind, _), parsed in zip(chunk, document.sentences, strict=True):
            sentence = Sentence([kind] if kind else [])
            for token in parsed.tokens:
                number = len(sentence.words) + 1
                misc = "_" if token.spaces_after or token is parsed.tokens[-1] else "SpaceAfter=No"
                if len(token.words) > 1:
                    sentence.ranges[number] = (number + len(token.words) - 1, token.text, misc)
                for word in token.words:
                    own = "_" if len(token.words) > 1 else misc
                    row = [str(len(sentence.words) + 1), word.text, *["_"] * 7, own]
                    sentence.words.append(row)
            yield sentence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--bundestag", type=int, default=25000, help="how many paragraphs of the Bundestag's speeches")
    parser.add_argument("--written", type=int, default=3000, help="how many paragraphs of our own")
    args = parser.parse_args()
    sources = {
        "wikinews": articles(args.shared / "data" / "wikinews-quotes" / "train.jsonl"),
        "written": written_paragraphs(args.written, seed=1),
        "bundestag": speeches(args.shared / "data" / "raw" / "bundestag.txt", args.bundestag),
    }
    for name, paragraphs in sources.items():
        sentences = [s for s in tokenise(paragraphs, args.shared / "model") if 1 <= len(s.words) <= 100]
        write(args.work / "raw" / f"{name}.conllu", sentences)
        print(name, len(sentences), "sentences", sum(len(s.words) for s in sentences), "words", flush=True)


if __name__ == "__main__":
    main()
