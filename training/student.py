"""Stage 4, student: Stanza's own tokenizer, contractions, tagger, lemmatizer and parser, small, on gold and silver.

    python training/student.py tokenize
    python training/student.py mwt
    python training/student.py pos --minutes 25
    python training/student.py lemma
    python training/student.py depparse --minutes 25

Models go to ``training/work/student``. Tagger and parser are trained with Stanza's model and trainer classes in a loop
of our own: batches of like lengths, Adam, a learning rate that falls to zero at the end of the time given. Every
quotation mark is the same sign to a student: training text has its marks as ``"``, and the vocabularies map all others
to it.
"""

import argparse
import json
import logging
import math
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from common import WORK
from conllu import CLOSE, DEPREL, FEATS, FORM, HEAD, LEMMA, OPEN, UPOS, XPOS, Sentence, read, restyle
from gold import CONTRACTED
from lexicon import Lemmas, konjunktivise, verb_forms

# Marks of one sign that are all " to a student.
DOUBLE = "„“”«»‟❝❞＂"
SINGLE = "‚‘’‛‹›ʼ´′"
# What replaces „ and “ in training text: mostly the one sign, else what no mapping of signs makes of it.
STYLES = (('"', '"'), ("``", "''"), ("'", "'"), ("''", "''"), (",,", "''"))
STYLE_WEIGHTS = (70, 14, 8, 4, 4)
# The tokenizer has to see more of ', which may also stand inside a word.
TOKENIZER_WEIGHTS = (58, 12, 22, 4, 4)
ONE_MARK = str.maketrans(dict.fromkeys(DOUBLE + SINGLE, '"'))
GOLD_REPEATED = 3
# Silver sentences with less agreement of the teachers are left out.
AGREED = 0.75
# Of the sentences, how many the tagger sees again in the Konjunktiv.
KONJUNKTIV_SHARE = 0.25
COLUMNS = {"text": FORM, "lemma": LEMMA, "upos": UPOS, "xpos": XPOS, "feats": FEATS, "head": HEAD, "deprel": DEPREL}

TAGGER = """--shorthand de_q --lang de --hidden_dim 220 --char_hidden_dim 128 --char_emb_dim 48 --word_emb_dim 100
    --transformed_dim 125 --deep_biaff_hidden_dim 200 --num_layers 2 --word_cutoff 3 --dropout 0.1 --rec_dropout 0
    --char_rec_dropout 0 --word_dropout 0.15 --share_hid --no_pretrain --augment_nopunct 0.1 --lr 3e-3 --beta2 0.98
    --device cpu""".split()
PARSER = """--shorthand de_q --lang de --hidden_dim 220 --char_hidden_dim 80 --char_emb_dim 48 --word_emb_dim 100
    --transformed_dim 125 --deep_biaff_hidden_dim 140 --num_layers 2 --word_cutoff 4 --tag_emb_dim 40 --dropout 0.2
    --rec_dropout 0 --char_rec_dropout 0 --word_dropout 0.15 --no_pretrain --no_linearization --no_distance
    --optim adam --second_optim adam --lr 2.5e-3 --second_lr 2.5e-3 --beta2 0.98
    --device cpu""".split()
LEMMATIZER = """--shorthand de_q --mode train --hidden_dim 120 --emb_dim 50 --dropout 0.2 --emb_dropout 0.2
    --batch_size 64 --num_epoch 3 --max_dec_len 50 --device cpu""".split()
TOKENIZER = """--lang de --shorthand de_q --max_seqlen 300 --batch_size 32 --rnn_layers 1 --hidden_dim 64 --dropout 0.25
    --unit_dropout 0.1 --feat_unit_dropout 0.1 --last_char_drop_prob 0.1 --use_mwt --eval_steps 400
    --shuffle_steps 200 --anneal_after 1000 --device cpu""".split()


