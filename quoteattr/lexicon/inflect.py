"""All forms of a German verb from its infinitive and, where it is irregular, its principal parts.

The lexicon needs forms, not lemmas: a lemmatiser that has seen little Konjunktiv loses *gäbe* and *hieße*. What
is generated here is complete for finite forms, infinitives and the past participle; imperatives and present
participles announce no quotation in news text and are left out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Literal

from attrs import frozen

Konjunktiv = Literal["I", "II"]
"""Which Konjunktiv a form is."""


class FormKind(StrEnum):
    """What a form of a verb is."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    ZU_INFINITIVE = "zu_infinitive"
    PARTICIPLE = "participle"


@frozen
class PrincipalParts:
    """What no rule tells about an irregular verb; every field lists alternatives.

    Attributes:
        present: Third person singular of the present.
        preterite: Third person singular of the preterite.
        participle: Past participle.
        konjunktiv2: Third person singular of Konjunktiv II; empty where it is the preterite, umlaut and -e.
        more: Finite indicative forms that no rule gives.
        konjunktiv1: Third person singular of Konjunktiv I; empty where it is the stem and -e.
    """

    present: tuple[str, ...]
    preterite: tuple[str, ...]
    participle: tuple[str, ...]
    konjunktiv2: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    konjunktiv1: tuple[str, ...] = ()


@frozen
class Inflection:
    """One form of a verb.

    Attributes:
        text: The form, in lower case.
        kind: Finite, infinitive, infinitive with *zu* inside, or participle.
        mood: Konjunktiv I or II where the form can hardly be anything else, else None. The third person
            singular counts as Konjunktiv I although it is also a first person (*habe*, *sage*).
    """

    text: str
    kind: FormKind
    mood: Konjunktiv | None = None


INSEPARABLE = (
    "hinter", "wieder", "wider", "durch", "unter", "miss", "über", "voll", "emp", "ent", "ver", "zer", "be",
    "er", "ge", "um",
)  # fmt: skip
_VOWEL = re.compile(r"[aeiouyäöü]")
_LINKING_E = re.compile(r"(?:[td]|(?:[bdfgkpst]|ch)[mn])$")
_UMLAUT = str.maketrans("aou", "äöü")
_SHORT_SS = re.compile(r"ss(?=t|$)")
_LAST_VOWEL = re.compile(r"[aou](?=[^aeiouäöü]*$)")


def conjugate(infinitive: str, irregular: Mapping[str, PrincipalParts] | None = None) -> tuple[Inflection, ...]:
    """All forms of a verb without a separable particle.

    Args:
        infinitive: Dictionary form in lower case (`teilen`, `versprechen`).
        irregular: Principal parts by infinitive; a verb with an inseparable prefix finds those of its base.

    Returns:
        Each combination of form, kind and mood once. Also in Swiss spelling
        (*heisst*) and in that before 1996 (*beschloß*).

    Example:
        >>> [form.text for form in conjugate("sagen") if form.kind is FormKind.PARTICIPLE]
        ['gesagt']
        >>> parts = {"geben": PrincipalParts(("gibt",), ("gab",), ("gegeben",))}
        >>> [form.text for form in conjugate("vergeben", parts) if form.mood == "II"]
        ['vergäbe', 'vergäbest', 'vergäbst', 'vergäben', 'vergäbet', 'vergäbt']
    """
    parts = principal_parts(infinitive, irregular or {})
    forms = [*_finite_forms(infinitive, parts), Inflection(infinitive, FormKind.INFINITIVE)]
    forms += [Inflection(text, FormKind.PARTICIPLE) for text in _participles(infinitive, parts)]
    respelt = [Inflection(text, form.kind, form.mood) for form in forms for text in _respelt(form.text)]
    return tuple(dict.fromkeys(forms + respelt))


def join(particle: str, forms: Iterable[Inflection]) -> Iterator[Inflection]:
    """The forms with a particle in front, and the infinitive with *zu* between the two.

    Example:
        >>> [form.text for form in join("mit", [Inflection("teilen", FormKind.INFINITIVE)])]
        ['mitteilen', 'mitzuteilen']
    """
    for form in forms:
        yield Inflection(particle + form.text, form.kind, form.mood)
        if form.kind is FormKind.INFINITIVE:
            yield Inflection(particle + "zu" + form.text, FormKind.ZU_INFINITIVE)


def principal_parts(infinitive: str, irregular: Mapping[str, PrincipalParts]) -> PrincipalParts | None:
    """The parts listed for a verb or for its base behind an inseparable prefix; None for a regular verb.

    Example:
        >>> parts = {"sprechen": PrincipalParts(("spricht",), ("sprach",), ("gesprochen",))}
        >>> principal_parts("versprechen", parts).participle
        ('versprochen',)
    """
    if infinitive in irregular:
        return irregular[infinitive]
    for prefix in INSEPARABLE:
        if infinitive.startswith(prefix) and infinitive.removeprefix(prefix) in irregular:
            base = irregular[infinitive.removeprefix(prefix)]
            return PrincipalParts(
                present=_prefixed(prefix, base.present),
                preterite=_prefixed(prefix, base.preterite),
                participle=_prefixed(prefix, (text.removeprefix("ge") for text in base.participle)),
                konjunktiv2=_prefixed(prefix, base.konjunktiv2),
                more=_prefixed(prefix, base.more),
                konjunktiv1=_prefixed(prefix, base.konjunktiv1),
            )
    return None


