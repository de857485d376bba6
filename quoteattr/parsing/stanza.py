"""The Stanza adapter: a model of Stanza as a `Parser`. Stanza itself is imported only when a model is first loaded.

Text goes through the model's networks paragraph by paragraph: tokens first, then our repair of the sentence boundaries,
then tags, lemmas and trees. Several texts share one batch. All of it runs on the processor, also where there is a
GPU: results are the same on every machine.
"""

import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from functools import cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from typing import Any

import regex
from attrs import define, frozen

from quoteattr.errors import DamagedModelError, ModelError, UnknownModelError
from quoteattr.lexicon import Lexicon
from quoteattr.model import Diagnostic, Span
from quoteattr.parsing.budget import MOST_WORDS_MONOTONOUS, is_monotonous
from quoteattr.parsing.checkpoints import quickly_read
from quoteattr.parsing.embedded import PROCESSORS, ModelFolder, embedded_folder, open_folder
from quoteattr.parsing.networks import Networks, Tagged, TokenSpan
from quoteattr.parsing.sentences import ends_sentence, has_stop, is_ordinal, repair
from quoteattr.text.layout import paragraphs
from quoteattr.text.letters import without_ligatures
from quoteattr.tree import Parse, Sentence, Token

OFFICIAL = ("gsd", "hdt", "combined", "default", "default_fast", "default_accurate")
BATCH_CHARACTERS = 60_000
"""Texts are sent to Stanza in portions of about this size: enough to fill its batches, small enough for memory."""

_BLANK = regex.compile(r"[\s\p{Cc}\p{Cs}\p{Zs}]")
_AHEAD = 20  # characters behind a stop that tell whether a sentence begins there
_LOADING = Lock()  # two models that are loaded at once must not both put back what they found
_STUCK_IN_FRONT, _STUCK_BEHIND = '„“”"»«›‹([', '“”"»«›‹)],;:?!'


@frozen
class _Piece:
    """A paragraph on its way through Stanza: where it comes from and where it lies in the portion."""

    text: int
    paragraph: int
    span: Span
    target: int


@define
class _Word:
    """A token before it is tagged."""

    text: str
    start: int
    end: int
    contraction: bool


class StanzaParser:
    """A `Parser` over a Stanza pipeline with tokenize, mwt, pos, lemma and depparse.

    Args:
        pipeline: A ready `stanza.Pipeline`.
        name: Name and version for the results.
        lexicon: Tells abbreviations from the ends of sentences; the German words of the package if left out.
        max_words: Longer sentences are cut, with a `Diagnostic`: a parser's time grows with the square of them.
        fast: Whether the networks may be asked directly, where that is known to give the same; else Stanza's own code
            asks them.
    """

    def __init__(
        self, pipeline: Any, *, name: str, lexicon: Lexicon | None = None, max_words: int = 200, fast: bool = True
    ) -> None:
        from quoteattr.parsing.fast import networks_of  # only now: it needs PyTorch

        self.name = name
        self._networks: Networks = networks_of(pipeline, fast=fast)
        self._lexicon = lexicon or Lexicon.german()
        self._max_words = max_words

    def parse(self, texts: Sequence[str]) -> Iterator[Parse]:
        """Parse texts in order, in portions of about `BATCH_CHARACTERS`."""
        sentences: list[list[Sentence]] = [[] for _ in texts]
        diagnostics: list[list[Diagnostic]] = [[] for _ in texts]
        done = 0
        for portion in _portions(texts):
            for number, sentence, limit in self._parse_portion(portion, texts):
                sentences[number].append(sentence)
                if limit:
                    diagnostics[number].append(_long_sentence(sentence.span, limit))
            last = portion[-1].text
            for number in range(done, last):
                yield Parse(texts[number], tuple(sentences[number]), tuple(diagnostics[number]), self.name)
                sentences[number] = []
            done = max(done, last)
        for number in range(done, len(texts)):
            yield Parse(texts[number], tuple(sentences[number]), tuple(diagnostics[number]), self.name)

    def _parse_portion(self, pieces: Sequence[_Piece], texts: Sequence[str]) -> Iterator[tuple[int, Sentence, int]]:
        """The sentences of a portion, each with the number of its text and the limit that it was cut at, or 0."""
        targets = [piece.target for piece in pieces]
        tokenized = self._tokenize(_portion_text(pieces, texts))
        owners = [pieces[bisect_right(targets, words[0].start) - 1] for words in tokenized]
        word_texts = [[word.text for word in words] for words in tokenized]
        paragraph_starts = [piece.target for piece in owners]
        repaired = repair(tokenized, word_texts, paragraph_starts, self._lexicon)
        cut = [part for words in repaired for part in _cut(_with_ordinals(words), self._max_words)]
        if not cut:
            return
        sentences = [tuple((word.text, word.contraction) for word in words) for words, _ in cut]
        distinct = [*dict.fromkeys(sentences)]  # one that comes again gets the same tags
        tagged = dict(zip(distinct, self._networks.tag(distinct), strict=True))
        for (words, limit), sentence in zip(cut, sentences, strict=True):
            piece = pieces[bisect_right(targets, words[0].start) - 1]
            shift = piece.span.start - piece.target
            yield piece.text, Sentence(_tokens(tagged[sentence], words, shift), piece.paragraph), limit

    def _tokenize(self, text: str) -> list[list[_Word]]:
        """The tokens of each sentence as the model finds them, with stuck marks and stops apart."""
        sentences: list[list[_Word]] = []
        for tokens in self._networks.tokenize(text):
            sentences.append([])
            for token in tokens:
                before = sentences[-1][-1].text if sentences[-1] else ""
                sentences[-1] += _unstick(token, text, self._lexicon)
                after = text[token.end : token.end + _AHEAD]
                if ends_sentence(text[token.start : token.end], before, after, self._lexicon):
                    sentences.append([])
        return [words for words in sentences if words]


