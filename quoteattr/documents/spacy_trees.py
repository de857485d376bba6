"""The trees of a spaCy document as a parse, if they are in Universal Dependencies."""

from itertools import groupby
from typing import TYPE_CHECKING, Any

from quoteattr.errors import OptionError
from quoteattr.text.layout import paragraphs
from quoteattr.tree import Parse, Sentence, Token

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RELATIONS = frozenset(
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl"
    " fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative"
    " xcomp".split()
)


def parse_of(doc: "Doc") -> Parse:
    """The parse of a document that a pipeline has parsed.

    Raises:
        OptionError: There are no trees, or their relations are not those of Universal Dependencies, as in spaCy's own
            German models.
    """
    if len(doc) and not doc.has_annotation("DEP"):
        raise OptionError("The doc has no trees. Put a parser before quoteattr, or add it with trees='own'.")
    labels = {token.dep_.lower().partition(":")[0] for token in doc if not token.is_space}
    if unknown := labels - _RELATIONS:
        raise OptionError(
            f"The relation {min(unknown)!r} is not one of Universal Dependencies; spaCy's German models have TIGER's. "
            "Add quoteattr with trees='own', or parse with a UD model."
        )
    starts = [paragraph.span.start for paragraph in paragraphs(doc.text)]
    sentences = []
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        # What a parser put into one sentence across paragraphs is two of them here.
        for number, part in groupby(words, key=lambda token: sum(start <= token.idx for start in starts) - 1):
            sentences.append(Sentence(_tokens(list(part)), max(0, number)))
    return Parse(doc.text, tuple(sentences), model=f"spacy {doc.vocab.lang}")


def _tokens(words: list[Any]) -> tuple[Token, ...]:
    places = {token.i: place for place, token in enumerate(words)}
    heads = [places.get(token.head.i, -1) if token.head.i != token.i else -1 for token in words]
    root = next((place for place, head in enumerate(heads) if head < 0), 0)
    tokens = []
    for place, (token, head) in enumerate(zip(words, heads, strict=True)):
        if head < 0 and place != root:  # its head stands in another part
            head = root
        relation = "root" if place == root else "dep" if token.dep_.lower() == "root" else token.dep_
        tokens.append(
            Token(
                place, token.text, token.lemma_ or token.text, token.pos_, token.tag_, token.morph.to_dict(),
                -1 if place == root else head, relation, token.idx, token.idx + len(token.text),
            )
        )  # fmt: skip
    return tuple(tokens)