class Columns:
    """Sentences as the ``get`` of a Stanza document gives them, without the cost of one."""

    def __init__(self, sentences: list[Sentence], chance: random.Random) -> None:
        self.rows: list[list[list[str]]] = []
        for sentence in sentences:
            style = chance.choices(STYLES, STYLE_WEIGHTS)[0]
            forms = restyle([word[FORM] for word in sentence.words], style)
            self.rows.append([[form, *word[1:]] for form, word in zip(forms, sentence.words, strict=True)])
            for row, form in zip(self.rows[-1], forms, strict=True):
                row[:] = ["", form, form if row[LEMMA] in (OPEN, CLOSE) else row[LEMMA], *row[UPOS:]]

    def get(self, fields: list[str], as_sentences: bool = True) -> list[Any]:
        """The columns of every word."""
        places = [COLUMNS[field] for field in fields]
        rows = [[[row[place] for place in places] for row in sentence] for sentence in self.rows]
        return rows if as_sentences else [row for sentence in rows for row in sentence]


def training_data(work: Path, folder: str = "silver") -> list[Sentence]:
    """GSD's gold, repeated, and the silver that the teachers agree on."""
    sentences = [sentence.copy() for _ in range(GOLD_REPEATED) for sentence in read(work / folder / "gsd.conllu")]
    for path in sorted((work / folder).glob("*-*.conllu")):
        sentences += (sentence for sentence in read(path) if sentence.agreement >= AGREED)
    return sentences


def in_konjunktiv(sentences: list[Sentence], chance: random.Random) -> list[Sentence]:
    """A part of the sentences again, their verbs in the Konjunktiv I, which few texts have enough of."""
    counts = Counter(word[LEMMA] for sentence in sentences for word in sentence.words if word[XPOS] == "VVINF")
    infinitives = frozenset(lemma for lemma, count in counts.items() if count > 2 and lemma.endswith("n"))
    infinitives |= set("sein haben werden können müssen sollen wollen dürfen mögen".split())
    changed = [konjunktivise(sentence, infinitives) for sentence in sentences if chance.random() < KONJUNKTIV_SHARE]
    return [sentence for sentence in changed if sentence]


def one_mark(vocabulary: dict[str, int], more: str = "") -> None:
    """Maps every typographic mark, and the signs of ``more``, to the number of ``"``."""
    if '"' in vocabulary:
        vocabulary.update(dict.fromkeys([*DOUBLE, *SINGLE, *more], vocabulary['"']))


def one_mark_word(vocabulary: dict[str, int]) -> None:
    """Maps every mark that stands as a word of its own to the number of ``"``."""
    if '"' in vocabulary:
        words = [*DOUBLE, *SINGLE, "'", "''", "``", ",,", "`"]
        vocabulary.update(dict.fromkeys(words, vocabulary['"']))


def same_signs(vocabulary: Any) -> None:
    """Makes all marks one sign in the vocabularies of a tagger or parser."""
    one_mark(vocabulary["char"]._unit2id, "'`")
    one_mark_word(vocabulary["word"]._unit2id)
    names = vocabulary.keys()
    if "lemma" in names:
        one_mark_word(vocabulary["lemma"]._unit2id)


def length_batches(lengths: list[int], words: int, chance: random.Random) -> list[list[int]]:
    """One epoch: indices in batches of like lengths, ``words`` words each, in random order."""
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] + chance.uniform(-2, 2))
    result: list[list[int]] = []
    size = words
    for index in order:
        if size + lengths[index] > words:
            result.append([])
            size = 0
        result[-1].append(index)
        size += lengths[index]
    chance.shuffle(result)
    return result


def endless(lengths: list[int], words: int, chance: random.Random) -> Iterator[list[int]]:
    """Batches of one epoch after the other."""
    while True:
        yield from length_batches(lengths, words, chance)


def timed_training(
    optimisers: dict[str, Any],
    peak: float,
    minutes: float,
    step: Callable[[], float],
    check: Callable[[], str],
    every: float = 4.0,
) -> None:
    """Trains for some minutes; the rate warms up, then falls to zero along a cosine.

    Args:
        optimisers: Stanza's optimizers.
        peak: The highest learning rate.
        minutes: How long to train.
        step: One update; returns the loss.
        check: Saves the model and returns its figures on our own development part.
        every: Minutes between checks.
    """
    begin = time.time()
    checked, steps, loss = begin, 0, 0.0
    while True:
        now = time.time()
        part = (now - begin) / (60 * minutes)
        if part >= 1:
            break
        rate = peak * min(1.0, (steps + 1) / 60) * 0.5 * (1 + math.cos(math.pi * part))
        for optimiser in optimisers.values():
            for group in optimiser.param_groups:
                group["lr"] = max(rate, 1e-6)
        loss += step()
        steps += 1
        if steps % 100 == 0:
            print(f"step {steps} {now - begin:.0f}s loss {loss / 100:.3f} rate {rate:.5f}", flush=True)
            loss = 0.0
        if now - checked > 60 * every:
            print(f"step {steps} {check()}", flush=True)
            checked = time.time()
    print(f"done: {steps} steps {check()}", flush=True)


