"""CoNLL-U in and out: offline tests, a cache of parses, parses of other tools.

Offsets are read from MISC (`start_char=…|end_char=…` as Stanza writes them, `TokenRange=a:b` as UDPipe does); where
they are missing, the tokens are looked up in the text one after the other.
"""

from collections.abc import Iterator, Sequence

from attrs import define, evolve

from quoteattr.errors import FormatError
from quoteattr.invariants import cycles_in
from quoteattr.tree import Parse, Sentence, Token

_COLUMNS = 10
_DIGITS = 18
"""Of a number that can be one: no text and no sentence is longer."""


@define
class _Row:
    number: int
    columns: list[str]


@define
class _Cursor:
    """Where in the text the reader stands."""

    text: str
    has_offsets: bool
    position: int = 0

    def place(self, form: str, misc: str, line: int) -> tuple[int, int]:
        """Start and end of a token: those of MISC, else where its form comes next in the text."""
        offsets = _offsets(misc) if self.has_offsets else None
        if offsets is None:
            start = self.text.find(form, self.position)
            if start < 0:
                raise FormatError(
                    f"Line {line}: the word {form!r} is not in the text behind offset {self.position}. "
                    "Give the text that was parsed, or start_char= and end_char= in the last column."
                )
            offsets = start, start + len(form)
        if not 0 <= offsets[0] < offsets[1] <= len(self.text):
            raise FormatError(f"Line {line}: the offsets {offsets[0]}:{offsets[1]} lie outside the text.")
        self.position = offsets[1]
        return offsets


def read(source: str, text: str | None = None, *, model: str = "conllu") -> Parse:
    r"""Read one text's parse.

    Args:
        source: The content of a CoNLL-U file.
        text: The text that was parsed. Left out, it is put together from the tokens: blank lines between
            paragraphs (`# newpar`), blanks between words unless `SpaceAfter=No`.
        model: Name of what parsed it, kept in the result.

    Raises:
        FormatError: A line is malformed, or a word is not in the text.

    Example:
        >>> rows = ["1 Er er PRON PPER _ 2 nsubj _ _".split(), "2 schwieg schweigen VERB VVFIN _ 0 root _ _".split()]
        >>> parse = read("\n".join("\t".join(row) for row in rows) + "\n")
        >>> parse.text, parse.sentences[0].tokens[1].head
        ('Er schwieg', -1)
    """
    blocks = list(_blocks(source))
    cursor = _Cursor(_rebuilt_text(blocks), has_offsets=False) if text is None else _Cursor(text, has_offsets=True)
    sentences: list[Sentence] = []
    paragraph = -1
    for new_paragraph, lines in blocks:
        paragraph += new_paragraph or paragraph < 0
        sentences.append(Sentence(_tokens(lines, cursor), paragraph))
    return Parse(cursor.text, tuple(sentences), model=model)


def write(parse: Parse) -> str:
    """Write a parse; `read` with the same text gives it back."""
    blocks: list[str] = []
    previous = None
    for number, sentence in enumerate(parse.sentences, 1):
        lines = [f"# sent_id = {number}", f"# text = {' '.join(sentence.span.of(parse.text).split())}"]
        if sentence.paragraph != previous:
            lines.insert(0, "# newpar")
        previous = sentence.paragraph
        last_of = {(token.start, token.end): token.index for token in sentence.tokens}
        seen: set[tuple[int, int]] = set()
        for token in sentence.tokens:
            place = (token.start, token.end)
            if place not in seen and last_of[place] > token.index:
                lines.append(_contraction_line(token, last_of[place], parse.text))
            seen.add(place)
            feats = "|".join(f"{name}={value}" for name, value in sorted(token.feats.items())) or "_"
            misc = f"start_char={token.start}|end_char={token.end}"
            columns = (
                str(token.index + 1), token.text, token.lemma, token.upos, token.xpos or "_", feats,
                str(token.head + 1), token.deprel, "_", misc,
            )  # fmt: skip
            lines.append("\t".join(" ".join(column.split()) or "_" for column in columns))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n\n" if blocks else ""


def _contraction_line(first: Token, last: int, text: str) -> str:
    """The range line above the first word of a contraction, whose last word has the index `last`."""
    form, misc = " ".join(first.span.of(text).split()) or "_", f"start_char={first.start}|end_char={first.end}"
    return "\t".join((f"{first.index + 1}-{last + 1}", form, *["_"] * 7, misc))