def embedded(lexicon: Lexicon | None = None, *, fast: bool = True) -> StanzaParser:
    """The German model inside the package.

    Args:
        lexicon: Words that mend the boundaries of sentences; the German ones of the package if left out.
        fast: See `StanzaParser`.

    Raises:
        DamagedModelError: One of its files is missing or changed.
    """
    return _from_model_folder(embedded_folder(), lexicon, fast=fast, own=True)


def from_folder(path: Path, lexicon: Lexicon | None = None) -> StanzaParser:
    """A model in a folder of the same layout as the embedded one.

    Raises:
        UnknownModelError: The folder holds no model.
        DamagedModelError: A file differs from the folder's manifest.
    """
    return _from_model_folder(open_folder(path), lexicon)


def official(name: str, lexicon: Lexicon | None = None) -> StanzaParser:
    """An official German Stanza package that has been downloaded before.

    Raises:
        UnknownModelError: No such package, or it is not on this machine.
    """
    if name not in OFFICIAL:
        raise UnknownModelError(
            f"{name!r} is neither a folder nor a German Stanza package. Give 'embedded', a folder, or one of: "
            f"{', '.join(OFFICIAL)}."
        )
    import stanza

    processors = ",".join(PROCESSORS)
    try:
        pipeline = stanza.Pipeline(
            "de", package=name, processors=processors, download_method=None, use_gpu=False, logging_level="ERROR"
        )
    except Exception as error:
        raise UnknownModelError(
            f"The Stanza package {name!r} is not on this machine ({error}). Get it once with: "
            f"python -c \"import stanza; stanza.download('de', package='{name}', processors='{processors}')\""
        ) from error
    return StanzaParser(pipeline, name=f"stanza de {name}", lexicon=lexicon)


def _from_model_folder(
    folder: ModelFolder, lexicon: Lexicon | None, *, fast: bool = True, own: bool = False
) -> StanzaParser:
    """The parser of a folder's model; only the files of the package, whose hashes it knows, are its own."""
    import stanza

    paths = {f"{processor}_model_path": str(folder.path / file) for processor, file in PROCESSORS.items()}
    with _empty_resources() as empty, _LOADING, _without_optimisers(), quickly_read() if own else nullcontext():
        try:
            pipeline = stanza.Pipeline(
                "de",
                dir=empty,
                processors=",".join(PROCESSORS),
                download_method=None,
                allow_unknown_language=True,
                use_gpu=False,
                logging_level="ERROR",
                **paths,
            )
        except Exception as error:  # whatever the bytes of a file lead PyTorch to
            raise DamagedModelError(
                f"The model in {folder.path} cannot be loaded ({str(error)[:200] or type(error).__name__}). "
                "Get its files again."
            ) from error
    return StanzaParser(pipeline, name=folder.name, lexicon=lexicon, fast=fast)


@contextmanager
def _without_optimisers() -> Iterator[None]:
    """Stanza's models come with the optimisers of their training, which are no use here.

    The first optimiser makes PyTorch import its compiler, which takes longer than loading all the models.
    """
    from stanza.models.common import utils

    make = utils.dispatch_optimizer
    utils.dispatch_optimizer = lambda *_, **__: SimpleNamespace(param_groups=[])
    try:
        yield
    finally:
        utils.dispatch_optimizer = make