def train_tagger(work: Path, minutes: float, batch_words: int, resume: bool) -> None:
    """Trains the tagger."""
    from stanza.models import tagger
    from stanza.models.pos.data import Dataset
    from stanza.models.pos.trainer import Trainer

    args = tagger.parse_args([*TAGGER, "--mode", "train"])
    chance = random.Random(1)
    torch.manual_seed(1)
    data = [sentence for sentence in training_data(work) if len(sentence.words) <= 80]
    data += in_konjunktiv(data, chance)
    document = Columns(data, chance)
    target = work / "student" / "pos.pt"
    if resume:
        trainer = Trainer(model_file=str(target), args=args, device="cpu")
    else:
        vocabulary = Dataset.init_vocab([document], args)
        same_signs(vocabulary)
        trainer = Trainer(args=args, vocab=vocabulary, device="cpu")
    print({name: len(trainer.vocab[name]) for name in ("char", "word", "upos", "xpos", "feats")}, flush=True)
    dataset = Dataset(document, args, None, vocab=trainer.vocab)
    indices = endless([len(sentence.words) for sentence in data], batch_words, chance)
    development = list(read(work / "gold" / "dev.conllu"))

    def step() -> float:
        return float(trainer.update(dataset.collate_fn([dataset[index] for index in next(indices)])))

    def check() -> str:
        trainer.save(str(target))
        tag(trainer, guess := [sentence.copy() for sentence in development])
        pairs = [
            pair
            for gold, own in zip(development, guess, strict=True)
            for pair in zip(gold.words, own.words, strict=True)
        ]
        return json.dumps(
            {
                name: round(100 * sum(g[place] == s[place] for g, s in pairs) / len(pairs), 2)
                for name, place in (("upos", UPOS), ("feats", FEATS))
            }
        )

    timed_training(trainer.optimizers, args["lr"] * (0.5 if resume else 1), minutes, step, check)


@torch.no_grad()
def tag(trainer: Any, sentences: list[Sentence], size: int = 4000) -> None:
    """Fills UPOS, XPOS and FEATS with a tagger's guesses."""
    from stanza.models.pos.data import Dataset

    chance = random.Random(2)
    for batch in length_batches([len(sentence.words) for sentence in sentences], size, chance):
        chosen = [sentences[index] for index in batch]
        dataset = Dataset(Columns(chosen, chance), trainer.args, None, vocab=trainer.vocab, evaluation=True)
        predicted = trainer.predict(dataset.collate_fn([dataset[index] for index in range(len(chosen))]))
        for sentence, tags in zip(chosen, predicted, strict=True):
            for word, (upos, xpos, feats) in zip(sentence.words, tags, strict=True):
                word[UPOS], word[XPOS], word[FEATS] = upos, xpos, feats


def retag(work: Path) -> None:
    """Writes the training data with the student's tags and dictionary lemmas, as the parser will see it."""
    from conllu import write
    from stanza.models.pos.trainer import Trainer

    trainer = Trainer(model_file=str(work / "student" / "pos.pt"), device="cpu")
    lemmas = Lemmas(sentence for bank in ("gsd", "pud") for sentence in read(work / "gold" / f"{bank}.conllu"))
    begin = time.time()
    for path in [work / "silver" / "gsd.conllu", *sorted((work / "silver").glob("*-*.conllu"))]:
        sentences = list(read(path))
        tag(trainer, sentences)
        for sentence in sentences:
            for word in sentence.words:
                word[LEMMA] = lemmas.of(word[FORM], word[UPOS])
        write(work / "tagged" / path.name, sentences)
        print(f"{path.name} {time.time() - begin:.0f}s", flush=True)


