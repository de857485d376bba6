"""The tags of a word in numbers: its parts of speech, its relation, its features."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from quoteattr.tree import Token

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ VERB X".split()
XPOS = """VVFIN VAFIN VMFIN VVINF VVPP VVIZU ART PPOSAT PRELS KOUS PAV PROAV PPER PIS PDS PWAV PTKVZ PTKNEG ADJD ADJA NE
    NN CARD APPR APPRART KON VAINF VMINF VAPP PPOSS PRF PTKZU PWS KOUI""".split()
RELATIONS = """root nsubj nsubj:pass obj iobj obl obl:arg advcl ccomp xcomp parataxis conj appos nmod acl acl:relcl aux
    aux:pass cop mark advmod discourse dep case det amod punct cc flat compound:prt expl nmod:poss flat:name nummod
    det:poss""".split()
FEATURES = """Mood=Sub Mood=Ind Mood=Imp Tense=Past Tense=Pres Person=1 Person=2 Person=3 VerbForm=Fin VerbForm=Inf
    VerbForm=Part Number=Plur Number=Sing Case=Nom Case=Dat Case=Acc Case=Gen Definite=Ind Definite=Def Degree=Cmp
    Polarity=Neg""".split()
TAG_PLACES = {
    name: place
    for place, name in enumerate(
        [*(f"u:{tag}" for tag in UPOS), *(f"x:{tag}" for tag in XPOS), *(f"r:{tag}" for tag in RELATIONS), *FEATURES]
    )
}
TAGS = len(TAG_PLACES)
"""Numbers of a word that are its tags."""


def tags_of(token: Token) -> list[int]:
    """The numbers of a word's tags."""
    return _places_of(token.upos, token.xpos, token.deprel, tuple(token.feats.items()))


def mark_tags(rows: NDArray[np.float32], tags: Sequence[Sequence[int]]) -> None:
    """Put a 1 where a word has a tag.

    Args:
        rows: A row for each word, or more, with the numbers of its tags alone; zeros so far.
        tags: The numbers of the tags of each word.
    """
    places = np.repeat(np.arange(len(tags)), [len(each) for each in tags])
    rows[places, np.fromiter(chain.from_iterable(tags), np.intp)] = 1


@lru_cache(maxsize=10_000)
def _places_of(upos: str, xpos: str, relation: str, features: tuple[tuple[str, str], ...]) -> list[int]:
    names = (f"u:{upos}", f"x:{xpos}", f"r:{relation}", *(f"{name}={value}" for name, value in features))
    return [TAG_PLACES[name] for name in names if name in TAG_PLACES]