def has_inseparable_prefix(infinitive: str) -> bool:
    """Whether the participle does without *ge-* because of a prefix.

    Example:
        >>> has_inseparable_prefix("behaupten"), has_inseparable_prefix("gellen")
        (True, False)
    """
    return any(
        infinitive.startswith(prefix) and _VOWEL.search(infinitive, len(prefix), len(infinitive) - 2)
        for prefix in INSEPARABLE
    )


def _respelt(form: str) -> Iterator[str]:
    """The form in Swiss spelling (*heisst*) or in that before 1996 (*beschloß*), where it differs."""
    if "ß" in form:
        yield form.replace("ß", "ss")
    if "ss" in form and _SHORT_SS.search(form):
        yield _SHORT_SS.sub("ß", form)


def _prefixed(prefix: str, forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(prefix + form for form in forms)


def _finite_forms(infinitive: str, parts: PrincipalParts | None) -> Iterator[Inflection]:
    """The finite forms, each once, with its Konjunktiv where it can hardly be anything else."""
    stem = _stem(infinitive)
    first = _first_person(infinitive, stem)
    indicative = [*_present_forms(infinitive, stem, parts), *_preterite_forms(stem, parts)]
    konjunktiv1 = [*_konjunktiv1_forms(infinitive, stem, parts)]
    konjunktiv2 = [*_konjunktiv2_forms(stem, parts)]
    plain = set(indicative)
    for text in dict.fromkeys(indicative + konjunktiv1 + konjunktiv2):
        mood: Konjunktiv | None = None
        if text in konjunktiv1 and (text not in plain or text in first):
            mood = "I"
        elif text in konjunktiv2 and text not in plain:
            mood = "II"
        yield Inflection(text, FormKind.FINITE, mood)


def _stem(infinitive: str) -> str:
    return infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]


def _linking_e(stem: str) -> str:
    """The *e* that a stem needs before *-t* and *-st* (*arbeit-e-t*), else nothing."""
    return "e" if _LINKING_E.search(stem) else ""


def _first_person(infinitive: str, stem: str) -> tuple[str, ...]:
    """First person singular of the present (*sage*; *zweifele* and *zweifle*)."""
    if infinitive.endswith(("eln", "ern")):  # zweifele and zweifle, äußere and äußre
        return (stem + "e", stem[:-2] + stem[-1] + "e")
    return (stem + "e",)


def _present_forms(infinitive: str, stem: str, parts: PrincipalParts | None) -> Iterator[str]:
    link = _linking_e(stem)
    if parts is None:
        yield from _first_person(infinitive, stem)
        yield stem + ("t" if stem.endswith(("s", "ß", "x", "z")) else link + "st")
        yield stem + link + "t"
        yield infinitive
        return
    yield from parts.more
    yield from parts.present
    if parts.konjunktiv1:  # sein: every form is listed
        return
    for third in parts.present:
        if third.endswith("t"):
            yield from _first_person(infinitive, stem)
        yield _second_person(stem, third)
    yield stem + link + "t"
    yield infinitive


def _second_person(stem: str, third: str) -> str:
    """Second person singular of an irregular present, made of the third (*gibt*, *gibst*)."""
    if third.endswith("d"):  # wird
        return third[:-1] + "st"
    if not third.endswith("t"):  # kann, weiß, muss
        return third + ("t" if third.endswith(("ß", "ss")) else "st")
    if third[:-1].endswith(("s", "ß", "x", "z")):
        return third
    if stem.endswith("t") and not third.endswith("et"):  # hält, rät
        return third + "st"
    return third[:-1] + "st"


def _preterite_forms(stem: str, parts: PrincipalParts | None) -> Iterator[str]:
    for third in parts.preterite if parts else (stem + _linking_e(stem) + "te",):
        link = "e" if third.endswith(("t", "d", "s", "ß")) else ""
        plural = "n" if third.endswith("e") else "en"
        yield from (third, third + link + "st", third + plural, third + link + "t")


def _konjunktiv1_forms(infinitive: str, stem: str, parts: PrincipalParts | None) -> Iterator[str]:
    if parts is not None and parts.konjunktiv1:
        for third in parts.konjunktiv1:
            yield from (third, third + "st", third + "est", third + "en", third + "et")
        return
    yield from _first_person(infinitive, stem)
    if not infinitive.endswith(("eln", "ern")):
        yield from (stem + "est", stem + "en", stem + "et")


def _konjunktiv2_forms(stem: str, parts: PrincipalParts | None) -> Iterator[str]:
    if parts is None:
        return
    for third in parts.konjunktiv2 or tuple(_konjunktiv2_of(text) for text in parts.preterite):
        yield from (third, third + "st")
        if not third.endswith("te"):
            yield third[:-1] + "st"
        yield from (third + "n", third + "t")
        if not third.endswith("te"):
            yield third[:-1] + "t"


def _konjunktiv2_of(preterite: str) -> str:
    """Third person singular of Konjunktiv II, made of the preterite (*gab*, *gäbe*)."""
    umlauted = _LAST_VOWEL.sub(lambda match: match.group().translate(_UMLAUT), preterite)
    return umlauted if umlauted.endswith("e") else umlauted + "e"


def _participles(infinitive: str, parts: PrincipalParts | None) -> tuple[str, ...]:
    if parts is not None:
        return parts.participle
    stem = _stem(infinitive)
    without_ge = infinitive.endswith("ieren") or has_inseparable_prefix(infinitive)
    return (("" if without_ge else "ge") + stem + _linking_e(stem) + "t",)