def train_parser(work: Path, minutes: float, batch_words: int, resume: bool) -> None:
    """Trains the parser on trees whose tags are the student's own."""
    from stanza.models import parser
    from stanza.models.depparse.data import DataLoader, Dataset
    from stanza.models.depparse.trainer import GraphTrainer, Trainer

    args = parser.parse_args([*PARSER, "--mode", "train"])
    chance = random.Random(1)
    torch.manual_seed(1)
    data = [sentence for sentence in training_data(work, "tagged") if 1 < len(sentence.words) <= 70]
    document = Columns(data, chance)
    random.seed(1)
    args["second_stage"] = True
    target = work / "student" / "depparse.pt"
    if resume:
        trainer = Trainer.load(str(target), None, device="cpu")
    else:
        fields = ["text", "upos", "xpos", "feats", "lemma", "head", "deprel"]
        vocabulary = Dataset.init_vocab(SimpleNamespace(args=args, eval=False), document.get(fields))
        same_signs(vocabulary)
        trainer = GraphTrainer(args=args, vocab=vocabulary, device="cpu")
    dataset = Dataset(document, args, None, vocab=trainer.vocab)
    print({name: len(dataset.vocab[name]) for name in ("char", "word", "lemma", "deprel")}, flush=True)
    indices = endless(dataset.lengths, batch_words, chance)
    development = list(read(work / "gold" / "dev.conllu"))
    tagged = [sentence.copy() for sentence in development]
    from stanza.models.pos.trainer import Trainer as TaggerTrainer

    tag(TaggerTrainer(model_file=str(work / "student" / "pos.pt"), device="cpu"), tagged)
    guesses = Columns(tagged, chance)
    loader = DataLoader(guesses, 3000, args, None, vocab=dataset.vocab, evaluation=True, sort_during_eval=False)

    def step() -> float:
        loss, _ = trainer.update(DataLoader.collate([dataset[index] for index in next(indices)]))
        return float(loss)

    def check() -> str:
        trainer.save(str(target))
        with torch.no_grad():
            predicted = [sentence for batch in loader for sentence in trainer.predict(batch)]
        hits: Counter[str] = Counter()
        for sentence, arcs in zip(development, predicted, strict=True):
            for word, (head, label) in zip(sentence.words, arcs, strict=True):
                right = int(word[HEAD]) == int(head)
                same = word[DEPREL].split(":")[0] == label.split(":")[0]
                hits.update({"words": 1, "uas": right, "las": right and same})
        return json.dumps({name: round(100 * hits[name] / hits["words"], 2) for name in ("uas", "las")})

    timed_training(trainer.optimizer, args["second_lr"] * (0.5 if resume else 1), minutes, step, check)


def contraction_pairs(work: Path) -> Counter[tuple[str, str]]:
    """Contractions and their words, as the gold has them, in every case."""
    pairs: Counter[tuple[str, str]] = Counter()
    for bank in ("gsd", "pud", "hdt"):
        for sentence in read(work / "gold" / f"{bank}.conllu"):
            for first, (last, form, _) in sentence.ranges.items():
                if form.isalpha():
                    pairs[form.lower(), " ".join(w[FORM].lower() for w in sentence.words[first - 1 : last])] += 1
    best: dict[str, str] = dict(CONTRACTED)
    for (form, words), _ in pairs.most_common():
        best.setdefault(form, words)
    more = {"ins": "in das", "ans": "an das", "aufs": "auf das", "fürs": "für das", "durchs": "durch das",
            "ums": "um das", "übers": "über das", "unterm": "unter dem", "hinterm": "hinter dem", "überm": "über dem",
            "vorm": "vor dem", "vors": "vor das", "unters": "unter das", "hinters": "hinter das"}  # fmt: skip
    result: Counter[tuple[str, str]] = Counter()
    for form, words in (more | best).items():
        for change in (str.lower, str.capitalize, str.upper):
            result[change(form), change(words)] += 1
    return result


def train_contractions(work: Path) -> None:
    """Makes the dictionary of contractions."""
    from stanza.models import mwt_expander
    from stanza.models.mwt.trainer import Trainer
    from stanza.models.mwt.vocab import Vocab

    args = vars(mwt_expander.parse_args(["--mode", "train", "--lang", "de", "--shorthand", "de_q", "--dict_only"]))
    pairs = contraction_pairs(work)
    vocabulary = Vocab(list(pairs), "de")
    args |= {"vocab_size": vocabulary.size, "device": "cpu", "force_exact_pieces": None}
    trainer = Trainer(args=args, vocab=vocabulary, device="cpu")
    trainer.train_dict(list(pairs))
    trainer.save(str(work / "student" / "mwt.pt"))
    print(len(trainer.expansion_dict), "contractions")