def _blocks(source: str) -> Iterator[tuple[bool, list[_Row]]]:
    """The rows of each sentence, and whether it opens a paragraph."""
    lines: list[_Row] = []
    new_paragraph = False
    # Not splitlines(): words and comments may hold U+2028 and its kind.
    lines_given = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines_given, ""], 1):
        if line.startswith("#"):
            new_paragraph |= line.startswith(("# newpar", "# newdoc"))
        elif line.strip():
            columns = line.split("\t")
            if len(columns) != _COLUMNS:
                raise FormatError(f"Line {number} has {len(columns)} columns, CoNLL-U has {_COLUMNS}: {line[:60]!r}.")
            if "." not in columns[0]:  # empty nodes belong to enhanced graphs
                lines.append(_Row(number, columns))
        elif lines:
            yield new_paragraph, lines
            lines, new_paragraph = [], False


def _tokens(lines: Sequence[_Row], cursor: _Cursor) -> tuple[Token, ...]:
    """The tokens of a sentence; the words of a contraction share its offsets."""
    tokens: list[Token] = []
    shared: tuple[int, int] | None = None
    shared_until = 0
    for line in lines:
        number, form, lemma, upos, xpos, feats, head, deprel, _, misc = line.columns
        if "-" in number:
            shared = cursor.place(form, misc, line.number)
            shared_until = _integer(number.partition("-")[2], line.number)
            continue
        index = _integer(number, line.number) - 1
        if index != len(tokens):
            raise FormatError(f"Line {line.number}: word {number} where {len(tokens) + 1} was expected.")
        start, end = shared if shared and index < shared_until else cursor.place(form, misc, line.number)
        features = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
        tokens.append(
            Token(
                index,
                form,
                form if lemma == "_" else lemma,
                upos,
                "" if xpos == "_" else xpos,
                features,
                _integer(head, line.number) - 1,
                deprel,
                start,
                end,
            )
        )
    if not tokens:
        raise FormatError(f"Line {lines[0].number}: a sentence without words. Give the words of the contraction, too.")
    for line, token in zip([line for line in lines if "-" not in line.columns[0]], tokens, strict=True):
        if token.head >= len(tokens) or token.head == token.index:
            raise FormatError(f"Line {line.number}: head {token.head + 1} of a sentence of {len(tokens)} words.")
    return _without_cycles(tokens)


def _without_cycles(tokens: list[Token]) -> tuple[Token, ...]:
    """Cut what does not lead to a root, so that every question to the tree ends."""
    for index in cycles_in([token.head for token in tokens]):
        tokens[index] = evolve(tokens[index], head=-1)
    return tuple(tokens)


def _rebuilt_text(blocks: Sequence[tuple[bool, list[_Row]]]) -> str:
    """The text that the tokens make, where none is given."""
    parts: list[str] = []
    for new_paragraph, lines in blocks:
        if parts:
            parts.append("\n\n" if new_paragraph else " ")
        words: list[str] = []
        covered = 0
        for line in lines:
            number, form, misc = line.columns[0], line.columns[1], line.columns[9]
            if "-" in number:
                covered = _integer(number.partition("-")[2], line.number)
            elif _integer(number, line.number) <= covered:
                continue
            words.append(form if "SpaceAfter=No" in misc else form + " ")
        parts.append("".join(words).rstrip())
    return "".join(parts)


def _offsets(misc: str) -> tuple[int, int] | None:
    """Start and end as MISC gives them, None if it does not."""
    values = dict(pair.split("=", 1) for pair in misc.split("|") if "=" in pair)
    if "TokenRange" in values:
        start, _, end = values["TokenRange"].partition(":")
    else:
        start, end = values.get("start_char", ""), values.get("end_char", "")
    first, behind = _number(start), _number(end)
    return None if first is None or behind is None else (first, behind)


def _integer(value: str, line: int) -> int:
    number = _number(value)
    if number is None:
        raise FormatError(f"Line {line}: {value[:60]!r} stands where a number is needed.")
    return number


def _number(value: str) -> int | None:
    """A whole number, None for anything else: `int` refuses some thousand digits with an error of its own."""
    return int(value) if value.isdecimal() and len(value) <= _DIGITS else None