@contextmanager
def _empty_resources() -> Iterator[str]:
    """A folder with an empty list of resources: Stanza insists on one, even where it loads nothing from it."""
    try:
        folder = tempfile.TemporaryDirectory()
        Path(folder.name, "resources.json").write_text("{}", encoding="utf-8")
    except OSError as error:
        raise ModelError(
            f"There is no folder for temporary files ({error}). Set TMPDIR to a folder that you may write to."
        ) from error
    with folder:
        yield folder.name


def _portions(texts: Sequence[str]) -> Iterator[list[_Piece]]:
    """The paragraphs of all texts, in portions of about `BATCH_CHARACTERS`."""
    portion: list[_Piece] = []
    size = 0
    for number, text in enumerate(texts):
        for index, paragraph in enumerate(paragraphs(text)):
            if size > BATCH_CHARACTERS:
                yield portion
                portion, size = [], 0
            portion.append(_Piece(number, index, paragraph.span, size))
            size += len(paragraph.span) + 2
    if portion:
        yield portion


def _portion_text(pieces: Sequence[_Piece], texts: Sequence[str]) -> str:
    """What Stanza reads: the paragraphs of a portion, a blank line between them."""
    return "\n\n".join(_BLANK.sub(" ", piece.span.of(texts[piece.text])) for piece in pieces)


def _unstick(token: TokenSpan, text: str, lexicon: Lexicon) -> Iterator[_Word]:
    """The token, with marks and stops that the tokenizer left stuck to the word cut off."""
    start, end, contraction = token.start, token.end, token.contraction
    if has_stop(text[start:end], lexicon):
        yield _Word(without_ligatures(text[start : end - 1]), start, end - 1, contraction=False)
        yield _Word(".", end - 1, end, contraction=False)
        return
    first = end - len(text[start:end].lstrip(_STUCK_IN_FRONT))
    last = first + len(text[first:end].rstrip(_STUCK_BEHIND))
    if contraction or first == last or (first == start and last == end):
        yield _Word(_cut_short(text[start:end]), start, end, contraction)
        return
    cuts = [*range(start, first), first, *range(last, end), end]
    for left, right in pairwise(cuts):
        yield _Word(_cut_short(text[left:right]), left, right, contraction=False)


def _cut_short(text: str) -> str:
    """A word as Stanza sees it: without ligatures, and of an endless one the first 100 characters."""
    return without_ligatures(text if len(text) <= 100 else text[:100])


def _with_ordinals(words: list[_Word]) -> list[_Word]:
    """The words, with the stop of a Roman ordinal put back where the tokenizer took it for the end of a sentence."""
    whole: list[_Word] = []
    for at, word in enumerate(words):
        if whole and at + 1 < len(words) and whole[-1].end == word.start and is_ordinal(whole[-1].text, word.text):
            number = whole.pop()
            whole.append(_Word(number.text + word.text, number.start, word.end, contraction=False))
        else:
            whole.append(word)
    return whole


def _cut(words: list[_Word], most: int) -> Iterator[tuple[list[_Word], int]]:
    """Cut a sentence over the limit, behind the last comma or semicolon that fits; the limit is 0 for one that fits."""
    limit = min(most, MOST_WORDS_MONOTONOUS) if is_monotonous([word.text for word in words]) else most
    if len(words) <= limit:
        yield words, 0
        return
    start = 0
    while start < len(words):
        end = min(start + limit, len(words))
        if end < len(words):
            half = start + limit // 2
            end = next((at + 1 for at in range(end - 1, half, -1) if words[at].text in ",;:–-"), end)
        yield words[start:end], limit
        start = end


def _long_sentence(span: Span, limit: int) -> Diagnostic:
    """The diagnostic of a sentence that was cut."""
    return Diagnostic("long-sentence", span, f"A sentence of more than {limit} words was parsed in parts.")


def _tokens(tagged: Sequence[Tagged], words: Sequence[_Word], shift: int) -> tuple[Token, ...]:
    """The words of a tagged sentence, moved by `shift` to their offsets in the text."""
    return tuple(
        Token(
            index=index,
            text=word.text,
            lemma=word.lemma,
            upos=word.upos,
            xpos=word.xpos,
            feats=_features(word.feats),
            head=word.head - 1,
            deprel=word.deprel,
            start=words[word.token].start + shift,
            end=words[word.token].end + shift,
        )
        for index, word in enumerate(tagged)
    )


@cache  # a few hundred different ones: with a dictionary for each word, these would be half of a long text's parse
def _features(feats: str) -> Mapping[str, str]:
    """Universal features as Stanza writes them, by name."""
    if feats == "_":
        return {}
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