def paragraphs(work: Path, chance: random.Random) -> Iterator[list[Sentence]]:
    """Paragraphs to learn splitting from: GSD's and PUD's sentences in groups, the raw text's own paragraphs."""
    for repeat in range(6):
        for bank in ("gsd", "gsd", "pud", "hdt") if repeat < 2 else ("gsd", "gsd", "pud"):
            sentences = list(read(work / "gold" / f"{bank}.conllu"))
            if repeat:
                chance.shuffle(sentences)
            while sentences:
                size = chance.choice((1, 2, 3, 5, 8, 12, 20))
                yield sentences[:size]
                del sentences[:size]
    for name, limit in (("wikinews", None), ("written", 4000), ("bundestag", 4000)):
        group: list[Sentence] = []
        for number, sentence in enumerate(read(work / "raw" / f"{name}.conllu")):
            if limit and number > limit:
                break
            if group and any(line.startswith(("# newpar", "# newdoc")) for line in sentence.comments):
                yield group
                group = []
            group.append(sentence)
        yield group


def labelled_paragraph(sentences: list[Sentence], chance: random.Random) -> tuple[str, str]:
    """A paragraph's text and its labels: 1 ends a token, 2 a sentence, 3 and 4 the same for a contraction."""
    style = chance.choices(STYLES, TOKENIZER_WEIGHTS)[0]
    text, labels = "", ""
    for sentence in sentences:
        tokens = list(zip(sentence.token_starts(), sentence.tokens(), strict=True))
        for number, (start, (form, misc)) in enumerate(tokens, 1):
            form = restyle([form], style)[0].translate(ONE_MARK)
            if "'" in form[1:-1] and chance.random() < 0.5:
                form = form.replace("'", '"')  # What ’ will be to the tokenizer.
            end = (2 if number == len(tokens) else 1) + (2 if start in sentence.ranges else 0)
            text += form
            labels += "0" * (len(form) - 1) + str(end)
            if "SpaceAfter=No" not in misc or number == len(tokens):
                text, labels = text + " ", labels + "0"
    return text.rstrip(), labels[: len(text.rstrip())]


def train_tokenizer(work: Path, steps: int) -> None:
    """Trains the tokenizer with Stanza's command, then makes all marks one sign."""
    from stanza.models import tokenizer

    chance = random.Random(1)
    folder = work / "tokenize"
    folder.mkdir(parents=True, exist_ok=True)
    groups = list(paragraphs(work, chance))
    development = list(read(work / "gold" / "dev.conllu"))
    parts = {"train": groups, "dev": [development[start : start + 8] for start in range(0, len(development), 8)]}
    for name, part in parts.items():
        pairs = [labelled_paragraph(group, chance) for group in part]
        (folder / f"{name}.txt").write_text("\n\n".join(text for text, _ in pairs) + "\n", encoding="utf-8")
        (folder / f"{name}.labels").write_text("\n\n".join(labels for _, labels in pairs) + "\n", encoding="utf-8")
    pairs_of = contraction_pairs(work)
    listed = [((form, tuple(words.split())), count) for (form, words), count in pairs_of.items()]
    (folder / "mwt.json").write_text(json.dumps(listed), encoding="utf-8")
    logging.getLogger("stanza").setLevel(logging.INFO)
    target = work / "student" / "tokenize.pt"
    tokenizer.main(
        [
            *TOKENIZER,
            "--mode",
            "train",
            "--steps",
            str(steps),
            "--txt_file",
            str(folder / "train.txt"),
            "--label_file",
            str(folder / "train.labels"),
            "--dev_txt_file",
            str(folder / "dev.txt"),
            "--dev_label_file",
            str(folder / "dev.labels"),
            "--mwt_json_file",
            str(folder / "mwt.json"),
            "--save_dir",
            str(work / "student"),
            "--save_name",
            "tokenize.pt",
        ]
    )
    checkpoint = torch.load(target, map_location="cpu", weights_only=True)
    one_mark(checkpoint["vocab"]["_unit2id"])
    torch.save(checkpoint, target, _use_new_zipfile_serialization=False)


