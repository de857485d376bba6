"""Lemmas by GSD's habits, and a list of Konjunktiv forms: what silver trees are corrected with.

Lemmas come from the gold where it has the word with its tag, else from ``simplemma`` (needed for training only).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import simplemma
from conllu import DEPREL, FEATS, FORM, HEAD, LEMMA, UPOS, XPOS, Sentence, feature_column, features

AS_THEY_STAND = frozenset(["NUM", "SYM", "X", "PUNCT", "INTJ"])
SEIN = frozenset("sei seien seiest seist seiet".split())
# Konjunktiv II forms that no indicative shares.
KONJUNKTIV_2 = frozenset(
    f"{stem}{ending}"
    for stem in """wäre hätte würde könnte müsste müßte dürfte möchte käme gäbe ginge ließe fände stünde stände bräuchte
    täte sähe nähme spräche bliebe hielte fiele wüsste wüßte läge säße träfe zöge bekäme erhielte schlüge trüge führe
    liefe hieße riefe schriebe verlöre würfe brächte dächte entstünde bestünde entspräche geschähe träte verstieße
    bedürfe vorläge ergäbe verstünde gelänge schiene böte bezöge""".split()
    for ending in ("", "n", "st", "t")
) - {"führe", "führen", "führst", "führt", "bedürfe", "bedürfen", "bedürft", "verstieße"}  # fmt: skip
POSSESSIVE = re.compile(r"(k?ein|mein|dein|sein|ihr|unser|euer|eur|irgendein)(e|em|en|er|es)")
PARTICLES = sorted(
    """ab an auf aus bei ein fest fort her heran heraus herum hervor hin hinaus hinein hinzu los mit nach nieder vor
    voran voraus vorbei weg weiter wieder zu zurück zusammen durch über um unter auseinander bekannt bereit dar entgegen
    fehl frei gegenüber gleich hoch klar statt teil übrig vorweg wider zurecht""".split(),
    key=len,
    reverse=True,
)
VOWELS = ("a", "e", "i", "o", "u", "ä", "ö", "ü", "ie", "ei")
ENDINGS = ("", "e", "st", "est", "t", "et", "en", "n", "te", "ten", "ete", "eten", "end")
FINITE = frozenset(["VVFIN", "VAFIN", "VMFIN"])


class Lemmas:
    """A lemma for a word and its tag.

    Args:
        gold: Sentences whose lemmas are GSD's.
    """

    def __init__(self, gold: Iterable[Sentence]) -> None:
        counts: dict[tuple[str, str], Counter[str]] = {}
        for sentence in gold:
            for word in sentence.words:
                counts.setdefault((word[FORM], word[UPOS]), Counter())[word[LEMMA]] += 1
        self._gold = {key: found.most_common(1)[0][0] for key, found in counts.items()}
        self._cache: dict[tuple[str, str], str] = {}

    def of(self, form: str, upos: str) -> str:
        """The lemma of a form with a universal tag."""
        key = (form, upos)
        if key not in self._cache:
            self._cache[key] = self._gold.get(key) or self._find(form, upos)
        return self._cache[key]

    def _find(self, form: str, upos: str) -> str:
        if upos in AS_THEY_STAND or not form[-1].isalpha():
            return form
        if upos == "PROPN":
            found: str = simplemma.lemmatize(form, lang="de")
            return found if found == form[:-1] and form.endswith("s") else form
        if upos == "NOUN":
            found = simplemma.lemmatize(form, lang="de")
            return found if found[:1].isupper() else form
        lower = form.lower()
        known = self._gold.get((lower, upos))
        if known:
            return known
        possessive = POSSESSIVE.fullmatch(lower)
        if upos == "DET" and possessive:
            return possessive.group(1).replace("eur", "euer")
        if upos in ("VERB", "AUX"):
            found = simplemma.lemmatize(lower, lang="de")
            if found.endswith("n") and found[0].islower():
                return found
            return lower + "n" if lower.endswith("e") else lower
        if upos == "ADJ":
            found = simplemma.lemmatize(lower, lang="de")
            is_infinitive = found.endswith("n") and not lower.startswith(found[:-2])
            return lower if is_infinitive else found.lower()
        return lower


def is_konjunktiv_1(form: str, lemma: str) -> bool:
    """Whether a form may be the third person of the Konjunktiv I: the infinitive without its n."""
    return form in SEIN or (lemma.endswith("n") and form.endswith("e") and form == lemma[:-1]) or (
        lemma.endswith(("eln", "ern")) and form == lemma[:-1] + "e"
    )  # fmt: skip


def correct_mood(sentence: Sentence) -> None:
    """Sets ``Mood`` where the form leaves no doubt; first persons keep what they have."""
    subjects = {word[HEAD]: word[FORM].lower() for word in sentence.words if word[DEPREL].startswith("nsubj")}
    speaks_of_i = any(word[FORM].lower() == "ich" for word in sentence.words)
    for number, word in enumerate(sentence.words, 1):
        if word[UPOS] not in ("VERB", "AUX") or (word[XPOS] not in FINITE and "VerbForm=Fin" not in word[FEATS]):
            continue
        form = word[FORM].lower()
        values = features(word[FEATS])
        if form in KONJUNKTIV_2:
            values |= {"Mood": "Sub", "Tense": "Past", "VerbForm": "Fin"}
        elif is_konjunktiv_1(form, word[LEMMA]):
            governor = word[HEAD] if word[DEPREL].startswith(("aux", "cop")) else str(number)
            subject = subjects.get(governor) or subjects.get(str(number))
            of_i = subject == "ich" or (subject is None and speaks_of_i)
            if form not in SEIN and (of_i or values.get("Mood") == "Imp"):
                continue
            values |= {"Mood": "Sub", "Tense": "Pres", "VerbForm": "Fin"}
            if form not in SEIN or form == "sei":
                values |= {"Number": "Sing"}
                if subject != "ich":
                    values |= {"Person": "3"}
        word[FEATS] = feature_column(values)


def konjunktivise(sentence: Sentence, infinitives: frozenset[str]) -> Sentence | None:
    """A copy of a sentence with its third persons of the present in the Konjunktiv I; None if there is none.

    Args:
        sentence: A parsed sentence with lemmas.
        infinitives: The lemmas to trust.
    """
    subjects = {word[HEAD]: word for word in sentence.words if word[DEPREL].startswith("nsubj")}
    result = None
    for number, word in enumerate(sentence.words):
        values = features(word[FEATS])
        asked = {"Mood": "Ind", "Tense": "Pres", "Person": "3", "Number": "Sing"}
        if word[XPOS] not in FINITE or any(values.get(key) != value for key, value in asked.items()):
            continue
        governor = word[HEAD] if word[DEPREL].startswith(("aux", "cop")) else str(number + 1)
        subject = subjects.get(governor)
        lemma = word[LEMMA]
        if subject is None or "Person=1" in subject[FEATS] or lemma not in infinitives:
            continue
        form = "sei" if lemma == "sein" else lemma[:-1] + ("" if lemma.endswith("en") else "e")
        result = result or sentence.copy()
        changed = result.words[number]
        changed[FORM] = form.capitalize() if word[FORM][0].isupper() else form
        changed[FEATS] = feature_column(values | {"Mood": "Sub"})
    return result


def verb_forms(infinitives: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yields forms of verbs with their lemma, as far as ``simplemma`` knows them: strong and weak, with particles.

    Args:
        infinitives: The verbs.
    """
    known: dict[str, list[str]] = {}
    for infinitive in infinitives:
        particle = next((p for p in PARTICLES if infinitive.startswith(p) and len(infinitive) > len(p) + 3), "")
        for cut in {"", particle}:
            base = infinitive.removeprefix(cut)
            if base not in known:
                known[base] = list(_simple_forms(base))
            for form in known[base]:
                yield cut + form, infinitive
            if cut and known[base]:
                yield cut + "zu" + base, infinitive


def _simple_forms(base: str) -> Iterator[str]:
    """The forms of a verb without a particle."""
    stem = base.removesuffix("n").removesuffix("e")
    vowels = list(re.finditer("ie|ei|äu|eu|au|[aeiouäöü]", stem))
    stems = {stem}
    if vowels:
        at = vowels[-1]
        stems |= {stem[: at.start()] + vowel + stem[at.end() :] for vowel in VOWELS}
    for prefix in ("", "ge"):
        for changed in stems:
            for ending in ENDINGS:
                form = prefix + changed + ending
                if simplemma.is_known(form, lang="de") and simplemma.lemmatize(form, lang="de") == base:
                    yield form
