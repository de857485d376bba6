"""The forms of all verbs of the tables: which senses a form can belong to, and which forms are Konjunktiv."""

from collections.abc import Iterable, Iterator, Mapping

from quoteattr.lexicon.entries import VerbForm, VerbSense
from quoteattr.lexicon.inflect import FormKind, Inflection, Konjunktiv, PrincipalParts, conjugate, join


class Conjugations:
    """The forms of base verbs, each verb conjugated once: many senses share *geben* or *stellen*.

    Args:
        irregular: Principal parts by infinitive.

    Example:
        >>> [form.text for form in Conjugations({}).of("sagen")][:3]
        ['sage', 'sagst', 'sagt']
    """

    def __init__(self, irregular: Mapping[str, PrincipalParts]) -> None:
        self.irregular = irregular
        self._made: dict[str, tuple[Inflection, ...]] = {}

    def of(self, infinitive: str) -> tuple[Inflection, ...]:
        """All forms of a verb without a separable particle."""
        if infinitive not in self._made:
            self._made[infinitive] = conjugate(infinitive, self.irregular)
        return self._made[infinitive]


def sense_forms(sense: VerbSense, conjugations: Conjugations) -> Iterator[tuple[str, VerbForm]]:
    """The forms of a sense, each with its entry: alone, and with the particle or joinable word in front."""
    made: dict[tuple[FormKind, bool, Konjunktiv | None], VerbForm] = {}  # forms of one kind share an entry

    def entry(form: Inflection, joined: bool) -> tuple[str, VerbForm]:
        key = (form.kind, joined, form.mood)
        if key not in made:
            made[key] = VerbForm(sense, form.kind, joined, form.mood)
        return form.text, made[key]

    forms = conjugations.of(sense.base)
    prefix = sense.particle or ("".join(sense.fixed) if sense.joinable else "")
    for form in forms:
        # A separable particle leaves only finite forms: teilte … mit, but mitgeteilt.
        if not sense.particle or form.kind is FormKind.FINITE:
            yield entry(form, joined=False)
    for form in join(prefix, forms) if prefix else ():
        yield entry(form, joined=True)


def moods(infinitives: Iterable[str], conjugations: Conjugations) -> dict[str, Konjunktiv | None]:
    """Which Konjunktiv each finite form is, None where it could as well be indicative.

    Example:
        >>> found = moods(["sagen"], Conjugations({}))
        >>> found["sage"], found["sagte"]
        ('I', None)
    """
    found: dict[str, Konjunktiv | None] = {}
    for infinitive in infinitives:
        for form in conjugations.of(infinitive):
            if form.kind is not FormKind.FINITE:
                continue
            # führe is Konjunktiv I of führen rather than Konjunktiv II of fahren; bitte, rate … likewise
            if form.mood == "I" or form.text not in found:
                found[form.text] = form.mood
            elif found[form.text] == "II" and form.mood is None:
                found[form.text] = None
    return found