def train_lemmatizer(work: Path, epochs: int) -> None:
    """Fills the dictionary with the vocabulary of gold and silver, and trains the guesser for all other words on it."""
    from stanza.models import lemmatizer
    from stanza.models.lemma.data import DataLoader
    from stanza.models.lemma.trainer import Trainer

    args = lemmatizer.parse_args(LEMMATIZER)
    chance = random.Random(1)
    gold = [s for bank in ("gsd", "pud") for s in read(work / "gold" / f"{bank}.conllu")]
    lemmas = Lemmas(gold)
    counts: Counter[tuple[str, str]] = Counter()
    for sentence in training_data(work):
        counts.update((word[FORM], word[UPOS]) for word in sentence.words)
    words = [(form, upos, lemmas.of(form, upos)) for form, upos in counts]
    guessed = [row for row in words if row[1] not in ("PUNCT", "NUM", "SYM") and len(row[0]) < 30]
    learnt = chance.choices(guessed, [math.sqrt(counts[row[0], row[1]]) for row in guessed], k=60_000)
    document = Words(learnt)
    loader = DataLoader(document, args["batch_size"], args, evaluation=False)
    vocabulary = loader.vocab
    args |= {"vocab_size": vocabulary["char"].size, "pos_vocab_size": vocabulary["pos"].size}
    trainer = Trainer(args=args, vocab=vocabulary, device="cpu")
    trainer.train_dict([row for row in words for _ in range(min(50, counts[row[0], row[1]]))])
    for mark in (*DOUBLE, *SINGLE, '"', "'", "''", "``", ",,", "`"):
        trainer.pos_dict["*"][mark] = mark
    fill_verbs(trainer.pos_dict, words)
    target = work / "student" / "lemma.pt"
    trainer.save(str(target))
    begin = time.time()
    for epoch in range(epochs):
        trainer.update_lr(args["lr"] * (1 - epoch / epochs))
        total = sum(trainer.update(batch) for batch in loader)
        trainer.save(str(target))
        print(f"epoch {epoch} loss {total / len(loader):.4f} {time.time() - begin:.0f}s", flush=True)
    print(len(words), "words in the dictionary")


def fill_verbs(dictionary: dict[str, dict[str, str]], words: list[tuple[str, str, str]]) -> None:
    """Adds to a dictionary by tag all forms of the verbs that the texts have in any form."""
    seen = {form for form, upos, _ in words if upos == "VERB"}
    infinitives = sorted({lemma for _, upos, lemma in words if upos == "VERB" and re.fullmatch("[a-zäöüß]+n", lemma)})
    verbs = dictionary.setdefault("VERB", {})
    before = len(verbs)
    for form, lemma in verb_forms(infinitives):
        for written in {form, form.capitalize()} - seen:
            verbs.setdefault(written, lemma)
    print(len(infinitives), "verbs,", len(verbs) - before, "more forms", flush=True)


class Words:
    """Words with tag and lemma as the ``get`` of a Stanza document gives them, each a sentence."""

    def __init__(self, rows: list[tuple[str, str, str]]) -> None:
        self.rows = rows

    def get(self, fields: list[str], as_sentences: bool = False) -> list[Any]:
        """Form, tag and lemma; the other fields are blank."""
        blank = ["0", "dep", None][: len(fields) - 3]
        return [[[*row, *blank]] for row in self.rows] if as_sentences else [[*row, *blank] for row in self.rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("tokenize", "mwt", "pos", "retag", "lemma", "depparse"))
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--minutes", type=float, default=25)
    parser.add_argument("--batch", type=int, default=800, help="words in a batch")
    parser.add_argument("--steps", type=int, default=4000, help="of the tokenizer")
    parser.add_argument("--resume", action="store_true", help="train tagger or parser on, at half the rate")
    args = parser.parse_args()
    (args.work / "student").mkdir(parents=True, exist_ok=True)
    if args.part == "tokenize":
        train_tokenizer(args.work, args.steps)
    elif args.part == "mwt":
        train_contractions(args.work)
    elif args.part == "pos":
        train_tagger(args.work, args.minutes, args.batch, args.resume)
    elif args.part == "retag":
        retag(args.work)
    elif args.part == "lemma":
        train_lemmatizer(args.work, 3)
    else:
        train_parser(args.work, args.minutes, args.batch, args.resume)


if __name__ == "__main__":
    main()
