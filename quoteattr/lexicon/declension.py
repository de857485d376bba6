"""The forms of person nouns and of adjectives of places."""

from collections.abc import Iterator

from quoteattr.lexicon.actors import Gender, Number, Place, Role, RoleNoun

_ADJECTIVE_ENDINGS = ("e", "en", "er", "em", "es")


def role_forms(noun: RoleNoun) -> Iterator[tuple[str, Role]]:
    """All forms of a person noun with gender and number, the feminine noun's included.

    Example:
        >>> noun = RoleNoun("Zeuge", Gender.MASCULINE, "n", "Zeugen", "Zeugin", True)
        >>> [form for form, role in role_forms(noun)]
        ['Zeuge', 'Zeugen', 'Zeugin', 'Zeuginnen']
    """
    if noun.declension == "adj":
        yield from _adjectival_forms(noun.lemma, noun.compound)
        return
    plurals = _plural_forms(noun.plural)
    for form in dict.fromkeys([*_singular_forms(noun), *plurals]):
        yield form, Role(noun.lemma, noun.gender, _number_of(form, noun, plurals), noun.lemma, noun.compound)
    if noun.feminine:
        yield noun.feminine, Role(noun.feminine, Gender.FEMININE, Number.SINGULAR, noun.lemma, noun.compound)
        plural = noun.feminine + "nen" if noun.feminine.endswith("in") else noun.feminine + "en"
        yield plural, Role(noun.feminine, Gender.FEMININE, Number.PLURAL, noun.lemma, noun.compound)


def place_forms(place: Place) -> Iterator[str]:
    """The name, its genitive, and its adjectives with their endings."""
    yield place.id
    yield place.id if place.id.endswith("s") else place.id + "s"
    for adjective in place.adjectives:
        yield adjective
        if adjective.islower():
            yield from (adjective + ending for ending in _ADJECTIVE_ENDINGS)


def _singular_forms(noun: RoleNoun) -> Iterator[str]:
    yield noun.lemma
    if noun.declension == "s":
        yield noun.lemma + "s"
        if not noun.lemma.endswith(("e", "el", "er", "en", "in")):
            yield noun.lemma + "es"
    elif noun.declension == "n":
        short = noun.lemma.endswith(("e", "err")) or noun.plural == noun.lemma + "n"  # Herrn, Nachbarn
        yield noun.lemma + ("n" if short else "en")


def _plural_forms(plural: str) -> tuple[str, ...]:
    """The nominative plural and, where it differs, the dative (*Minister, Ministern*)."""
    if not plural:
        return ()
    return (plural,) if plural.endswith(("n", "s")) else (plural, plural + "n")


def _number_of(form: str, noun: RoleNoun, plurals: tuple[str, ...]) -> Number | None:
    """Number of a form, None where singular and plural look alike (*Minister*)."""
    if form not in plurals:
        return Number.SINGULAR
    return None if form in _singular_forms(noun) else Number.PLURAL


def _adjectival_forms(lemma: str, compound: bool) -> Iterator[tuple[str, Role]]:
    # lemma: Abgeordneter. The ending tells little: Abgeordnete is a woman, or several, or (der) a man.
    stem = lemma.removesuffix("r")
    yield lemma, Role(lemma, Gender.MASCULINE, Number.SINGULAR, lemma, compound)
    yield stem, Role(stem, Gender.FEMININE, None, lemma, compound)
    yield stem + "n", Role(lemma, Gender.MASCULINE, None, lemma, compound)
    yield stem + "m", Role(lemma, Gender.MASCULINE, Number.SINGULAR, lemma, compound)
